/**
 * All that an attacker was told, as one linear program. Its unknowns are how many forms there are by unit, day, and one thing
 * more: service, channel, band, or what was answered. Whoever keeps that apart for each of the alike rows of a file of single
 * forms, and for the forms that a correction took out, loses nothing that was told of them.
 */
import { bandsUsed, channelsUsed, days as allDays, places, services, type State } from './province.ts';
import { rangesOf, total, type Constraint, type Sum } from './ranges.ts';

export type View = 'service' | 'channel' | 'about' | 'answers';

/** A level of the first question, 0 for none, and whether the other two were answered: `5+-`. */
const answerings = [0, 1, 2, 3, 4, 5]
  .flatMap((level) => ['+', '-'].flatMap((second) => ['+', '-'].map((third) => `${level}${second}${third}`)))
  .filter((one) => one !== '0--');

const valuesOf: Readonly<Record<View, readonly string[]>> = {
  service: services,
  channel: channelsUsed,
  about: [...bandsUsed, ''],
  answers: answerings,
};

export function answeringOf(answers: Readonly<Record<string, number>>): string {
  return `${answers['q1'] ?? 0}${answers['q2'] === undefined ? '-' : '+'}${answers['q3'] === undefined ? '-' : '+'}`;
}

/** Those that answered a question, at one of some levels where the question is the first. */
export function answering(question: string, levels: readonly number[] = [1, 2, 3, 4, 5]): string[] {
  const place = { q1: 0, q2: 1, q3: 2 }[question]!;
  return answerings.filter((one) => (place === 0 ? levels.includes(Number(one[0])) : one[place] === '+'));
}

/** Forms: all that were given at some places, on some days, and say one of some things. */
export interface Who {
  readonly places: readonly string[];
  readonly days?: readonly string[] | undefined;
  readonly by?: readonly [View, readonly string[]] | undefined;
}

/** How many forms there really are. */
export function countOf({ given }: Pick<State, 'given'>, { places: at, days, by }: Who): number {
  return given
    .filter(
      ({ unitId, standing = 'counted', givenOn = '', serviceId = '', channel = '', about = {}, answers }) => {
        const said = {
          service: serviceId,
          channel,
          about: about['ageBand'] ?? '',
          answers: answeringOf(answers),
        };
        const isWithin = at.includes(unitId) && (days?.includes(givenOn) ?? true);
        return standing === 'counted' && isWithin && (!by || by[1].includes(said[by[0]]));
      },
    )
    .reduce((sum, { count }) => sum + count, 0);
}

export type When = 'before' | 'after';

export interface Told {
  readonly source: string;
  readonly when: When;
  /** The number is the sum over all of these. */
  readonly of: readonly Who[];
  /** Hidden: at least one form. Covered: perhaps none, and never asked for. */
  readonly people: number | 'hidden' | { readonly least?: number; readonly most?: number };
  /** Of what is hidden, how wide a range it has to keep where not the usual one; 0: it is asked for nowhere. */
  readonly width?: number;
}

/** Rows of a file of single forms that say the same. */
export interface AlikeRows {
  readonly count: number;
  readonly places: readonly string[];
  readonly days: readonly string[];
  readonly values: Readonly<Record<View, readonly string[]>>;
}

/** What a live board told: at a place, how many forms there were by then. */
export interface LiveBoard {
  readonly counts: readonly { readonly of: readonly Who[]; readonly people: number }[];
}

export interface Finding {
  readonly source: string;
  readonly what: string;
  readonly low: number;
  readonly up: number;
  readonly told: Told;
}

interface Block {
  readonly place: string;
  readonly day: string;
  readonly all: number;
  readonly by: Readonly<Record<View, ReadonlyMap<string, number>>>;
}

const minimumRange = 5;

export function knowledge({ rows, hasCorrection }: { rows?: readonly AlikeRows[]; hasCorrection: boolean }) {
  let unknowns = 0;
  const constraints: Constraint[] = [];
  const written = new Set<string>();

  function blocksOf({ places: at, days, values }: Omit<AlikeRows, 'count'>): Block[] {
    return at.flatMap((place) =>
      days.map((day): Block => {
        const all = unknowns++;
        const by = Object.fromEntries(
          Object.entries(values).map(([view, some]) => {
            const [only, ...others] = some;
            if (others.length === 0) return [view, new Map([[only!, all]])];
            const parts = new Map(some.map((value) => [value, unknowns++]));
            constraints.push({ sum: new Map([[all, -1], ...[...parts.values()].map((part) => [part, 1] as const)]), is: '=', value: 0 }); // prettier-ignore
            return [view, parts];
          }),
        ) as unknown as Block['by'];
        return { place, day, all, by };
      }),
    );
  }

  const anything = { places, days: allDays, values: valuesOf };
  const kept = (rows ?? [undefined]).flatMap((alike) => {
    const blocks = blocksOf(alike ?? anything);
    if (alike)
      constraints.push({ sum: new Map(blocks.map(({ all }) => [all, 1])), is: '=', value: alike.count });
    return blocks;
  });
  const annulled = hasCorrection ? blocksOf(anything) : [];

  function sumOf(when: When, of: readonly Who[]): Sum {
    const blocks = when === 'before' ? [...kept, ...annulled] : kept;
    return total(of.map((who) => [sumIn(blocks, who), 1] as const));
  }

  /** A live board has at each place a part of the forms that were there in the end. */
  let boardBefore: ReadonlyMap<string, number> | undefined;
  function addBoard({ counts }: LiveBoard): void {
    const own = new Map(
      places.flatMap((place) => answerings.map((one) => [`${place} ${one}`, unknowns++] as const)),
    );
    for (const [key, unknown] of own) {
      const [place = '', one = ''] = key.split(' ');
      const inTheEnd = sumOf('before', [{ places: [place], by: ['answers', [one]] }]);
      constraints.push({
        sum: total([
          [inTheEnd, 1],
          [new Map([[unknown, 1]]), -1],
        ]),
        is: '>=',
        value: 0,
      });
      const earlier = boardBefore?.get(key);
      if (earlier !== undefined)
        constraints.push({
          sum: new Map([
            [unknown, 1],
            [earlier, -1],
          ]),
          is: '>=',
          value: 0,
        });
    }
    boardBefore = own;
    for (const { of, people } of counts) {
      const sum = total(
        of.flatMap(({ places: at, by }) =>
          at.flatMap((place) =>
            (by?.[1] ?? answerings).map((one) => [new Map([[own.get(`${place} ${one}`)!, 1]]), 1] as const),
          ),
        ),
      );
      constraints.push({ sum, is: '=', value: people });
    }
  }

  function know(sum: Sum, is: Constraint['is'], value: number): void {
    const key = JSON.stringify([[...sum].toSorted(([one], [other]) => one - other), is, value]);
    if (written.has(key)) return;
    written.add(key);
    constraints.push({ sum, is, value });
  }

  /** @returns what can be worked out too well of what is hidden, and how much that was asked for */
  function attack(told: readonly Told[], isAsked: (told: Told) => boolean = () => true) {
    const asked = new Map<string, { told: Told; sum: Sum }>();
    for (const one of told) {
      const { when, of, people, width } = one;
      const sum = sumOf(when, of);
      if (typeof people === 'number') know(sum, '=', people);
      else if (people === 'hidden') {
        if (width === undefined) know(sum, '>=', 1);
        if (width !== 0 && isAsked(one)) asked.set(JSON.stringify([...sum.keys()]), { told: one, sum });
      } else {
        if (people.least !== undefined) know(sum, '>=', people.least);
        if (people.most !== undefined) know(sum, '<=', people.most);
      }
    }
    const targets = [...asked.values()];
    const widthOf = (place: number): number => targets[place]!.told.width ?? minimumRange;
    const ranges = rangesOf(
      constraints,
      targets.map(({ sum }) => sum),
      widthOf,
    );
    const found = targets.flatMap(({ told: one }, place): Finding[] => {
      const { low, up } = ranges[place]!;
      if (up - low >= widthOf(place) - 1e-6) return [];
      return [
        { source: one.source, what: JSON.stringify({ when: one.when, of: one.of }), low, up, told: one },
      ];
    });
    return { asked: targets.length, found, unknowns, constraints: constraints.length };
  }

  return { addBoard, attack };
}

function sumIn(blocks: readonly Block[], { places: at, days, by }: Who): Sum {
  const sum = new Map<number, number>();
  const count = (unknown: number) => sum.set(unknown, (sum.get(unknown) ?? 0) + 1);
  for (const block of blocks) {
    if (!at.includes(block.place) || (days && !days.includes(block.day))) continue;
    if (!by) count(block.all);
    else for (const value of by[1]) if (block.by[by[0]].has(value)) count(block.by[by[0]].get(value)!);
  }
  return sum;
}
