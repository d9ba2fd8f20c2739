/** A scorecard as a file: downloaded by those who may see it, and uploaded again by those who may edit it at its stage. */
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { tableRows } from '../../platform/tables/openTable.ts';
import { TableError } from '../../platform/tables/tableError.ts';
import { xlsxFile } from '../../platform/tables/xlsxWriter.ts';
import { page, seeOther, sent, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { uploadOf } from '../../platform/web/upload.ts';
import { isFed, leavesOf } from './criteria.ts';
import { feedsFor } from './feeds.ts';
import { readAt } from './given.ts';
import { keepSheet, stageRules, type OpenStage } from './keepSheet.ts';
import { scoreOf } from './points.ts';
import { readBody } from '../../platform/web/input.ts';
import { revisionField } from './scoreInput.ts';
import { contested } from './scorecard.ts';
import { changedMeanwhile, demandInTime, demandStage, scorecardNamed, type Named } from './scorecardOf.ts';
import { readSheetFile, sheetTable } from './sheetFile.ts';
import { scoreTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

const limits = { rowsMax: 2000, columnsMax: 60 };
const errorsShown = 100;

export const scorecardSheetRoutes: Routes<RoundsRoutesOptions> = {
  'GET /staff/scorecards/:setId/:unitId/sheet': may('seeScorecards', downloadSheet),
  'POST /staff/scorecards/:setId/:unitId/sheet/self': may('scoreOwn', uploadAt('self')),
  'POST /staff/scorecards/:setId/:unitId/sheet/first': may('appraiseScorecards', uploadAt('first')),
  'POST /staff/scorecards/:setId/:unitId/sheet/explanation': may('scoreOwn', uploadAt('explanation')),
  'POST /staff/scorecards/:setId/:unitId/sheet/second': may('decideScorecards', uploadAt('second')),
};

async function downloadSheet(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { res, caller, language } = context;
  const found = await scorecardNamed(context, tools, 'seeScorecards');
  const { set, scorecard } = found;
  const unit = inLanguage(caller.units.name(scorecard.unitId), language);
  const madeUp = set.madeUp ? ` (${scoreTexts[language].madeUp})` : '';
  const about = `${unit}, ${set.year}${madeUp}`;
  const table = sheetTable(
    { set, scorecard, score: scoreOf(set, scorecard, await feedsFor(tools, found)) },
    about,
    language,
  );
  res.attachment(`cham-diem-cchc-${set.year}${set.madeUp ? '-minh-hoa' : ''}.xlsx`);
  res.send(await xlsxFile([{ name: scoreTexts[language].scorecard, ...table }]));
  return sent;
}

function uploadAt(stage: OpenStage) {
  return async (context: StaffContext, tools: RoundsRoutesOptions) => await take(context, tools, stage);
}

/**
 * Imports a file whole or not at all. Statuses: 303; 404 where it is not the caller's; 409 at another stage, after
 * the last day, or when the scorecard was changed in the meantime; 422 with each error and its row.
 */
async function take(context: StaffContext, tools: RoundsRoutesOptions, stage: OpenStage): Promise<Reply> {
  const { req, caller, language } = context;
  const { stores, now } = tools;
  const found = await scorecardNamed(context, tools, stageRules[stage].permission);
  const { set, scorecard } = found;
  const { revision } = await readBody(req, revisionField);
  demandStage(scorecard, [stage]);
  if (stageRules[stage].permission === 'scoreOwn') demandInTime(found, dayOf(now()));
  const read = await changesIn(context, found, stage);
  if ('said' in read) return showErrors(found, read.said, language);
  const { scorecards } = stores;
  if (!(await keepSheet(found, { stage, revision, ...read }, { scorecards, caller, now: now() })))
    throw changedMeanwhile();
  return seeOther(`/staff/scorecards/${set.id}/${scorecard.unitId}?done=saved`);
}

async function changesIn({ req, language }: StaffContext, found: Named, stage: OpenStage) {
  const t = scoreTexts[language];
  const upload = uploadOf(req);
  if (typeof upload === 'string') return { said: [t.files[upload]] };
  try {
    const rows = [];
    for await (const row of tableRows(upload.path, limits)) rows.push(row);
    const file = readSheetFile(rows, found, stage);
    if ('errors' in file)
      return { said: file.errors.map(({ row, sentence }) => t.rowError({ row, text: sentence[language] })) };
    const asked = new Set(contested(found.scorecard).map(({ code }) => code));
    const leaves = leavesOf(found.set).filter(
      ({ code, rule }) => !isFed(rule) && (stage !== 'explanation' || asked.has(code)),
    );
    const { changed, errors } = readAt(stage, leaves, found.scorecard, file.typed);
    if (errors.size === 0) return { changed };
    return {
      said: [...errors].map(([code, error]) =>
        t.rowError({ row: file.rowOf.get(code)!, text: t.givenErrors[error] }),
      ),
    };
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    return { said: [error.sentence[language]] };
  }
}

function showErrors({ set, scorecard }: Named, said: readonly string[], language: PageLanguage): Reply {
  const t = scoreTexts[language];
  return page(
    'improvement/scorecards/sheetErrors',
    { title: t.sheetRefused, status: 422 },
    {
      t,
      url: `/staff/scorecards/${set.id}/${scorecard.unitId}`,
      said: said.slice(0, errorsShown),
      more: said.length > errorsShown ? t.moreErrors({ count: said.length - errorsShown }) : undefined,
    },
  );
}
