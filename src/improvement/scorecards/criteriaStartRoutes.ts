/** The start of a set of criteria: an example, a published set, a file, or empty. */
import { notYours } from '../../access/accounts/caller.ts';
import { yearBefore } from '../../platform/calendar/calendarDay.ts';
import { tableRows } from '../../platform/tables/openTable.ts';
import { also } from '../../platform/web/form.ts';
import { malformedRequest, readQuery } from '../../platform/web/input.ts';
import { faultsOnPage } from '../../access/web/faults.ts';
import { formPage } from '../../access/web/formPage.ts';
import { seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { optionalTable } from '../../platform/web/uploadedTable.ts';
import { startOnPage } from './criteriaForm.ts';
import { startField, startForm } from './criteriaInput.ts';
import { criteriaTexts } from './criteriaTexts.ts';
import { criteriaDrafts } from './criteriaRoutes.ts';
import { startOf } from './draft.ts';
import { criteriaPresets } from './presets/presets.ts';
import { criteriaColumns, readCriteria } from './readCriteria.ts';
import type { RoutesOptions } from '../stores.ts';

const rowsMax = 1000;
const columnsMax = 60;

export const criteriaStartRoutes: Routes<RoutesOptions> = {
  'GET /staff/scorecards/new': may('writeCriteria', openStart),
  'POST /staff/scorecards/drafts': may('writeCriteria', startDraft),
};

async function openStart(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller } = context;
  const { stores } = tools;
  const { from } = await readQuery(req, startField);
  const known = await stores.criteriaSets.find(from);
  const sent = { from, owner: known?.ownerId ?? '', kind: known?.kind ?? 'commune' };
  const year = known ? String(known.year + 1) : yearBefore(caller.units.day.slice(0, 4));
  return await showStart(context, tools, startForm.filled({ ...sent, year }));
}

/** Statuses: 303; 404 where the unit is not the caller's; 422 with the errors to correct. */
async function startDraft(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { caller } = context;
  const read = await startForm.read(context);
  const { owner, from, year } = read.typed;
  if (!caller.units.find(owner)) throw notYours();
  caller.demand('writeCriteria', [owner]);
  const file = await optionalTable(context.req, itemsOf);
  const refused = file && 'faults' in file ? file.faults : [];
  const { sentence, faults } = faultsOnPage(refused, criteriaColumns, context.language);
  const sent = also(read, { file: sentence });
  if (!sent.ok) return await showStart(context, tools, sent, faults);
  const start = await beginning(tools, from);
  const frame = { ownerId: owner, kind: sent.values.kind, year: Number(year) };
  const content = startOf({ ...start, ...file }, frame);
  const draft = await criteriaDrafts.start(context, tools, content);
  return seeOther(`${criteriaDrafts.urlOf(draft)}?done=made`);
}

async function showStart(
  { caller, language }: StaffContext,
  { stores }: RoutesOptions,
  shown: typeof startForm.empty,
  faults?: object,
): Promise<Reply> {
  const t = criteriaTexts[language];
  const content = startOnPage({
    caller,
    sets: await stores.criteriaSets.list(),
    presets: criteriaPresets,
    shown,
    language,
  });
  return formPage(
    { title: t.newTitle, status: shown.status },
    {
      action: '/staff/scorecards/drafts',
      submit: t.make,
      faults,
      back: { url: '/staff/scorecards', label: t.back },
    },
    content,
  );
}

async function itemsOf({ path }: { readonly path: string }) {
  const rows = [];
  for await (const row of tableRows(path, { rowsMax, columnsMax })) rows.push(row);
  return readCriteria(rows);
}

/** The start of a draft: an example, a published set, or nothing. */
async function beginning({ stores }: RoutesOptions, from: string) {
  const found = criteriaPresets.find(({ id }) => id === from) ?? (await stores.criteriaSets.find(from));
  if (!found && from !== '') throw malformedRequest();
  return (
    found ?? {
      title: { vi: criteriaTexts.vi.set, en: criteriaTexts.en.set },
      source: '',
      bonusMax: 0,
      penaltyMax: 0,
      items: [],
    }
  );
}
