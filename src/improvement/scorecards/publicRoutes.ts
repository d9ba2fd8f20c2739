/** PAR INDEX results that were made public, computed from the leaves of locked scorecards on every request. */
import { Router, type Request } from 'express';
import { inLanguage, type Localized, type PageLanguage } from '../../platform/text/localized.ts';
import { Problem } from '../../platform/problem.ts';
import { unitName } from '../../registers/units/unit.ts';
import { wantsJson } from '../../platform/web/jsonAddress.ts';
import { readLanguage } from '../../access/web/language.ts';
import { inSameLanguage, otherLanguageUrl, renderPage } from '../../platform/web/page.ts';
import { sendTaken, takeLinks } from '../../platform/web/takeAway.ts';
import { fieldsOf, type CriteriaSet } from './criteria.ts';
import { scorecardPart } from './results.ts';
import { criteriaNote, groupRows, partWords, rankingFrom, rankingTaken } from './resultsPage.ts';
import { resultsTexts } from './resultsTexts.ts';
import { scorecardReader, type YearResults } from './scorecardReader.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

export function publicScorecardRoutes(options: RoundsRoutesOptions): Router {
  const { stores } = options;
  const router = Router();
  const reader = scorecardReader(options);
  router.use('/scorecards', (_req, res, next) => {
    res.set('Cache-Control', 'no-cache');
    next();
  });

  router.get('/scorecards', async (req, res) => {
    const language = readLanguage(req);
    const t = resultsTexts[language];
    const sets = (await stores.criteriaSets.list()).filter(({ isPublic }) => isPublic);
    const nameOf = await unitNames();
    const page = { language, title: t.publicTitle, otherLanguageUrl: otherLanguageUrl(req, language) };
    renderPage(res, 'improvement/scorecards/public', page, {
      r: t,
      sets: sets.map((set) => ({
        url: inSameLanguage(`/scorecards/${set.id}`, language),
        title: `${inLanguage(set.title, language)}, ${set.year}`,
        owner: inLanguage(nameOf(set.ownerId, set.year), language),
        madeUp: set.madeUp !== undefined,
      })),
      publicationsUrl: inSameLanguage('/publications', language),
    });
  });

  /** As JSON: what the pages of all its locked units show. */
  router.get('/scorecards/:setId', async (req, res) => {
    const set = await publicSet(req);
    const language = readLanguage(req);
    const found = await reader.resultsOf(set);
    const nameOf = await unitNames();
    if (wantsJson(res)) {
      res.json(openData(found, nameOf));
      return;
    }
    const t = resultsTexts[language];
    const page = {
      language,
      title: `${inLanguage(set.title, language)}, ${set.year}`,
      otherLanguageUrl: otherLanguageUrl(req, language),
    };
    const all = groupRows(found, (unitId) => nameOf(unitId, set.year), language);
    const rows = all.map((row) => (row.stage === 'locked' ? linked(row, set, language) : withheld(row, t)));
    const fields = fieldsOf(set).map(({ code, title }) => `${code}. ${inLanguage(title, language)}`);
    const parts = [rankingTaken(rows, fields, language)];
    if (await sendTaken(req, res, parts, rankingFrom(set, language))) return;
    renderPage(res, 'improvement/scorecards/publicSet', page, {
      r: t,
      madeUp: set.madeUp && inLanguage(set.madeUp, language),
      criteriaNote: criteriaNote(set, language),
      rows,
      fields,
      take: takeLinks(req, parts, language),
      allUrl: inSameLanguage('/scorecards', language),
      jsonUrl: `/scorecards/${set.id}.json`,
    });
  });

  router.get('/scorecards/:setId/:unitId', async (req, res) => {
    const set = await publicSet(req);
    const language = readLanguage(req);
    const found = await reader.resultsOf(set);
    const result = found.results.find(({ unitId }) => unitId === req.params.unitId);
    const part = result && scorecardPart(found.year, result, found.before?.set);
    if (!part) throw unknown();
    const name = inLanguage((await unitNames())(part.unitId, set.year), language);
    const page = {
      language,
      title: `${name}, ${set.year}`,
      otherLanguageUrl: otherLanguageUrl(req, language),
    };
    renderPage(res, 'improvement/scorecards/publicUnit', page, {
      r: resultsTexts[language],
      part: partWords(part, language),
      criteriaNote: criteriaNote(set, language),
      groupUrl: inSameLanguage(`/scorecards/${set.id}`, language),
    });
  });

  /** @throws Problem notFound */
  async function publicSet(req: Request): Promise<CriteriaSet> {
    const set = await stores.criteriaSets.find(String(req.params['setId']));
    if (!set?.isPublic) throw unknown();
    return set;
  }

  /** Names at the end of a year. */
  async function unitNames(): Promise<(unitId: string, year: number) => Localized> {
    const units = new Map((await stores.units.list()).map((unit) => [unit.id, unit]));
    return (unitId, year) => {
      const unit = units.get(unitId);
      return unit ? unitName(unit, `${year}-12-31`) : { vi: unitId };
    };
  }

  return router;
}

type Row = ReturnType<typeof groupRows>[number];

function linked(row: Row, set: CriteriaSet, language: PageLanguage) {
  return { ...row, url: inSameLanguage(`/scorecards/${set.id}/${row.unitId}`, language), stage: '' };
}

/** A reopened scorecard: its result is unknown until it is locked again. */
function withheld(row: Row, t: (typeof resultsTexts)['vi']) {
  const none = '–';
  const fields = row.fields.map(() => none);
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
  return new Problem('notFound', {
    vi: 'Không có kết quả nào được công khai ở địa chỉ này.',
    en: 'No results are public at this address.',
  });
}
