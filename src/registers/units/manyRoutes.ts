/** Adding many units at once: typed or pasted, previewed, and stored as one change. */
import type { Caller } from '../../access/accounts/caller.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { readTableText } from '../../platform/tables/readTableText.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { also, type FieldErrors } from '../../platform/web/form.ts';
import { uploadOf } from '../../platform/web/upload.ts';
import { firstSentences } from '../firstSentences.ts';
import type { RoutesOptions } from '../stores.ts';
import { unitChangeTexts } from './changeTexts.ts';
import { manyFileForm, manyForm } from './input.ts';
import { judgeChange, keepUnitChange, type UnitChangeOrder } from './keepUnitChange.ts';
import { readMany, rowsMax, unitColumns, type ReadMany } from './manyUnits.ts';
import { manyTexts } from './manyTexts.ts';
import { emptyUnitChange, type Succession } from './succession.ts';
import type { SuccessionError } from './successionErrors.ts';
import { unitTexts } from './texts.ts';
import { unitKinds, unitName, type Unit, type UnitKind } from './unit.ts';
import { unitCalledOn } from './unitCalled.ts';
import { firstDayOffered } from './firstDay.ts';
import { writtenUnits } from './unitLines.ts';

type TypedMany = typeof manyForm.empty.typed;
type SentMany = Awaited<ReturnType<typeof manyForm.read>>;

export const manyUnitRoutes: Routes<RoutesOptions> = {
  'GET /staff/units/many': may('changeUnits', showEmpty),
  'POST /staff/units/many/upload': may('changeUnits', readFile),
  'POST /staff/units/many': may('changeUnits', previewOrStore),
};

const kindNames: readonly (readonly [UnitKind, string])[] = unitKinds.flatMap((kind) => [
  [kind, unitTexts.vi.kinds[kind]] as const,
  [kind, unitTexts.en.kinds[kind]] as const,
  ...unitTexts.vi.kinds[kind]
    .replace(/ \(.*/, '')
    .split(', ')
    .map((name) => [kind, name] as const),
]);

async function show(
  { language }: StaffContext,
  { stores }: RoutesOptions,
  shown: typeof manyForm.empty,
  {
    file = manyFileForm.filled({ kind: shown.typed.kind, parent: shown.typed.parent, on: shown.typed.on }),
    unitChange,
  }: {
    file?: typeof manyFileForm.empty;
    /** What would be added. */
    unitChange?: Succession;
  } = {},
): Promise<Reply> {
  const t = manyTexts[language];
  const list = manyForm.onPage(language, shown);
  const hint = t.fileHint({ most: new Intl.NumberFormat(language).format(rowsMax) });
  const upload = manyFileForm.onPage(language, file, { file: { hint } });
  const preview = unitChange && previewOf(unitChange, await stores.units.list(), language);
  return page(
    'registers/units/many',
    { title: t.title, status: file.status ?? shown.status },
    {
      t,
      errors: { ...upload.errors, ...list.errors },
      fields: list.fields,
      fileFields: upload.fields,
      preview,
      unitWords: unitTexts[language],
    },
  );
}

function previewOf(unitChange: Succession, units: readonly Unit[], language: PageLanguage) {
  const names = new Map([
    ...units.map((unit) => [unit.id, unitName(unit, unitChange.on)] as const),
    ...unitChange.founded.map(({ id, name }) => [id, name] as const),
  ]);
  const nameOf = (id: string | undefined): string => {
    const name = id === undefined ? undefined : names.get(id);
    return name ? inLanguage(name, language) : '–';
  };
  return unitChange.founded.map(({ id, kind, code, parentId }) => ({
    name: nameOf(id),
    code: code ?? '–',
    parent: nameOf(parentId),
    kind: unitTexts[language].kinds[kind],
  }));
}

async function showEmpty(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { caller, language } = context;
  const units = await tools.stores.units.list();
  const on = await firstDayOffered(tools, caller.units.day);
  const [top, ...others] = caller.units.outline().filter(({ depth }) => depth === 0);
  const parent = top && others.length === 0 && caller.may('changeUnits', top.unit.id) ? [top.unit.id] : [];
  const typed = { kind: 'commune', on, parent: writtenUnits(parent, units, { day: on, language }) } as const;
  return await show(context, tools, manyForm.filled(typed));
}

/**
 * Puts the rows of a file into the list of the form, with a preview. Statuses: 200; 422 with what is wrong with the
 * file or its rows.
 */
async function readFile(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, language } = context;
  const read = await manyFileForm.read(context);
  const { kind, parent, on } = read.typed;
  const table = await readTableText(uploadOf(req), unitColumns, { rowsMax, language });
  const file = also(read, { file: 'error' in table && table.error });
  if (!file.ok || 'error' in table)
    return await show(context, tools, manyForm.filled({ kind, parent, on }), { file });
  const typed = { kind, parent, on, rows: table.text, wanted: 'preview' } as const;
  return await tryOut(context, tools, manyForm.judged(typed, language));
}

/** Statuses: 200 preview; 303 stored; 422 with errors next to their fields, and nothing stored. */
async function previewOrStore(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  return await tryOut(context, tools, await manyForm.read(context));
}

async function tryOut(context: StaffContext, tools: RoutesOptions, sent: SentMany): Promise<Reply> {
  const { caller, language } = context;
  const { stores, now } = tools;
  const t = manyTexts[language];
  const { typed } = sent;
  const refuse = (errors: FieldErrors): Promise<Reply> => show(context, tools, also(sent, errors));
  if (!sent.ok) return await refuse({});
  const read = rowReader(typed, caller, await stores.units.list());
  const { founded, errors: rowErrors } = read('');
  if (founded.length === 0 || founded.length > rowsMax)
    return await refuse({ rows: founded.length === 0 ? t.none : t.tooMany({ most: rowsMax }) });
  if (rowErrors.length > 0)
    return await refuse({
      rows: firstSentences(
        rowErrors.map(({ row, kind }) =>
          t.atRow({ row, sentence: { ...unitChangeTexts[language].errors, ...t.errors }[kind] }),
        ),
      ),
    });
  const order: UnitChangeOrder = {
    draft: (changeId) => ({ ...emptyUnitChange, on: typed.on, founded: read(changeId).founded }),
    audit: { kind: 'unit.added', label: String(founded.length) },
    by: caller.actor,
  };
  const { change: unitChange, errors } = await (typed.wanted === 'keep' ? keepUnitChange : judgeChange)(
    stores,
    order,
    now(),
  );
  if (errors.length > 0) return await refuse({ rows: atRows(errors, read(unitChange.id), language) });
  if (typed.wanted === 'keep') return seeOther('/staff/units?done=many');
  return await show(context, tools, sent, { unitChange });
}

/** Reads the typed rows as units that an act with this id founds, below units that the caller may change. */
function rowReader(sent: TypedMany, caller: Caller, units: readonly Unit[]): (changeId: string) => ReadMany {
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
  return (changeId) => readMany(sent.rows, { ...basis, changeId });
}

function atRows(errors: readonly SuccessionError[], { rowOf }: ReadMany, language: PageLanguage): string {
  const sentences = unitChangeTexts[language].errors;
  return firstSentences(
    errors.map(({ kind, ids }) => {
      const rows = ids.flatMap((id) => rowOf.get(id) ?? []);
      return rows.length > 0
        ? manyTexts[language].atRow({ row: rows.join(', '), sentence: sentences[kind] })
        : sentences[kind];
    }),
  );
}
