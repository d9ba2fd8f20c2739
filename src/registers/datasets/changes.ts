/** The changes that an import batch would make to a dataset. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Dataset, DatasetContext } from './dataset.ts';

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
  dataset: Dataset<Line>,
  lines: readonly Line[],
  current: ReadonlyMap<string, Line>,
  { context, language }: { context: DatasetContext; language: PageLanguage },
): Changes {
  const counts = { fresh: 0, replaced: 0, same: 0 };
  const listed: Change[] = [];
  const texts = (line: Line): readonly string[] => dataset.cellsOf(line, context, language).map(String);
  const together = new Map([...current, ...lines.map((line) => [dataset.keyOf(line), line] as const)]);
  const headingLocation = language === 'vi' ? 0 : 1;

  for (const line of lines) {
    const held = current.get(dataset.keyOf(line));
    const [before, after] = [held && texts(held), texts(line)];
    const isSame = before !== undefined && before.every((text, index) => text === after[index]);
    counts[before === undefined ? 'fresh' : isSame ? 'same' : 'replaced'] += 1;
    if (isSame || listed.length === listedMax) continue;
    const changed = after
      .map((text, index) => ({ text, location: index, was: before?.[index] }))
      .filter(
        ({ text, location, was }) => location >= dataset.keyColumns && (before ? text !== was : text !== ''),
      );
    const say = (text: string, location: number): string =>
      `${dataset.columns[location]!.headings[headingLocation]} ${text === '' ? '–' : text}`;
    listed.push({
      subject: after.slice(0, dataset.keyColumns).filter(Boolean).join(' · '),
      before: before && changed.map(({ was = '', location }) => say(was, location)).join(', '),
      after: changed.map(({ text, location }) => say(text, location)).join(', '),
      notes: dataset.notesOf?.(line, together, language) ?? [],
    });
  }
  return { ...counts, listed };
}
