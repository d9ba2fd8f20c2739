/**
 * The list of a comparison: name, https address and verifier key of each installation, as a JSON array or as a table
 * (CSV or XLSX) with the headings `name`, `address` and `key`. The keys are pinned: they were compared with printed sheets.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { readVerifierKey } from '../../collection/ledger/note.ts';
import { StartError } from '../../platform/startError.ts';
import { openTable } from '../../platform/tables/openTable.ts';
import { TableError } from '../../platform/tables/tableError.ts';
import { withoutControls } from '../../platform/text/plainText.ts';
import { addressError } from '../../platform/web/publicAddress.ts';

export interface ListedInstallation {
  readonly name: string;
  /** Origin, without a slash at the end. */
  readonly address: string;
  /** Verifier key, `name+id+key`. */
  readonly key: string;
}

const installation = z.strictObject({
  name: z.string().transform(withoutControls).pipe(z.string().trim().min(1).max(200)),
  address: z
    .string()
    .refine(isOrigin, { error: 'must be an https address without a path' })
    .transform((text) => new URL(text).origin),
  key: z
    .string()
    .trim()
    .refine((text) => readVerifierKey(text) !== undefined, { error: 'is not the key of a ledger' }),
});
const list = z.array(installation).min(1).max(1000).superRefine(refuseRepeated);

function isOrigin(text: string): boolean {
  if (addressError(text, true) !== undefined) return false;
  const { pathname, search, hash } = new URL(text);
  return pathname === '/' && search === '' && hash === '';
}

function refuseRepeated(
  installations: readonly ListedInstallation[],
  {
    addIssue,
  }: { readonly addIssue: (issue: { code: 'custom'; path: PropertyKey[]; message: string }) => void },
): void {
  for (const field of ['name', 'address', 'key'] as const) {
    const seen = new Set<string>();
    installations.forEach((one, index) => {
      if (seen.has(one[field])) addIssue({ code: 'custom', path: [index, field], message: 'stands twice' });
      seen.add(one[field]);
    });
  }
}

/** @throws StartError that names every error, with the number of the installation in the list */
export async function readInstallationList(path: string): Promise<readonly ListedInstallation[]> {
  const read = list.safeParse(await contentOf(path));
  if (read.success) return read.data;
  const sentences = read.error.issues.map(({ path: [index, ...field], message }) => {
    const place = typeof index === 'number' ? `installation ${index + 1}` : 'the list';
    return `${path}: ${[place, ...field.map(String)].join(', ')}: ${message}`;
  });
  throw new StartError(sentences.join('\n'));
}

async function contentOf(path: string): Promise<unknown> {
  try {
    const text = await readFile(path, 'utf8');
    if (text.trimStart().startsWith('[')) return JSON.parse(text);
    const { headings, rows } = await openTable(path, { rowsMax: 1000, columnsMax: 20 });
    const lines: object[] = [];
    for await (const { cells } of rows)
      lines.push(Object.fromEntries(headings.map((heading, column) => [heading, cells[column]])));
    return lines;
  } catch (error) {
    const isOurs = error instanceof TableError || error instanceof SyntaxError;
    if (!isOurs && (error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new StartError(`${path} cannot be read: ${(error as Error).message}`);
  }
}
