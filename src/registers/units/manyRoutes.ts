/** Adding many units at once: typed, pasted or from a file, and stored as one change. */
import { bulkRoutes } from '../../access/web/bulkRoutes.ts';
import type { StaffContext } from '../../access/web/routes.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { RoutesOptions } from '../stores.ts';
import { firstDayOffered } from './firstDay.ts';
import { basis, textsOfMany } from './input.ts';
import { rowsMax, unitColumns } from './manyUnits.ts';
import type { Succession } from './succession.ts';
import { takeUnits } from './takeUnits.ts';
import { unitTexts } from './texts.ts';
import { unitName, type Unit } from './unit.ts';
import { writtenUnits } from './unitLines.ts';

export const manyUnitRoutes = bulkRoutes({
  path: '/staff/units/many',
  permission: 'changeUnits',
  columns: unitColumns,
  rowsMax,
  texts: textsOfMany,
  words: (t) => t,
  fields: basis,
  start,
  take: async ({ kind, parent, on }, rows, { context: { caller, language }, tools, keeps }) => {
    const taken = await takeUnits({ kind, parent, on, rows }, { ...tools, caller, keeps });
    return 'refused' in taken ? taken : previewOf(taken.change, await tools.stores.units.list(), language);
  },
  done: '/staff/units?done=many',
  links: ({ all }) => [{ label: all, url: '/staff/units' }],
});

async function start({ caller, language }: StaffContext, tools: RoutesOptions) {
  const units = await tools.stores.units.list();
  const on = await firstDayOffered(tools, caller.units.day);
  const [top, ...others] = caller.units.outline().filter(({ depth }) => depth === 0);
  const parent = top && others.length === 0 && caller.may('changeUnits', top.unit.id) ? [top.unit.id] : [];
  return { kind: 'commune', on, parent: writtenUnits(parent, units, { day: on, language }) } as const;
}

function previewOf({ founded, on }: Succession, units: readonly Unit[], language: PageLanguage) {
  const names = new Map([
    ...units.map((unit) => [unit.id, unitName(unit, on)] as const),
    ...founded.map(({ id, name }) => [id, name] as const),
  ]);
  const nameOf = (id: string | undefined): string | undefined => {
    const name = id === undefined ? undefined : names.get(id);
    return name && inLanguage(name, language);
  };
  const { name, code, lives, kind, kinds } = unitTexts[language];
  const { found, topmost, isTopmost } = textsOfMany[language];
  type Founded = (typeof founded)[number];
  const [top, below] = [
    founded.filter(({ parentId }) => parentId === undefined),
    founded.filter(({ parentId }) => parentId !== undefined),
  ];
  return {
    caption: found({ count: founded.length }),
    notice: top.length > 0 && topmost({ count: top.length }),
    lines: [...top, ...below],
    columns: [
      { key: 'name', heading: name, value: (unit: Founded) => inLanguage(unit.name, language) },
      { key: 'code', heading: code, value: (unit: Founded) => unit.code },
      {
        key: 'parent',
        heading: lives.parent,
        value: ({ parentId }: Founded) => nameOf(parentId) ?? isTopmost,
      },
      { key: 'kind', heading: kind, value: (unit: Founded) => kinds[unit.kind] },
    ],
  };
}
