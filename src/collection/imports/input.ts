/** Input of the import pages. */
import type { Request } from 'express';
import { choice, line, whole } from '../../platform/web/fields.ts';
import { tableFile } from '../../platform/web/fileFields.ts';
import { form } from '../../platform/web/form.ts';
import { readBody } from '../../platform/web/input.ts';
import { dayOrders, type ColumnUse } from './mapping.ts';
import { importTexts } from './texts.ts';

/** Version of the import that the page showed. */
export const versionField = { version: line(200) };

export const uploadForm = form(importTexts, { round: line(200), file: tableFile() });

/** The rows of the headings, what all rows are about, and the saved mapping that the page started from, or none. */
export const columnsForm = form(
  importTexts,
  {
    first: whole(1, 1_000_000, { label: (t) => t.headingFirst, hint: false }),
    last: whole(1, 1_000_000, { label: (t) => t.headingLast, hint: false }),
    unit: line(200),
    service: line(200),
  },
  { hidden: { ...versionField, action: choice(['heading', 'next']), saved: line(200) } },
);

/**
 * What each column is used for.
 *
 * @throws Problem malformed
 */
export async function readUses(
  req: Request,
  { count, offered }: { count: number; offered: readonly ColumnUse[] },
): Promise<readonly ColumnUse[]> {
  const uses = Array.from({ length: count }, (_, column) => [`use-${column}`, choice(offered)] as const);
  return Object.values(await readBody(req, Object.fromEntries(uses)));
}

export const valuesForm = form(
  importTexts,
  {
    dayOrder: choice(dayOrders, { names: (t) => t.dayOrders }),
    name: line(1000, { missing: (t) => t.nameError, most: 100 }),
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
