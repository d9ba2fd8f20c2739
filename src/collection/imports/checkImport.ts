/** The dry run: it judges every row and stores only its findings. All errors go into a file, line by line. */
import type { JobKind } from '../../access/jobs/job.ts';
import { csvLines, csvStart } from '../../platform/tables/csv.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { movedOn, type Check, type Import } from './import.ts';
import { importKeys, judgedChunks, openImport, type JudgedRow } from './openImport.ts';
import { importTexts } from './texts.ts';
import type { Stores } from '../stores.ts';

export interface CheckRequest {
  readonly importId: string;
  /** Version of the import's mapping. */
  readonly version: string;
  readonly language: PageLanguage;
  readonly atMs: number;
}

const errorsKept = 50;

export function checkImportJob(stores: Stores): JobKind<CheckRequest> {
  return {
    name: 'importCheck',
    title: { vi: importTexts.vi.checkTitle, en: importTexts.en.checkTitle },
    file: { name: 'loi-trong-tep.csv', mediaType: 'text/csv; charset=utf-8' },
    async run({ parameters, resumeFrom, write, checkpoint }) {
      const { importId, version, language, atMs } = parameters;
      const one = await stores.imports.find(importId);
      if (one?.state !== 'staged' || one.version !== version) throw movedOn();
      const opened = await openImport(one, stores, await importKeys(stores), new Date(atMs));
      const writtenChunks = (resumeFrom as number | undefined) ?? 0;
      const found = emptyCheck();
      if (writtenChunks === 0) write(csvStart(importTexts[language].errorColumns));
      let done = 0;
      for await (const { number, judged } of judgedChunks(opened, stores)) {
        await addToCheck(found, judged, stores.submissions);
        done += judged.length;
        if (number < writtenChunks) continue;
        write(errorLines(judged, one, language));
        await checkpoint({ done, of: one.rowCount, resumeFrom: number + 1 });
      }
      const isNoted = await stores.imports.change(one, { check: checkOf(found) });
      if (!isNoted) throw movedOn();
      await checkpoint({ done, of: done, resumeFrom: one.chunkCount });
    },
  };
}

type GrowingCheck = { -readonly [Key in keyof Omit<Check, 'unitIds' | 'errors'>]: Check[Key] } & {
  readonly errors: Check['errors'][number][];
  readonly units: Set<string>;
};

export function emptyCheck(): GrowingCheck {
  return { good: 0, invalid: 0, empty: 0, known: 0, errors: [], units: new Set() };
}

export function checkOf({ units, ...found }: GrowingCheck): Check {
  return { ...found, unitIds: [...units].sort() };
}

export async function addToCheck(
  found: GrowingCheck,
  judged: readonly JudgedRow[],
  submissions: Pick<Stores['submissions'], 'countAmong'>,
): Promise<void> {
  for (const row of judged) {
    found[row.kind] += 1;
    if (row.kind === 'good') found.units.add(row.form.unitId);
    if (row.kind !== 'invalid') continue;
    for (const error of row.errors) {
      const text = error.text.slice(0, 60);
      if (found.errors.length < errorsKept) found.errors.push({ row: row.row, ...error, text });
    }
  }
  found.known += await submissions.countAmong(judged.flatMap(({ id }) => id ?? []));
}

function errorLines(judged: readonly JudgedRow[], { headings }: Import, language: PageLanguage): string {
  const { errorKinds } = importTexts[language];
  const errors = judged.flatMap((row) =>
    row.kind === 'invalid' ? row.errors.map((error) => ({ row: row.row, ...error })) : [],
  );
  return csvLines(
    errors.map(({ row, column, kind, text }) => [
      row,
      columnLetters(column),
      headings[column] ?? '',
      errorKinds[kind],
      text.slice(0, 200),
    ]),
  );
}

/** Spreadsheet column names: `A` is the first, `AA` follows `Z`. */
export function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last;
}
