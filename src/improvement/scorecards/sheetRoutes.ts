/** A scorecard as a file: downloaded by those who may see it, and uploaded again by those who may edit it at its stage. */
import { inEveryLanguage } from '../../platform/text/catalogue.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { tableRows } from '../../platform/tables/openTable.ts';
import type { Fault } from '../../platform/tables/fault.ts';
import { xlsxFile } from '../../platform/tables/xlsxWriter.ts';
import { faultsOnPage } from '../../access/web/faults.ts';
import { formPage } from '../../access/web/formPage.ts';
import { seeOther, sent, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { tableFile } from '../../platform/web/fileFields.ts';
import { form } from '../../platform/web/form.ts';
import { uploadedTable } from '../../platform/web/uploadedTable.ts';
import { feedsFor } from './feeds.ts';
import { readAt } from './given.ts';
import { keepSheet, scorecardToWrite, stageRules } from './keepSheet.ts';
import { scoreOf } from './points.ts';
import { readBody } from '../../platform/web/input.ts';
import { revisionField } from './scoreInput.ts';
import { leavesAt, type OpenStage } from './scorecard.ts';
import { changedMeanwhile, scorecardNamed, type Named } from './scorecardOf.ts';
import { readSheetFile, sheetColumns, sheetTable } from './sheetFile.ts';
import { scoreTexts } from './texts.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

const limits = { rowsMax: 2000, columnsMax: 60 };
const sheetForm = form(scoreTexts, { file: tableFile() });

export const scorecardSheetRoutes: Routes<RoundsRoutesOptions> = {
  'GET /staff/scorecards/:setId/:unitId/sheet': may('seeScorecards', downloadSheet),
  ...atEachStage('/staff/scorecards/:setId/:unitId/sheet', take),
};

/** A route for each stage at which something is written, for those who may. */
export function atEachStage(
  address: `/${string}`,
  write: (context: StaffContext, tools: RoundsRoutesOptions, stage: OpenStage) => Promise<Reply>,
): Routes<RoundsRoutesOptions> {
  return Object.fromEntries(
    (Object.keys(stageRules) as OpenStage[]).map((stage) => [
      `POST ${address}/${stage}`,
      may(stageRules[stage].permission, async (context, tools) => await write(context, tools, stage)),
    ]),
  );
}

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

/**
 * Imports a file whole or not at all. Statuses: 303; 404 where it is not the caller's; 409 at another stage, after
 * the last day, or when the scorecard was changed in the meantime; 422 with each error and its row.
 */
async function take(context: StaffContext, tools: RoundsRoutesOptions, stage: OpenStage): Promise<Reply> {
  const { req, language } = context;
  const found = await scorecardToWrite(context, tools, stage);
  const { set, scorecard } = found;
  const { revision } = await readBody(req, revisionField);
  const read = await uploadedTable(req, async ({ path }) => await changesIn(path, found, stage));
  if ('faults' in read) return showForm(found, revision, read.faults, language);
  if (!(await keepSheet(context, tools, found, { stage, revision, ...read }))) throw changedMeanwhile();
  return seeOther(`/staff/scorecards/${set.id}/${scorecard.unitId}?done=saved`);
}

async function changesIn(path: string, found: Named, stage: OpenStage) {
  const rows = [];
  for await (const row of tableRows(path, limits)) rows.push(row);
  const { lines, faults } = readSheetFile(rows, found, stage);
  if (faults.length > 0) return { faults };
  const leaves = leavesAt(stage, found.set, found.scorecard);
  const typed = new Map(lines.map(({ line }) => [line.code, line]));
  const { changed, errors } = readAt(stage, leaves, found.scorecard, typed);
  const wrong = lines.flatMap(({ row, line }) => {
    const error = errors.get(line.code);
    const sentence = error && inEveryLanguage(scoreTexts, ({ givenErrors }) => givenErrors[error]);
    return sentence ? [{ rows: [row], sentence }] : [];
  });
  return wrong.length > 0 ? { faults: wrong } : { changed };
}

/** To be sent again, with what is wrong with the file. */
function showForm(
  { set, scorecard }: Named,
  revision: number,
  refused: readonly Fault[],
  language: PageLanguage,
): Reply {
  const t = scoreTexts[language];
  const url = `/staff/scorecards/${set.id}/${scorecard.unitId}`;
  const { sentence, faults } = faultsOnPage(refused, sheetColumns, language);
  return formPage(
    { title: t.sheetRefused, status: 422 },
    {
      action: `${url}/sheet/${scorecard.stage}`,
      submit: t.upload,
      hidden: { revision: String(revision) },
      faults,
      back: { url, label: t.backToUnit },
    },
    sheetForm.onPage(language, { ...sheetForm.empty, errors: { file: sentence } }),
  );
}
