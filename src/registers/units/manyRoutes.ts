/** Adding many units at once: typed or pasted, previewed, and stored as one change. */
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { textRows } from '../../platform/tables/tableText.ts';
import { readTableText } from '../../platform/tables/readTableText.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { also } from '../../platform/web/form.ts';
import { uploadOf } from '../../platform/web/upload.ts';
import { inOneLine } from '../refusedRows.ts';
import type { RoutesOptions } from '../stores.ts';
import { manyFileForm, manyForm } from './input.ts';
import { rowsMax, unitColumns } from './manyUnits.ts';
import { manyTexts } from './manyTexts.ts';
import type { Succession } from './succession.ts';
import { takeUnits } from './takeUnits.ts';
import { unitTexts } from './texts.ts';
import { unitName, type Unit } from './unit.ts';
import { firstDayOffered } from './firstDay.ts';
import { writtenUnits } from './unitLines.ts';

type SentMany = Awaited<ReturnType<typeof manyForm.read>>;

export const manyUnitRoutes: Routes<RoutesOptions> = {
  'GET /staff/units/many': may('changeUnits', showEmpty),
  'POST /staff/units/many/upload': may('changeUnits', readFile),
  'POST /staff/units/many': may('changeUnits', previewOrStore),
};

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
  if (!sent.ok) return await show(context, tools, sent);
  const { kind, parent, on, rows: typedRows, wanted } = sent.typed;
  const rows = textRows(typedRows, unitColumns);
  const taken = await takeUnits({ kind, parent, on, rows }, { ...tools, caller, keeps: wanted === 'keep' });
  if ('refused' in taken) {
    const said = inOneLine(taken.refused, language, manyTexts[language]);
    return await show(context, tools, also(sent, { rows: said }));
  }
  if (wanted === 'keep') return seeOther('/staff/units?done=many');
  return await show(context, tools, sent, { unitChange: taken.change });
}
