/** Input of the import pages. */
import type { Request } from 'express';
import { choice, line, whole, type TypedOf } from '../../platform/web/fields.ts';
import { form } from '../../platform/web/form.ts';
import { readBody } from '../../platform/web/input.ts';
import { dayOrders, type ColumnUse } from './mapping.ts';
import { importTexts } from './texts.ts';

/** Version of the import that the page showed. */
export const versionField = { version: line(200) };

export const uploadForm = form(importTexts, { round: line(200) });

const headFields = {
  ...versionField,
  action: choice(['heading', 'next']),
  first: whole(1, 1_000_000),
  last: whole(1, 1_000_000),
  unit: line(200),
  service: line(200),
  /** Id of the saved mapping that the page started from, or empty. */
  saved: line(200),
};
export interface ColumnsDraft extends TypedOf<typeof headFields> {
  readonly uses: readonly ColumnUse[];
}

/** @throws Problem malformed */
export async function readColumns(
  req: Request,
  { count, offered }: { count: number; offered: readonly ColumnUse[] },
): Promise<ColumnsDraft> {
  const names = Array.from({ length: count }, (_, column) => `use-${column}`);
  const uses = await readBody(req, Object.fromEntries(names.map((name) => [name, choice(offered)])));
  return { ...(await readBody(req, headFields)), uses: Object.values(uses) };
}

export const valuesForm = form(
  importTexts,
  {
    dayOrder: choice(dayOrders, { names: (t) => t.dayOrders }),
    name: line(1000, {
      missing: (t) => t.nameError,
      wrong: (name, t) => name.length > 100 && t.nameError,
    }),
  },
  { hidden: versionField },
);

/**
 * Meanings in the order of the page.
 *
 * @param offered options of each select
 * @throws Problem malformed
 */
export async function readMeanings(
  req: Request,
  offered: readonly (readonly string[])[],
): Promise<readonly string[]> {
  const selects = offered.map((values, at) => [`meaning-${at}`, choice(values)] as const);
  return Object.values(await readBody(req, Object.fromEntries(selects)));
}
