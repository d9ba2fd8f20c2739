/** The public site: what is published of each round, as a page, as open data, and for a screen in a waiting area. */
import { join } from 'node:path';
import type { StaffSettings } from '../../access/accounts/staffSettings.ts';
import { shownCopy } from '../signedCopies/copyWords.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import type { Problem } from '../../platform/problem.ts';
import { problemOf } from '../../platform/text/problemOf.ts';
import { projectFolder } from '../../platform/projectFolder.ts';
import { lineWords } from '../../processing/results/lineWords.ts';
import { resultTexts } from '../../processing/results/texts.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { wantsJson } from '../../platform/web/jsonAddress.ts';
import { open, type Routes, type PageContext } from '../../access/web/routes.ts';
import { page, sent, type Reply } from '../../access/web/reply.ts';
import { inSameLanguage } from '../../platform/web/page.ts';
import { sendDownload, downloadLinks } from '../../platform/web/download.ts';
import { siteOrigin } from '../../platform/web/siteOrigin.ts';
import { sendJson } from '../api/apiAnswer.ts';
import { chartsTaken } from '../results/chartsTaken.ts';
import { publicDisplayPage } from './publicDisplayPage.ts';
import { readSorting } from './input.ts';
import {
  bundleText,
  isPublished,
  publicParts,
  type Publication,
  publicationUrl,
  type Whole,
} from '../../processing/published/publication.ts';
import { publicationPage } from './publicationPage.ts';
import { publicationProof } from './publicationProof.ts';
import { publicationDownload } from './publicationDownload.ts';
import { type glances, publishedRounds } from './publishedRounds.ts';
import { listPublished, publishedBefore } from '../../processing/published/standing.ts';
import { publicationTexts } from './texts.ts';
import { hourOf } from '../../platform/calendar/vietNamTime.ts';
import type { Stores } from '../stores.ts';

export interface PublicRoutesOptions {
  readonly stores: Pick<
    Stores,
    | 'publications'
    | 'rounds'
    | 'criteriaSets'
    | 'ledger'
    | 'logEntries'
    | 'signedCopies'
    | 'trustedAuthorities'
  >;
  readonly settings: Pick<StaffSettings, 'signedCopies'>;
  readonly now: () => Date;
  readonly publicUrl: string | undefined;
  readonly glanceOf: ReturnType<typeof glances>;
}

const listedMax = 200;
const hourMs = 60 * 60 * 1000;

export const publicRoutes: Routes<PublicRoutesOptions> = {
  'GET /publications': open(listRounds),
  'GET /publications/recompute.mjs': open(downloadRecompute),
  'GET /publications/:roundId': open(openLatest),
  'GET /publications/:roundId/board': open(showPublicDisplay),
  'GET /publications/:roundId/:number': open(openPublication),
  'GET /publications/:roundId/:number/units/:unitId': open(openUnit),
};

async function listRounds(context: PageContext, tools: PublicRoutesOptions): Promise<Reply> {
  const { req, res, language } = context;
  const { glanceOf } = tools;
  const { publications } = tools.stores;
  const published = await publications.list(listedMax, isPublished);
  if (wantsJson(res)) {
    const parts = published.map(async (one) => {
      const { unit, opensAt, closesAt } = await glanceOf(one);
      return { ...publicParts(one), opensAt, closesAt, unit };
    });
    sendJson(req, res, { publications: await Promise.all(parts) });
    return sent;
  }
  const t = publicationTexts[language];
  return page(
    'dissemination/publications/public',
    { title: t.publicTitle },
    {
      t: { ...resultTexts[language], ...t },
      rounds: await publishedRounds(published, glanceOf, language),
      resultsUrl: inSameLanguage('/results', language),
      parUrl: inSameLanguage('/scorecards', language),
    },
  );
}

function downloadRecompute(context: PageContext): Reply {
  const { res } = context;
  res.type('text/javascript').sendFile('recompute.mjs', { root: join(projectFolder(), 'docs') });
  return sent;
}

async function openLatest(context: PageContext, tools: PublicRoutesOptions): Promise<Reply> {
  const { param } = context;
  const versions = await versionsOf(tools, param('roundId'));
  return await answer(context, tools, { versions, publication: versions.at(-1)! });
}

/** Shows what was published before the last full hour, until the next one. */
async function showPublicDisplay(context: PageContext, tools: PublicRoutesOptions): Promise<Reply> {
  const { res, language, param } = context;
  const { now } = tools;
  const hour = hourOf(now());
  const nextHour = new Date(hour.getTime() + hourMs);
  const versions = await versionsOf(tools, param('roundId'));
  const publication = versions.findLast(({ publishedAt }) => publishedAt! < hour);
  const t = publicationTexts[language];
  res.set('Refresh', String(Math.ceil((nextHour.getTime() - now().getTime()) / 1000) + 5));
  if (!publication) {
    const waiting = t.comesAt({ time: timeText(nextHour, language) });
    const roundTitle = inLanguage(versions.at(-1)!.roundTitle, language);
    return page(
      'dissemination/publications/publicDisplay',
      { title: t.publicDisplay, otherLanguages: [] },
      { t, waiting, roundTitle },
    );
  }
  const content = publicDisplayPage({ ...(await wholeOf(tools, publication)), language });
  const asOf = t.asOfHour({ time: timeText(hour, language) });
  const frame = { title: content.unitName, otherLanguages: [] };
  return page('dissemination/publications/publicDisplay', frame, { ...content, asOf, waiting: undefined });
}

async function openPublication(context: PageContext, tools: PublicRoutesOptions): Promise<Reply> {
  return await answer(context, tools, await numbered(context, tools));
}

async function openUnit(context: PageContext, tools: PublicRoutesOptions): Promise<Reply> {
  return await answer(context, tools, await numbered(context, tools), context.param('unitId'));
}

interface Asked {
  readonly versions: readonly Publication[];
  readonly publication: Publication;
}

/** @throws Problem notFound where nothing of the round is published */
async function versionsOf({ stores }: PublicRoutesOptions, roundId: string): Promise<readonly Publication[]> {
  const versions = await listPublished(stores.publications, roundId);
  if (versions.length === 0) throw unknownPublication();
  return versions;
}

async function numbered({ param }: PageContext, tools: PublicRoutesOptions): Promise<Asked> {
  const versions = await versionsOf(tools, param('roundId'));
  const publication = versions.find((one) => String(one.number) === param('number'));
  if (!publication) throw unknownPublication();
  return { versions, publication };
}

async function wholeOf({ stores }: PublicRoutesOptions, publication: Publication): Promise<Whole> {
  return { publication, content: await stores.publications.content(publication) };
}

async function answer(
  context: PageContext,
  tools: PublicRoutesOptions,
  asked: Asked,
  unitId?: string,
): Promise<Reply> {
  const { req, res, language } = context;
  const { stores, settings, publicUrl } = tools;
  const { publication, versions } = asked;
  if (wantsJson(res)) return await sendBundle(context, stores, publication);
  const current = await wholeOf(tools, publication);
  const { units } = current.content;
  const unit = unitId === undefined ? units[0] : units.find(({ id }) => id === unitId);
  if (!unit) throw unknownPublication();
  const origin = siteOrigin(req, publicUrl);
  const corrected = versions.find(({ hash }) => hash === current.content.corrects);
  const content = publicationPage({
    ...current,
    language,
    unit,
    versions,
    origin,
    sorting: readSorting(req),
    corrected: corrected && (await wholeOf(tools, corrected)),
    before: await publishedBefore(stores, current.content.round),
  });
  const parts = [
    ...publicationDownload({ ...current, language, unit, sorting: readSorting(req) }),
    ...chartsTaken(content, language),
  ];
  const from = {
    name: `${publication.roundId}-${publication.number}-${unit.id}`,
    language,
    notes: [
      content.unitName,
      content.roundTitle,
      content.madeUp,
      content.stands,
      content.method.name,
    ].flatMap((one) => one ?? []),
    isMadeUp: current.content.round.madeUp !== undefined,
  };
  if (await sendDownload(req, res, parts, from)) return sent;
  const scored = (await stores.criteriaSets.list()).find(
    (set) => set.isPublic && set.roundId === publication.roundId && set.unitIds.includes(unit.id),
  );
  const frame = {
    title: `${content.unitName} · ${content.roundTitle}`,
    preview: {
      description: descriptionOf(content, language),
      origin,
      path: `${publicationUrl(publication)}/units/${unit.id}`,
    },
  };
  return page('dissemination/publications/publication', frame, {
    ...content,
    parUrl: scored && inSameLanguage(`/scorecards/${scored.id}/${unit.id}`, language),
    signedCopy: settings.signedCopies ? await shownCopy(publication, stores, language) : undefined,
    take: downloadLinks(req, parts, language),
  });
}

async function sendBundle(
  { req, res }: PageContext,
  stores: PublicRoutesOptions['stores'],
  publication: Publication,
): Promise<Reply> {
  const proof = await publicationProof(stores, publication, await stores.publications.content(publication));
  const text = await stores.publications.text(publication);
  sendJson(req, res, bundleText(publication, text, proof));
  return sent;
}

function descriptionOf(
  { headline }: { headline: ReturnType<typeof lineWords> },
  language: PageLanguage,
): string {
  const { value, interval, change } = headline;
  return publicationTexts[language].preview({
    value,
    interval: interval || 'none',
    change: change ?? 'none',
  });
}

function unknownPublication(): Problem {
  return problemOf('notFound', publicationTexts, (t) => t.notPublished);
}
