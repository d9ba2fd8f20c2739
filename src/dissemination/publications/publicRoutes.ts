/** The public site: what is published of each round, as a page, as open data, and for a screen in a waiting area. */
import { join } from 'node:path';
import { Router, type Request, type Response } from 'express';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { Problem } from '../../platform/problem.ts';
import { projectFolder } from '../../platform/projectFolder.ts';
import { lineWords } from '../../processing/results/lineWords.ts';
import { resultTexts } from '../../processing/results/texts.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { wantsJson } from '../../platform/web/jsonAddress.ts';
import { readLanguage } from '../../access/web/language.ts';
import { open, byDevice, type Routes, type PageContext } from '../../access/web/routes.ts';
import { json, page, seeOther, sent, type Reply } from '../../access/web/reply.ts';
import { inSameLanguage, otherLanguageUrl, renderPage } from '../../platform/web/page.ts';
import { sendTaken, takeLinks } from '../../platform/web/takeAway.ts';
import { siteOrigin } from '../../platform/web/siteOrigin.ts';
import { boardPage } from './boardPage.ts';
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
import { publicationTaken } from './publicationTaken.ts';
import { glances, publishedRounds } from './publishedRounds.ts';
import { listPublished, publishedBefore } from '../../processing/published/standing.ts';
import { publicationTexts } from './texts.ts';
import { hourOf } from '../../platform/calendar/vietNamTime.ts';
import type { Stores } from '../stores.ts';

export interface PublicRoutesOptions {
  readonly stores: Pick<Stores, 'publications' | 'rounds' | 'criteriaSets' | 'ledger' | 'ledgerActs'>;
  readonly now: () => Date;
  readonly publicUrl: string | undefined;
}

const listedMax = 200;
const hourMs = 60 * 60 * 1000;

export const publicRoutes: Routes<PublicRoutesOptions> = {
  'GET /publications': open(listPublished),
  'GET /publications/recompute.mjs': open(downloadRecompute),
  'GET /publications/:roundId': open(openLatest),
  'GET /publications/:roundId/board': open(showBoard),
  'GET /publications/:roundId/:number': open(openPublication),
  'GET /publications/:roundId/:number/units/:unitId': open(openUnit),
};

const { publications } = stores;

router.use('/publications', (_req, res, next) => {
  res.set('Cache-Control', 'no-cache');
  next();
});

const glanceOf = glances(publications);

async function listPublished(context: PageContext): Promise<Reply> {
  const { req, res, language } = context;
  const published = await publications.list(listedMax, isPublished);
  if (wantsJson(res)) {
    const parts = published.map(async (one) => ({ ...publicParts(one), unit: (await glanceOf(one)).unit }));
    return json({ publications: await Promise.all(parts) });
  }
  const t = publicationTexts[language];
  const page = { language, title: t.publicTitle, otherLanguageUrl: otherLanguageUrl(req, language) };
  return page('dissemination/publications/public', page, {
    t: { ...resultTexts[language], ...t },
    rounds: await publishedRounds(published, glanceOf, language),
    resultsUrl: inSameLanguage('/results', language),
    parUrl: inSameLanguage('/scorecards', language),
  });
  return sent;
}

function downloadRecompute(context: PageContext): Reply {
  const { res } = context;
  res.type('text/javascript').sendFile(join(projectFolder(), 'docs', 'recompute.mjs'));
  return sent;
}

async function openLatest(context: PageContext, tools: PublicRoutesOptions): Promise<Reply> {
  const { param } = context;
  const versions = await versionsOf(param('roundId'));
  return await answer(context, tools, { versions, publication: versions.at(-1)! });
}

/** Shows what was published before the last full hour, until the next one. */
async function showBoard(context: PageContext, tools: PublicRoutesOptions): Promise<Reply> {
  const { res, language, param } = context;
  const { now } = tools;
  const hour = hourOf(now());
  const nextHour = new Date(hour.getTime() + hourMs);
  const versions = await versionsOf(param('roundId'));
  const publication = versions.findLast(({ publishedAt }) => publishedAt! < hour);
  const t = publicationTexts[language];
  res.set('Refresh', String(Math.ceil((nextHour.getTime() - now().getTime()) / 1000) + 5));
  if (!publication) {
    const waiting = t.comesAt(timeText(nextHour, language));
    const roundTitle = inLanguage(versions.at(-1)!.roundTitle, language);
    return page('dissemination/publications/board', { language, title: t.board }, { t, waiting, roundTitle });
  }
  const content = boardPage({ ...(await wholeOf(publication)), language });
  const asOf = t.asOfHour(timeText(hour, language));
  const page = { language, title: content.unitName };
  return page('dissemination/publications/board', page, { ...content, asOf, waiting: undefined });
}

async function openPublication(context: PageContext, tools: PublicRoutesOptions): Promise<Reply> {
  const { req } = context;
  return await answer(context, tools, await numbered(req.params));
}

async function openUnit(context: PageContext, tools: PublicRoutesOptions): Promise<Reply> {
  const { req, param } = context;
  return await answer(context, tools, await numbered(req.params), param('unitId'));
}

interface Asked {
  readonly versions: readonly Publication[];
  readonly publication: Publication;
}

/** @throws Problem notFound where nothing of the round is published */
async function versionsOf(roundId: string): Promise<readonly Publication[]> {
  const versions = await listPublished(publications, roundId);
  if (versions.length === 0) throw unknownPublication();
  return versions;
}

async function numbered({ roundId, number }: { roundId: string; number: string }): Promise<Asked> {
  const versions = await versionsOf(roundId);
  const publication = versions.find((one) => String(one.number) === number);
  if (!publication) throw unknownPublication();
  return { versions, publication };
}

async function wholeOf(publication: Publication): Promise<Whole> {
  return { publication, content: await publications.content(publication) };
}

async function answer(
  context: PageContext,
  tools: PublicRoutesOptions,
  asked: Asked,
  unitId?: string,
): Promise<Reply> {
  const { req, res, language } = context;
  const { stores, publicUrl } = tools;
  const { publication, versions } = asked;
  if (wantsJson(res)) {
    const proof = await publicationProof(stores, publication, await publications.content(publication));
    const text = await publications.text(publication);
    res.type('application/json').send(bundleText(publication, text, proof));
    return sent;
  }
  const current = await wholeOf(publication);
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
    corrected: corrected && (await wholeOf(corrected)),
    before: await publishedBefore(stores, current),
  });
  const parts = publicationTaken({ ...current, language, unit, sorting: readSorting(req) });
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
  if (await sendTaken(req, res, parts, from)) return;
  const scored = (await stores.criteriaSets.list()).find(
    (set) => set.isPublic && set.roundId === publication.roundId && set.unitIds.includes(unit.id),
  );
  const page = {
    language,
    title: `${content.unitName} · ${content.roundTitle}`,
    otherLanguageUrl: otherLanguageUrl(req, language),
    preview: {
      description: descriptionOf(content, language),
      origin,
      path: `${publicationUrl(publication)}/units/${unit.id}`,
    },
  };
  const parUrl = scored && inSameLanguage(`/scorecards/${scored.id}/${unit.id}`, language);
  return page('dissemination/publications/publication', page, {
    ...content,
    parUrl,
    take: takeLinks(req, parts, language),
  });
  return sent;
}

function descriptionOf(
  { headline }: { headline: ReturnType<typeof lineWords> },
  language: PageLanguage,
): string {
  const { value, interval, change } = headline;
  return publicationTexts[language].preview(value, interval, change);
}

function unknownPublication(): Problem {
  return new Problem('notFound', {
    vi: 'Không có kết quả nào được công bố ở địa chỉ này.',
    en: 'Nothing is published at this address.',
  });
}
