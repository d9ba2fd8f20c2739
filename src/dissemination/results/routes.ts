/** Public results: the rounds, and a unit's figures in a round, each as a page and as JSON. */
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { Problem } from '../../platform/problem.ts';
import { problemOf } from '../../platform/text/problemOf.ts';
import { standsText } from '../publications/publicationPage.ts';
import { measuredRound, publishedRound, type RoundOfSeries } from '../publications/roundSeries.ts';
import { levelsTaken } from '../analysis/levelPage.ts';
import { questionSpreads } from './questionLevels.ts';
import { isByFaces } from '../../design/surveys/survey.ts';
import { responseHours, responseHoursTaken } from '../../processing/quality/responseHours.ts';
import type { ColumnReader } from '../../processing/columns/columnReader.ts';
import { listPublished, publicationInstead, publishedBefore } from '../../processing/published/standing.ts';
import { shownRoundState, type Round } from '../../design/rounds/round.ts';
import { roundTexts } from '../../design/rounds/texts.ts';
import { wantsJson } from '../../platform/web/jsonAddress.ts';
import { open, type Routes, type PageContext } from '../../access/web/routes.ts';
import { json, page, seeOther, sent, type Reply } from '../../access/web/reply.ts';
import { inSameLanguage, linkToOther } from '../../platform/web/page.ts';
import { sendDownload, downloadLinks, type DownloadSource } from '../../platform/web/download.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import { resultsJson, roundJson } from './resultsJson.ts';
import { resultsPage } from './resultsPage.ts';
import { chartsTaken } from './chartsTaken.ts';
import { resultsDownload } from './resultsDownload.ts';
import { scopeOf } from '../../processing/results/regroup.ts';
import { resultTexts } from '../../processing/results/texts.ts';
import { AS_COLLECTED, readUnitsDay } from './input.ts';
import { unitsDayUrl } from './unitsDayUrl.ts';
import { unitsDayWords } from './unitsDayPage.ts';
import type { unitResultsReader } from '../../processing/results/unitResults.ts';
import { whyOf } from '../../processing/results/why.ts';
import { whyJson } from './whyJson.ts';
import { whyPage } from './whyPage.ts';
import { whyTexts } from './whyTexts.ts';
import { publicationUrl, type Publication } from '../../processing/published/publication.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

interface ResultTools extends RoundsRoutesOptions {
  readonly columns: ColumnReader;
  readonly resultsFor: ReturnType<typeof unitResultsReader>;
}

export const routes: Routes<ResultTools> = {
  'GET /results': open(listResults),
  'GET /results/:roundId': open(openRound),
  'GET /results/:roundId/units/:unitId': open(openUnit),
  'GET /results/:roundId/units/:unitId/why': open(explainChange),
};

async function listResults(context: PageContext, tools: ResultTools): Promise<Reply> {
  const { res, language } = context;
  const { stores, now } = tools;
  const listed = (await stores.rounds.list()).filter(isPublic);
  if (wantsJson(res)) {
    return json({ rounds: listed.map((round) => roundJson(round, now())) });
  }
  const t = resultTexts[language];
  const publishedIds = await stores.publications.listPublishedRoundIds();
  return page(
    'dissemination/results/rounds',
    { title: t.roundsTitle },
    {
      t,
      improvementActionsUrl: inSameLanguage('/improvement-actions', language),
      rounds: listed.map((round) => ({
        title: inLanguage(round.title, language),
        url: inSameLanguage(`/results/${round.id}`, language),
        state: roundTexts[language].states[shownRoundState(round, publishedIds, now())],
        madeUp: round.madeUp !== undefined,
      })),
    },
  );
}

async function openRound(context: PageContext, tools: ResultTools): Promise<Reply> {
  const { param } = context;
  const round = await publicRound(tools, param('roundId'));
  return await answer(context, tools, round, round.unitIds[0]);
}

async function openUnit(context: PageContext, tools: ResultTools): Promise<Reply> {
  const { param } = context;
  return await answer(context, tools, await publicRound(tools, param('roundId')), param('unitId'));
}

async function explainChange(context: PageContext, tools: ResultTools): Promise<Reply> {
  const { req, res, language, param } = context;
  const { stores, rounds, now } = tools;
  const round = await publicRound(tools, param('roundId'));
  const unitId = param('unitId');
  const current = await measuredUnit(tools, round, unitId);
  const published = await publicationOf(context, tools, current, unitId);
  if (published) return published;
  const why = whyOf(now(), { current, previous: await rounds.measurePrevious(round) }, unitId);
  res.set('Cache-Control', 'no-cache');
  if (wantsJson(res)) {
    return json(whyJson(now(), current, why));
  }
  const services = await stores.services.list();
  const content = whyPage({ language, measured: current, services, why });
  const { taken } = content;
  if (await sendDownload(req, res, taken, downloadSource(current, content, language))) return sent;
  const title = `${whyTexts[language].title} ${content.unitName}`;
  return page(
    'dissemination/results/why',
    { title },
    { ...content, take: downloadLinks(req, taken, language) },
  );
}

async function publicRound(tools: ResultTools, roundId: string): Promise<Round> {
  const { stores } = tools;
  const round = await stores.rounds.find(roundId);
  if (!round || !isPublic(round)) throw unknownResults();
  return round;
}

/** @throws Problem notFound where the round does not ask about the unit */
async function measuredUnit(tools: ResultTools, round: Round, unitId: string): Promise<MeasuredRound> {
  const { rounds } = tools;
  const measured = await rounds.measure(round);
  if (!scopeOf(measured).includes(unitId)) throw unknownResults();
  return measured;
}

/**
 * Once responses were annulled after a publication, the publication replaces the live results: their difference would
 * disclose those responses.
 */
async function publicationOf(
  context: PageContext,
  tools: ResultTools,
  { round, snapshot }: MeasuredRound,
  unitId: string,
): Promise<Reply | undefined> {
  const { res, language } = context;
  const { stores } = tools;
  const published = await publicationInstead(stores.publications, round.id, snapshot);
  if (!published) return undefined;
  const address = `${publicationUrl(published)}/units/${encodeURIComponent(unitId)}`;
  return seeOther(inSameLanguage(wantsJson(res) ? `${address}.json` : address, language));
}

async function answer(
  context: PageContext,
  tools: ResultTools,
  round: Round,
  unitId: string | undefined,
): Promise<Reply> {
  const { req, res, language } = context;
  const { stores, rounds, resultsFor, now } = tools;
  if (unitId === undefined) throw unknownResults();
  const collected = await rounds.measure(round);
  const instead = await publicationOf(context, tools, collected, collectedIn(collected, unitId));
  if (instead) return instead;
  const before = await rounds.measurePrevious(round);
  const asked = await readUnitsDay(req);
  const request = collected.snapshot.live ? AS_COLLECTED : asked; // its figures are of the units as collected
  const isRegrouped = request.day !== undefined;
  const { current: measured, previous } = isRegrouped
    ? await rounds.asOf({ current: collected, previous: before }, request.day)
    : { current: collected, previous: before };
  const shownId = shownIn(measured, unitId);
  if (shownId !== unitId) {
    const address = `/results/${round.id}/units/${encodeURIComponent(shownId)}${wantsJson(res) ? '.json' : ''}`;
    return seeOther(unitsDayUrl(address, request.day, language));
  }
  const { results, beside, others } = await resultsFor({ current: measured, previous }, unitId, isRegrouped);
  res.set('Cache-Control', 'no-cache');
  if (wantsJson(res)) {
    return json(resultsJson(now(), measured, results, beside, others));
  }
  const published = (await listPublished(stores.publications, round.id)).at(-1);
  const spreads = await questionSpreads(measured, results, { columns: tools.columns, now: now() });
  const series = isRegrouped ? [] : await seriesBefore(tools, measured, previous);
  const hours = isByFaces(measured.survey.content) && !isRegrouped ? await responseHours(stores, measured.round, new Set(measured.tree.subtreeIds(unitId)), now()) : undefined; // prettier-ignore
  const shown = { language, now: now(), measured, results, beside, others, series, spreads, hours };
  const content = resultsPage(shown);
  const parts = [
    ...resultsDownload(measured, results, others, language),
    ...levelsTaken(measured, spreads, language),
    ...chartsTaken(content, language),
    ...(hours ? [responseHoursTaken(hours, language)] : []),
  ];
  if (await sendDownload(req, res, parts, downloadSource(measured, content, language))) return sent;
  const title = `${content.unitName} · ${content.roundTitle}`;
  const changes = await stores.units.listChanges();
  const unitsDay = unitsDayWords({
    language,
    now: now(),
    measured,
    previous: before,
    changes,
    unitId,
    request,
  });
  const otherLanguages = linkToOther(language, (other) => unitsDayUrl(req.path, request.day, other));
  return page(
    'dissemination/results/results',
    { title, otherLanguages, status: request.error ? 422 : undefined },
    {
      ...content,
      take: downloadLinks(req, parts, language),
      unitsDay,
      published: isRegrouped ? undefined : linkTo(published, unitId, language),
    },
  );
}

/** What is published of the unit. */
function linkTo(published: Publication | undefined, unitId: string, language: PageLanguage) {
  return (
    published && {
      text: standsText(published, language),
      url: inSameLanguage(`${publicationUrl(published)}/units/${unitId}`, language),
    }
  );
}

/** The round and the published ones before it, newest first; the one just before it also where it is not published. */
async function seriesBefore(
  { stores, now }: ResultTools,
  measured: MeasuredRound,
  previous: MeasuredRound | undefined,
): Promise<readonly RoundOfSeries[]> {
  const published = await publishedBefore(stores, measured.round);
  const isMissing = previous && published[0]?.publication.roundId !== previous.round.id;
  return [
    measuredRound(measured, now()),
    ...(isMissing ? [measuredRound(previous, now())] : []),
    ...published.map(publishedRound),
  ];
}

/** Notes for the files of a round's pages. */
function downloadSource(
  { round, plan }: MeasuredRound,
  { unitName, roundTitle }: { readonly unitName: string; readonly roundTitle: string },
  language: PageLanguage,
): DownloadSource {
  const t = resultTexts[language];
  return {
    name: round.id,
    language,
    isMadeUp: round.madeUp !== undefined,
    notes: [
      `${unitName} · ${roundTitle}`,
      ...(round.madeUp ? [`${t.madeUp}: ${inLanguage(round.madeUp, language)}`] : []),
      `${inLanguage({ ...plan.method.name }, language)}. ${t.basis}: ${inLanguage({ ...plan.method.provenance.source }, language)}`,
      ...(round.sampleKind === 'selfSelected' ? [t.selfSelected] : []),
    ],
  };
}

function isPublic(round: Round): boolean {
  return round.resultsFor === 'everybody';
}

/** The unit itself or, where it is a unit of another day, the unit that the round is about. */
function collectedIn(collected: MeasuredRound, unitId: string): string {
  return scopeOf(collected).includes(unitId) ? unitId : collected.round.unitIds[0]!;
}

/**
 * The unit, where the round asks about it. By the units of another day, its successor, or else the topmost unit.
 *
 * @throws Problem notFound
 */
function shownIn(measured: MeasuredRound, unitId: string): string {
  const { regrouping, tree } = measured;
  if (!regrouping && scopeOf(measured).includes(unitId)) return unitId;
  const rank = regrouping?.positionOf(unitId);
  const shown = rank !== undefined && tree.has(rank) ? rank : regrouping?.topId;
  if (shown === undefined) throw unknownResults();
  return shown;
}

function unknownResults(): Problem {
  return problemOf('notFound', resultTexts, ({ nothingHere }) => nothingHere);
}
