/** Stores the rows of an uploaded file, and profiles them. */
import { createHmac, randomUUID } from 'node:crypto';
import { auditEntry } from '../../access/audit/entry.ts';
import type { Round } from '../../design/rounds/round.ts';
import { TableError } from '../../platform/tables/tableError.ts';
import { tableRows } from '../../platform/tables/openTable.ts';
import type { SurveyContent } from '../../design/surveys/survey.ts';
import { guessHeadingRows, headingCells, headingsOf, headRowsMax } from './headings.ts';
import { columnsMax, rowsMax, type Import } from './import.ts';
import type { FileRow, HeadingRows } from './mapping.ts';
import { rowsBelowHeading } from './openImport.ts';
import { columnProfiler } from './profile.ts';
import type { Stores } from '../stores.ts';

const rowsPerChunk = 500;
/** The hash of a few rows would let the holder of the key guess their content. */
const markedRowsMin = 30;
const chunkCharactersMax = 1_000_000;

export interface StagedFile {
  readonly path: string;
  readonly name: string;
  readonly round: Round;
  readonly survey: SurveyContent;
  readonly unitIds: readonly string[];
  readonly by: Import['by'];
}

/**
 * @returns the staged import, with its heading rows guessed
 * @throws TableError if the file is not a readable table; nothing of it is stored then
 */
export async function stageFile(
  file: StagedFile,
  { imports, fileKey, now }: { imports: Stores['imports']; fileKey: Buffer; now: Date },
): Promise<Import> {
  const one: Import = {
    id: randomUUID(),
    fileName: file.name.normalize('NFC').slice(-200),
    fileHash: '',
    roundId: file.round.id,
    unitIds: file.unitIds,
    by: file.by,
    madeAt: now,
    state: 'staging',
    rowCount: 0,
    chunkCount: 0,
    headingRows: { first: 1, last: 1 },
    headings: [],
    version: randomUUID(),
  };
  await imports.add(one);
  try {
    const kept = await keepRows(one.id, file.path, imports, fileKey);
    const staged = { ...one, ...kept, state: 'staged' as const };
    const headed = {
      ...staged,
      ...(await readHeading(staged, await guessHeadingRows(kept.head, file.survey), imports)),
    };
    const { id, state, fileHash, rowCount, chunkCount, headingRows, headings } = headed;
    const entry = auditEntry({
      at: now,
      by: file.by,
      kind: 'import.uploaded',
      unitIds: file.unitIds,
      subject: { id, label: one.fileName },
      after: { rows: String(rowCount) },
    });
    await imports.change(one, { state, fileHash, rowCount, chunkCount, headingRows, headings }, entry);
    return headed;
  } catch (error) {
    await imports.remove(one.id);
    throw error;
  }
}

async function keepRows(importId: string, path: string, imports: Stores['imports'], fileKey: Buffer) {
  const mark = createHmac('sha256', fileKey);
  const head: FileRow[] = [];
  let chunk: FileRow[] = [];
  let [rowCount, chunkCount, characters] = [0, 0, 0];
  async function keep(): Promise<void> {
    if (chunk.length === 0) return;
    mark.update(JSON.stringify(chunk));
    await imports.putRows({ importId, number: chunkCount, rows: chunk });
    chunkCount += 1;
    [chunk, characters] = [[], 0];
  }
  for await (const { row, cells } of tableRows(path, { rowsMax, columnsMax })) {
    const fileRow: FileRow = [row, ...cells];
    if (head.length < headRowsMax) head.push(fileRow);
    chunk.push(fileRow);
    rowCount += 1;
    characters += cells.reduce((sum, { length }) => sum + length + 3, 0);
    if (chunk.length >= rowsPerChunk || characters >= chunkCharactersMax) await keep();
  }
  await keep();
  if (rowCount < 2) throw new TableError('empty');
  return { head, rowCount, chunkCount, fileHash: rowCount < markedRowsMin ? '' : mark.digest('hex') };
}

/** The headings in the chosen rows, and the contents of each column below them. */
export async function readHeading(
  one: Pick<Import, 'id' | 'chunkCount'>,
  headingRows: HeadingRows,
  imports: Stores['imports'],
): Promise<Pick<Import, 'headingRows' | 'headings'>> {
  const head = (await headOf(one, imports)).filter(([row]) => row <= headingRows.last);
  const headings = headingsOf(headingCells(head, headingRows));
  const profiler = columnProfiler(headings.length);
  for await (const { rows } of rowsBelowHeading({ ...one, headingRows }, imports))
    rows.forEach((row) => profiler.add(row));
  await imports.putTexts(one.id, profiler.profile());
  return { headingRows, headings };
}

/** The first rows of the file. */
export async function headOf(
  { id }: Pick<Import, 'id'>,
  imports: Stores['imports'],
): Promise<readonly FileRow[]> {
  return ((await imports.findRows(id, 0)) ?? []).slice(0, headRowsMax);
}
