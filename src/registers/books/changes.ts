/** The changes that an import batch would make to a dataset. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Book, BookContext } from './book.ts';

export interface Change {
  readonly subject: string;
  /** Undefined: there was no such line. */
  readonly before: string | undefined;
  readonly after: string;
  readonly notes: readonly string[];
}

export interface Changes {
  readonly fresh: number;
  readonly replaced: number;
  readonly same: number;
  /** New or replaced lines, in the order of the batch, up to a limit. */
  readonly listed: readonly Change[];
}

const listedMax = 200;

export function changesBy<Line extends object>(
  book: Book<Line>,
  lines: readonly Line[],
  current: ReadonlyMap<string, Line>,
  { context, language }: { context: BookContext; language: PageLanguage },
): Changes {
  const counts = { fresh: 0, replaced: 0, same: 0 };
  const listed: Change[] = [];
  const texts = (line: Line): readonly string[] => book.cellsOf(line, context, language).map(String);
  const together = new Map([...current, ...lines.map((line) => [book.keyOf(line), line] as const)]);
  const headingPlace = language === 'vi' ? 0 : 1;

  for (const line of lines) {
    const held = current.get(book.keyOf(line));
    const [before, after] = [held && texts(held), texts(line)];
    const isSame = before !== undefined && before.every((text, place) => text === after[place]);
    counts[before === undefined ? 'fresh' : isSame ? 'same' : 'replaced'] += 1;
    if (isSame || listed.length === listedMax) continue;
    const changed = after
      .map((text, place) => ({ text, place, was: before?.[place] }))
      .filter(({ text, place, was }) => place >= book.keyColumns && (before ? text !== was : text !== ''));
    const say = (text: string, place: number): string =>
      `${book.columns[place]!.headings[headingPlace]} ${text === '' ? '–' : text}`;
    listed.push({
      subject: after.slice(0, book.keyColumns).filter(Boolean).join(' · '),
      before: before && changed.map(({ was = '', place }) => say(was, place)).join(', '),
      after: changed.map(({ text, place }) => say(text, place)).join(', '),
      notes: book.notesOf?.(line, together, language) ?? [],
    });
  }
  return { ...counts, listed };
}
