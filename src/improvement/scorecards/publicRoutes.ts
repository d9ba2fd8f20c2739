/** PAR INDEX results that were made public, computed from the leaves of locked scorecards on every request. */
import type { RequestHandler } from 'express';
import { problemOf } from '../../platform/text/problemOf.ts';
import { inLanguage, type Localized, type PageLanguage } from '../../platform/text/localized.ts';
import type { Problem } from '../../platform/problem.ts';
import { unitName } from '../../registers/units/unit.ts';
import { wantsJson } from '../../platform/web/jsonAddress.ts';
import { open, type Routes, type PageContext } from '../../access/web/routes.ts';
import { json, page, sent, type Reply } from '../../access/web/reply.ts';
import { inSameLanguage } from '../../platform/web/page.ts';
import { sendDownload, downloadLinks } from '../../platform/web/download.ts';
import { fieldsOf, type CriteriaSet } from './criteria.ts';
import { scorecardPart } from './results.ts';
import {
  criteriaNote,
  fieldShades,
  groupRows,
  partOnPage,
  rankingFrom,
  rankingDownload,
  rankingRows,
  type GroupRow,
} from './resultsPage.ts';
import { resultsTexts } from './resultsTexts.ts';
import { scorecardReader, type YearResults } from './scorecardReader.ts';
import type { RoundsRoutesOptions, RoutesOptions } from '../stores.ts';

/** Browsers ask again each time: a scorecard may have been reopened. */
export const revalidate: RequestHandler = (_req, res, next) => {
  res.set('Cache-Control', 'no-cache');
  next();
};

export const publicScorecardRoutes: Routes<RoundsRoutesOptions> = {
  'GET /scorecards': open(listPublicSets),
  'GET /scorecards/:setId': open(showPublicSet),
  'GET /scorecards/:setId/:unitId': open(showPublicUnit),
};

async function listPublicSets(context: PageContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { language } = context;
  const { stores } = tools;
  const t = resultsTexts[language];
  const sets = (await stores.criteriaSets.list()).filter(({ isPublic }) => isPublic);
  const nameOf = await unitNames(tools);
  return page(
    'improvement/scorecards/public',
    { title: t.publicTitle },
    {
      r: t,
      sets: sets.map((set) => ({
        url: inSameLanguage(`/scorecards/${set.id}`, language),
        title: `${inLanguage(set.title, language)}, ${set.year}`,
        owner: inLanguage(nameOf(set.ownerId, set.year), language),
        madeUp: set.madeUp !== undefined,
      })),
      publicationsUrl: inSameLanguage('/publications', language),
    },
  );
}

/** As JSON: what the pages of all its locked units show. */
async function showPublicSet(context: PageContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { req, res, language } = context;
  const set = await publicSet(context, tools);
  const found = await scorecardReader(tools).resultsOf(set);
  const nameOf = await unitNames(tools);
  if (wantsJson(res)) return json(openData(found, nameOf));
  const t = resultsTexts[language];
  const frame = { title: `${inLanguage(set.title, language)}, ${set.year}` };
  const all = groupRows(found, (unitId) => nameOf(unitId, set.year), language);
  const rows = all.map((row) => (row.stage === 'locked' ? linked(row, set, language) : withheld(row, t)));
  const fields = fieldsOf(set).map(({ code, title }) => `${code}. ${inLanguage(title, language)}`);
  const parts = [rankingDownload(rows, fields, language)];
  if (await sendDownload(req, res, parts, rankingFrom(set, language))) return sent;
  return page('improvement/scorecards/publicSet', frame, {
    r: t,
    madeUp: set.madeUp && inLanguage(set.madeUp, language),
    criteriaNote: criteriaNote(set, language),
    rows,
    fields,
    ranking: rankingRows(rows, language),
    shades: fieldShades(rows, language),
    hasCharts: true,
    take: downloadLinks(req, parts, language),
    allUrl: inSameLanguage('/scorecards', language),
    jsonUrl: `/scorecards/${set.id}.json`,
  });
}

async function showPublicUnit(context: PageContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { language, param } = context;
  const set = await publicSet(context, tools);
  const found = await scorecardReader(tools).resultsOf(set);
  const result = found.results.find(({ unitId }) => unitId === param('unitId'));
  const part = result && scorecardPart(found.year, result, found.before?.set);
  if (!part) throw unknown();
  const name = inLanguage((await unitNames(tools))(part.unitId, set.year), language);
  return page(
    'improvement/scorecards/publicUnit',
    { title: `${name}, ${set.year}` },
    {
      r: resultsTexts[language],
      part: partOnPage(part, language),
      criteriaNote: criteriaNote(set, language),
      groupUrl: inSameLanguage(`/scorecards/${set.id}`, language),
    },
  );
}

/** @throws Problem notFound */
async function publicSet({ param }: PageContext, { stores }: RoutesOptions): Promise<CriteriaSet> {
  const set = await stores.criteriaSets.find(param('setId'));
  if (!set?.isPublic) throw unknown();
  return set;
}

/** Names at the end of a year. */
async function unitNames({ stores }: RoutesOptions): Promise<(unitId: string, year: number) => Localized> {
  const units = new Map((await stores.units.list()).map((unit) => [unit.id, unit]));
  return (unitId, year) => {
    const unit = units.get(unitId);
    return unit ? unitName(unit, `${year}-12-31`) : { vi: unitId };
  };
}

function linked(row: GroupRow, set: CriteriaSet, language: PageLanguage) {
  return { ...row, url: inSameLanguage(`/scorecards/${set.id}/${row.unitId}`, language), stage: '' };
}

/** A reopened scorecard: its result is unknown until it is locked again. */
function withheld(row: GroupRow, t: (typeof resultsTexts)['vi']) {
  const none = '–';
  const fields = row.fields.map(() => ({ text: none, percent: undefined }));
  return {
    ...row,
    value: none,
    change: none,
    survey: none,
    appraisal: none,
    fields,
    url: undefined,
    stage: t.underReview,
  };
}

function openData(
  { year, before, results }: YearResults,
  nameOf: (unitId: string, year: number) => Localized,
) {
  const { id, title, ownerId, kind, year: number, source, madeUp } = year.set;
  return {
    set: { id, title, ownerId, kind, year: number, source, madeUp },
    units: results.flatMap((result) => {
      const part = scorecardPart(year, result, before?.set);
      return part ? [{ name: nameOf(result.unitId, number), ...part }] : [];
    }),
  };
}

function unknown(): Problem {
  return problemOf('notFound', resultsTexts, ({ notPublic }) => notPublic);
}
