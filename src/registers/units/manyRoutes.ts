/** Adding many units at once: typed or pasted, previewed, and stored as one change. */
import type { Caller } from '../../access/accounts/caller.ts';
import type { Faults } from '../../access/accounts/input.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import { readTableText } from '../../platform/tables/readTableText.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { uploadOf } from '../../platform/web/upload.ts';
import { firstSentences } from '../firstSentences.ts';
import type { RoutesOptions } from '../stores.ts';
import { unitChangeTexts } from './changeTexts.ts';
import { readManyBasis, readSentMany, type SentMany } from './input.ts';
import { judgeAct, keepAct, type ActOrder } from './keepAct.ts';
import { readMany, rowsMax, unitColumns, type ReadMany } from './manyUnits.ts';
import { manyTexts } from './manyTexts.ts';
import { emptyAct, type Succession } from './succession.ts';
import type { SuccessionFault } from './successionFaults.ts';
import { unitTexts } from './texts.ts';
import { unitKinds, unitName, type Unit, type UnitKind } from './unit.ts';
import { unitCalledOn } from './unitCalled.ts';

export const manyUnitRoutes: Routes<RoutesOptions> = {
  'GET /staff/units/many': may('changeUnits', showEmpty),
  'POST /staff/units/many/upload': may('changeUnits', readFile),
  'POST /staff/units/many': may('changeUnits', previewOrStore),
};

const kindNames: readonly (readonly [UnitKind, string])[] = unitKinds.flatMap((kind) => [
  [kind, unitTexts.vi.kinds[kind]] as const,
  [kind, unitTexts.en.kinds[kind]] as const,
  ...unitTexts.vi.kinds[kind].split(', ').map((name) => [kind, name] as const),
]);

interface Shown {
  readonly sent: Partial<SentMany>;
  readonly faults?: Faults;
  /** What would be added. */
  readonly act?: Succession;
}

async function show({ language }: StaffContext, { stores }: RoutesOptions, shown: Shown): Promise<Reply> {
  const { sent, faults = {}, act } = shown;
  const t = manyTexts[language];
  const change = unitChangeTexts[language];
  const kinds = unitKinds.map((value) => ({ value, label: unitTexts[language].kinds[value] }));
  const basis = [
    { id: 'kind', label: change.kind, value: sent.kind ?? 'commune', options: kinds },
    { id: 'parent', label: t.parent, hint: t.parentHint, value: sent.parent, optional: true },
    { id: 'on', label: change.on, type: 'date', value: sent.on },
  ];
  const fileFields = [
    ...basis.map((field) => ({ ...field, id: `file-${field.id}`, name: field.id })),
    {
      id: 'file',
      type: 'file',
      label: t.file,
      hint: t.fileHint(new Intl.NumberFormat(language).format(rowsMax)),
      fault: faults['file'],
    },
  ];
  const fields = [...basis, { id: 'rows', label: t.rows, hint: t.rowsHint, value: sent.rows, rows: 12 }].map(
    (field) => ({ ...field, fault: faults[field.id] }),
  );
  const preview = act && previewOf(act, await stores.units.list(), language);
  return page(
    'registers/units/many',
    { title: t.title, status: shown.faults && 422 },
    { t, faults, fields, fileFields, preview, unitWords: unitTexts[language] },
  );
}

function previewOf(act: Succession, units: readonly Unit[], language: PageLanguage) {
  const names = new Map([
    ...units.map((unit) => [unit.id, unitName(unit, act.on)] as const),
    ...act.founded.map(({ id, name }) => [id, name] as const),
  ]);
  const nameOf = (id: string | undefined): string => {
    const name = id === undefined ? undefined : names.get(id);
    return name ? inLanguage(name, language) : '–';
  };
  return act.founded.map(({ id, kind, code, parentId }) => ({
    name: nameOf(id),
    code: code ?? '–',
    parent: nameOf(parentId),
    kind: unitTexts[language].kinds[kind],
  }));
}

async function showEmpty(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  return await show(context, tools, { sent: { on: context.caller.units.day } });
}

/**
 * Puts the rows of a file into the list of the form, with a preview. Statuses: 200; 422 with what is wrong with the
 * file or its rows.
 */
async function readFile(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, language } = context;
  const basis = await readManyBasis(req);
  const table = await readTableText(uploadOf(req), unitColumns, { rowsMax, language });
  if ('fault' in table) return await show(context, tools, { sent: basis, faults: { file: table.fault } });
  return await tryOut(context, tools, { ...basis, rows: table.text, wanted: 'preview' });
}

/** Statuses: 200 preview; 303 stored; 422 with errors next to their fields, and nothing stored. */
async function previewOrStore(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  return await tryOut(context, tools, await readSentMany(context.req));
}

async function tryOut(context: StaffContext, tools: RoutesOptions, sent: SentMany): Promise<Reply> {
  const { caller, language } = context;
  const { stores, now } = tools;
  const t = manyTexts[language];
  const sentences = unitChangeTexts[language].faults;
  const refuse = (faults: Faults): Promise<Reply> => show(context, tools, { sent, faults });
  if (!isCalendarDay(sent.on)) return await refuse({ on: sentences.dayShape });
  const read = rowReader(sent, caller, await stores.units.list());
  const { founded, faults: rowFaults } = read('');
  if (founded.length === 0 || founded.length > rowsMax)
    return await refuse({ rows: founded.length === 0 ? t.none : t.tooMany(rowsMax) });
  if (rowFaults.length > 0)
    return await refuse({
      rows: firstSentences(rowFaults.map(({ row, kind }) => t.atRow(row, t.faults[kind]))),
    });
  const order: ActOrder = {
    draft: (actId) => ({ ...emptyAct, on: sent.on, founded: read(actId).founded }),
    audit: { kind: 'unit.added', label: String(founded.length) },
    by: caller.actor,
  };
  const { act, faults } = await (sent.wanted === 'keep' ? keepAct : judgeAct)(stores, order, now());
  if (faults.length > 0) return await refuse({ rows: atRows(faults, read(act.id), language) });
  if (sent.wanted === 'keep') return seeOther(`/staff/successions/${act.id}?done=kept`);
  return await show(context, tools, { sent, act });
}

/** Reads the typed rows as units that an act with this id founds, below units that the caller may change. */
function rowReader(sent: SentMany, caller: Caller, units: readonly Unit[]): (actId: string) => ReadMany {
  const ownIds = caller.unitIdsFor('changeUnits');
  const basis = {
    kind: sent.kind,
    kindNames,
    parent: sent.parent,
    mayBeTopmost: !ownIds,
    called: unitCalledOn(
      units.filter(({ id }) => !ownIds || ownIds.has(id)),
      [sent.on],
    ),
  };
  return (actId) => readMany(sent.rows, { ...basis, actId });
}

function atRows(faults: readonly SuccessionFault[], { rowOf }: ReadMany, language: PageLanguage): string {
  const sentences = unitChangeTexts[language].faults;
  return firstSentences(
    faults.map(({ kind, ids }) => {
      const rows = ids.flatMap((id) => rowOf.get(id) ?? []);
      return rows.length > 0 ? manyTexts[language].atRow(rows.join(', '), sentences[kind]) : sentences[kind];
    }),
  );
}
