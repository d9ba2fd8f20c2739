/** Holds the text of a file against the frozen figures of a publication. */
import type { PublishedUnit } from '../../processing/published/publication.ts';
import { percentText } from '../../platform/text/numbers.ts';
import type { Comparison } from './signedCopy.ts';

/** A number with a percent sign, or with decimals. */
const numbers = /(?<![\d.,])\d{1,3}(?:[.,]\d{1,4})?\s?%|(?<![\d.,])\d{1,3}[.,]\d{1,4}(?![\d.,%])/g;

/** What reports write next to a unit that is no index: a share with its base, and what an action is to change, with an arrow. */
const otherPercents = /\d[\d.,]*\s?%(?=\s?\(n = )|(?:\d[\d.,]*\s?%\s?)?→(?:\s?\d[\d.,]*\s?%)?/g;
/** A narrow cell, whose target is on the next line. */
const brokenAtArrow = /→(?!\s?\d)/;

/** Numbers next to the name of a unit, wherever it is named. */
interface Beside {
  /** Behind it, up to the next name or the end of the line. */
  readonly same: readonly string[];
  /** On the next line, where there are none behind it. */
  readonly next: readonly string[];
  /** Those behind it that may be its index. */
  readonly indexes: readonly string[];
}

/**
 * A unit agrees where its published index stands next to its name at least once. It differs where only other percentages
 * stand behind its name, on the same line: what is on the next line may be of something else.
 *
 * @param lines of the file, from top to bottom
 * @param units first the one that the round covers
 */
export function compareFigures(lines: readonly string[], units: readonly PublishedUnit[]): Comparison {
  const beside = numbersBeside(lines, units);
  const judged = units.map(({ id, name, whole: { figure } }) => {
    const { same, next, indexes } = beside.get(id) ?? { same: [], next: [], indexes: [] };
    const percentsOf = (texts: readonly string[]) => [...new Set(texts.filter((text) => text.endsWith('%')))];
    if (figure.state !== 'shown') return { name: name.vi, agrees: false, percents: percentsOf(same) };
    const { units: digits, decimals } = figure.value;
    const agrees = [...same, ...next].some((text) => valueOf(text) === digits / 10 ** decimals);
    return { name: name.vi, agrees, percents: percentsOf(indexes), index: percentText(figure.value, 'vi') };
  });
  return {
    agreeing: judged.filter(({ agrees }) => agrees).length,
    published: judged.filter(({ index }) => index !== undefined).length,
    differing: judged.flatMap(({ name, agrees, percents, index }) =>
      index === undefined || agrees || percents.length === 0
        ? []
        : [{ name, index, found: percents.join('; ') }],
    ),
    disclosed: judged
      .filter(({ index, percents }) => index === undefined && percents.length > 0)
      .map(({ name }) => name),
    hasWhole: judged[0]?.agrees === true,
  };
}

const valueOf = (text: string): number => Number(text.replace(/\s?%$/, '').replace(',', '.'));

function numbersBeside(
  lines: readonly string[],
  units: readonly PublishedUnit[],
): ReadonlyMap<string, Beside> {
  const idsOf = idsByName(units);
  // The longest first: "Tân An Đông" is not "Tân An".
  const names = [...idsOf.keys()].toSorted((one, other) => other.length - one.length).map(escaped);
  const anyName = new RegExp(`(?<![\\p{L}\\d])(?:${names.join('|')})(?![\\p{L}\\d])`, 'gu');
  const beside = new Map<string, Beside>();
  lines.map(plain).forEach((line, index, all) => {
    const matches = [...line.matchAll(anyName)];
    const isTarget = brokenAtArrow.test(all[index - 1] ?? '');
    matches.forEach((match, at) => {
      const rest = line.slice(match.index + match[0].length, matches[at + 1]?.index);
      const same = rest.match(numbers) ?? [];
      const below = at === matches.length - 1 && same.length === 0 ? (all[index + 1] ?? '') : '';
      const next = below.search(anyName) < 0 ? (below.match(numbers) ?? []) : [];
      const [id = '', namesake] = idsOf.get(match[0])!;
      if (namesake !== undefined) return; // ambiguous: either of the two may be meant
      const before = beside.get(id) ?? { same: [], next: [], indexes: [] };
      const indexes = isTarget ? [] : (rest.replaceAll(otherPercents, '').match(numbers) ?? []);
      beside.set(id, {
        same: [...before.same, ...same],
        next: [...before.next, ...next],
        indexes: [...before.indexes, ...indexes],
      });
    });
  });
  return beside;
}

function idsByName(units: readonly PublishedUnit[]): ReadonlyMap<string, readonly string[]> {
  const ids = new Map<string, string[]>();
  for (const { id, name } of units) {
    for (const text of new Set([name.vi, name.en ?? name.vi].map(plain)))
      ids.set(text, [...(ids.get(text) ?? []), id]);
  }
  return ids;
}

function plain(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

function escaped(text: string): string {
  return text.replaceAll(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`);
}
