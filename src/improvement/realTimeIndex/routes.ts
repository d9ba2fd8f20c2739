/** Group 5 of the service index for staff: their units, the counts behind each, and points entered by hand. */
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { hundredthsText } from '../../platform/text/numbers.ts';
import { yearField } from '../postalService/input.ts';
import { also } from '../../platform/web/form.ts';
import { readQuery } from '../../platform/web/input.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import type { Column } from '../../access/web/columns.ts';
import { list } from '../../access/web/list.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import { enteredNames, type EnteredItems } from './entered.ts';
import { indexOfYear, type YearIndex } from './indexOfYear.ts';
import {
  downloadSource,
  frameOf,
  indexKey,
  indexTable,
  rowOf,
  pointsColumns,
  type IndexLine,
} from './indexPage.ts';
import { itemsForm, itemsOf, namesOf, type TypedItems } from './input.ts';
import { indexTexts } from './texts.ts';
import type { RoutesOptions } from '../stores.ts';

export const realTimeIndexRoutes: Routes<RoutesOptions> = {
  'GET /staff/real-time-index': may(
    'seeCaseloads',
    listUnits,
    menuLine('parIndex', indexTexts, (texts) => texts.menu),
  ),
  'GET /staff/real-time-index/:unitId': may('seeCaseloads', openUnit),
  'POST /staff/real-time-index/:unitId': may('keepCaseloads', enterItems),
};

interface UnitRow {
  readonly unitId: string;
  readonly name: string;
}

async function listUnits(context: StaffContext, { stores, now }: RoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  const t = indexTexts[language];
  const index = await indexOfYear(stores, (await readQuery(req, yearField)).year, now());
  const { year, madeUp } = index;
  return await list<UnitRow, UnitLine>(
    context,
    {
      title: t.title,
      lead: t.lead,
      links: [{ label: t.publicPage, url: '/real-time-index' }],
      madeUp: madeUp ? t.madeUp : undefined,
      search: { label: t.search, texts: ({ name }) => [name] },
      filters: [{ ...frameOf(index, language).yearField, usual: year }],
      hint: { text: t.withBelow },
      file: {
        ...downloadSource(index, language),
        key: indexKey,
        table: (found) => indexTable(index, found.map(({ unitId }) => unitId), language), // prettier-ignore
      },
      complete: async (found) =>
        found.map(({ unitId }) => ({
          ...rowOf(index, unitId, language),
          url: `/staff/real-time-index/${unitId}?year=${year}`,
        })),
      columns: columnsOf(index, language),
      below: { view: 'improvement/realTimeIndex/rules', content: { t } },
    },
    unitsToShow(caller, index).map((unitId) => ({
      unitId,
      name: inLanguage(index.units.name(unitId), language),
    })),
  );
}

/** Units with data first. */
function unitsToShow(caller: Caller, { unitIds }: YearIndex): readonly string[] {
  const seen = caller.unitIdsInView('seeCaseloads');
  const living = caller.units.outline().map(({ unit }) => unit.id);
  return [...new Set([...unitIds, ...living])].filter((unitId) => !seen || seen.has(unitId));
}

type UnitLine = IndexLine & { readonly url: string };

function columnsOf(index: YearIndex, language: PageLanguage): readonly Column<UnitLine, UnitRow>[] {
  const t = indexTexts[language];
  return [
    { key: 'name', heading: t.unit, url: ({ url }) => url, sort: ({ name }) => name },
    ...pointsColumns(language).map((column, at): Column<UnitLine, UnitRow> => ({
      ...column,
      isHighestFirst: true,
      sort: ({ unitId }) => {
        const { lines, total } = index.of(unitId);
        const points = (lines[at] ?? total)?.points;
        return points && decimalToNumber(points);
      },
    })),
  ];
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
        [points, hundredthsText(entered.hundredths, 'vi')],
        [source, entered.source],
      ];
    }),
  );
}
