/** Converts an uploaded table to the text of a form field, or to a sentence on why it cannot be converted. */
import type { PageLanguage } from '../text/localized.ts';
import { columnSentences, type WantedColumn } from './columns.ts';
import { openTable } from './openTable.ts';
import { TableError } from './tableError.ts';
import { tableText } from './tableText.ts';

const columnsMax = 100;

/** @param upload where the file is, or that there is none */
export async function readTableText(
  upload: { readonly path: string } | 'missing' | 'tooBig',
  wanted: readonly WantedColumn<string>[],
  { rowsMax, language }: { rowsMax: number; language: PageLanguage },
): Promise<{ readonly text: string } | { readonly error: string }> {
  if (typeof upload === 'string') return { error: sentences[upload][language] };
  try {
    const read = await tableText(await openTable(upload.path, { rowsMax, columnsMax }), wanted);
    if ('text' in read) return read;
    const said = read.errors.map(({ kind, heading }) => `“${heading}”: ${columnSentences[kind][language]}`);
    return { error: said.join(' ') };
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    return { error: error.sentence[language] };
  }
}

const sentences = {
  missing: { vi: 'Cần chọn một tệp.', en: 'Please choose a file.' },
  tooBig: {
    vi: 'Tệp quá lớn. Xin chia thành nhiều tệp.',
    en: 'The file is too big. Please split it into several.',
  },
} as const;
