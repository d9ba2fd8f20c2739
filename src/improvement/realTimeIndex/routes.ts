/** Group 5 of the service index for staff: their units, the counts behind each, and points entered by hand. */
import { notYours } from '../../access/accounts/caller.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { yearField } from '../postalService/input.ts';
import { also } from '../../platform/web/form.ts';
import { readQuery } from '../../platform/web/input.ts';
import { decimalText } from '../../statistics/estimation/wording.ts';
import { page, seeOther, sent as written, type Reply } from '../../access/web/reply.ts';
import { sendDownload, downloadLinks } from '../../platform/web/download.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import { enteredNames, type EnteredItems } from './entered.ts';
import { indexOfYear } from './indexOfYear.ts';
import { frameOf, indexDownload, rowOf } from './indexPage.ts';
import { itemsForm, itemsOf, namesOf, type TypedItems } from './input.ts';
import { indexTexts } from './texts.ts';
import type { RoutesOptions } from '../stores.ts';

export const realTimeIndexRoutes: Routes<RoutesOptions> = {
  'GET /staff/real-time-index': may(
    'seeCaseloads',
    listUnits,
    menuLine('parIndex', 'Chỉ số phục vụ (766)', 'Service index (766)'),
  ),
  'GET /staff/real-time-index/:unitId': may('seeCaseloads', openUnit),
  'POST /staff/real-time-index/:unitId': may('keepCaseloads', enterItems),
};

async function listUnits(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, res, caller, language } = context;
  const { stores, now } = tools;
  const index = await indexOfYear(stores, (await readQuery(req, yearField)).year, now());
  const seen = caller.unitIdsInView('seeCaseloads');
  const told = new Set(index.unitIds);
  const unitIds = [
    ...index.unitIds,
    ...caller.units.outline().flatMap(({ unit: { id } }) => (told.has(id) ? [] : [id])),
  ].filter((unitId) => !seen || seen.has(unitId));
  const parts = indexDownload(index, unitIds, language);
  const { lead } = indexTexts[language];
  const from = { name: `chi-so-766-${index.year}`, language, notes: [lead], isMadeUp: index.madeUp };
  if (await sendDownload(req, res, parts, from)) return written;
  return page(
    'improvement/realTimeIndex/list',
    { title: indexTexts[language].title },
    {
      ...frameOf(index, language),
      rows: unitIds.map((unitId) => ({
        ...rowOf(index, unitId, language),
        url: `/staff/real-time-index/${unitId}?year=${index.year}`,
      })),
      take: downloadLinks(req, parts, language),
    },
  );
}

async function openUnit(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  return await showUnit(context, tools, (await readQuery(context.req, yearField)).year);
}

/** Statuses: 303; 404 where the unit is not the caller's; 422 with the errors to correct. */
async function enterItems(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { caller, language } = context;
  const { stores, now } = tools;
  const unitId = unitOf(context);
  caller.demand('keepCaseloads', [unitId]);
  const read = await itemsForm.read(context);
  const { year } = read.typed;
  const { items, errors } = itemsOf(read.typed, indexTexts[language]);
  const sent = also(read, errors);
  if (!sent.ok) return await showUnit(context, tools, year, sent);
  const entry = auditEntry({
    at: now(),
    by: caller.actor,
    kind: 'realTimeIndex.entered',
    unitIds: [unitId],
    subject: {
      id: `${unitId} ${year}`,
      label: `${inLanguage(caller.units.name(unitId), 'vi')} ${year}`,
    },
    before: typedOf((await stores.enteredItems.list(year)).get(unitId) ?? {}),
    after: typedOf(items),
  });
  await stores.enteredItems.put(unitId, year, items, entry);
  return seeOther(`/staff/real-time-index/${unitId}?year=${year}&done=saved`);
}

async function showUnit(
  context: StaffContext,
  tools: RoutesOptions,
  wanted: string,
  refused?: typeof itemsForm.empty,
): Promise<Reply> {
  const { caller, language, notice } = context;
  const { stores, now } = tools;
  const t = indexTexts[language];
  const unitId = unitOf(context);
  caller.demand('seeCaseloads', [unitId]);
  const index = await indexOfYear(stores, wanted, now());
  const entered = (await stores.enteredItems.list(index.year)).get(unitId) ?? {};
  const shown = refused ?? itemsForm.filled(typedOf(entered));
  const { fields, errors } = itemsForm.onPage(language, shown);
  const mayEnter = caller.may('keepCaseloads', unitId);
  return page(
    'improvement/realTimeIndex/unit',
    {
      title: `${t.title}: ${inLanguage(caller.units.name(unitId), language)}`,
      notice: notice(t.notices),
      status: shown.status,
    },
    {
      ...frameOf(index, language),
      unitId,
      year: index.year,
      row: rowOf(index, unitId, language),
      errors,
      fields: mayEnter ? fields : undefined,
    },
  );
}

/** @throws Problem notFound both for a unit that does not exist and for one that is not the caller's */
function unitOf({ caller, param }: StaffContext): string {
  const unitId = param('unitId');
  if (!caller.units.find(unitId)) throw notYours();
  return unitId;
}

/** As a user would type it, and as the audit records it. */
function typedOf(items: EnteredItems): Partial<TypedItems> {
  return Object.fromEntries(
    enteredNames.flatMap((item) => {
      const { points, source } = namesOf(item);
      const entered = items[item];
      if (!entered) return [];
      return [
        [points, decimalText({ units: entered.hundredths, decimals: 2 }, 'vi')],
        [source, entered.source],
      ];
    }),
  );
}
