/** Errors of an uploaded table as a whole; the readers of rows find errors of single cells. */
import type { Sentence } from '../problem.ts';
import { inEveryLanguage, type Messages } from '../text/catalogue.ts';
import { tableTexts } from './texts.ts';

export type TableErrorKind = keyof Messages['platform/tables']['errors'];

/** Thrown while a table is read. Not a Problem: it is shown next to the file field. */
export class TableError extends Error {
  readonly kind: TableErrorKind;
  /** The error in words, with the row where it is known. */
  readonly sentence: Sentence;

  /** @param row as in a spreadsheet: the headings are row 1 */
  constructor(kind: TableErrorKind, row?: number) {
    const sentence = inEveryLanguage(tableTexts, ({ errors, errorInRow }) =>
      row === undefined ? errors[kind] : errorInRow({ row, error: errors[kind] }),
    );
    super(sentence.en);
    this.kind = kind;
    this.sentence = sentence;
  }
}
