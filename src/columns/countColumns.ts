/**
 * Counts chunks of columns into cells. The rows of a chunk are put in the order of their groups; then each column is gone
 * through by itself, group after group, so that what is being added up stays in registers. What comes out is, number for
 * number, what counting form by form gives (satisfaction/contribution.ts, cell.ts).
 */
import { cellLength, cellOver } from '../satisfaction/cell.ts';
import type { CountingPlan, PlannedQuestion } from '../satisfaction/countingPlan.ts';
import type { Chunk } from './chunk.ts';
import { scoresOf, type ScoredChunk } from './chunkScores.ts';
import type { CountedGroup, CountingTask } from './columnQuery.ts';
import { groupedRows, type Column, type GroupedRows, type Groups } from './groupRows.ts';

export function columnCounter({ query, plan, annulled, below }: CountingTask) {
  const groups: Groups = { keys: [], places: new Map() };
  const excluded = { annulled: annulled.toSorted(), below };
  const wanted = wantedOf(plan, query.questions);
  const cells = growingCells(plan);
  return {
    add(chunk: Chunk): void {
      const scored = scoresOf(plan, chunk);
      const grouped = groupedRows(groups, { chunk, query, excluded, counts: scored.counts });
      cells.fit(groups.keys.length);
      const adding = { scored, grouped, cells };
      countForms(adding);
      countLevels(adding, wanted.questions);
      addSums(adding, wanted.components);
      countPeople(adding, wanted.factors);
    },
    /** The groups that hold a form, in the order in which they were met. */
    groups: (): CountedGroup[] =>
      groups.keys.map((keys, place) => ({ keys, numbers: cells.numbersOf(place) })),
  };
}

/** Which questions, components and factors are counted; the last two by place. */
function wantedOf(plan: CountingPlan, ids: readonly string[] | undefined) {
  const isWanted = ({ id }: PlannedQuestion): boolean => ids === undefined || ids.includes(id);
  const whole = (all: readonly unknown[], of: 'component' | 'factor'): number[] =>
    [...all.keys()].filter((place) =>
      plan.questions.filter((question) => question[of] === place).every(isWanted),
    );
  return {
    questions: new Set(plan.questions.filter(isWanted).map(({ id }) => id)),
    components: whole(plan.components, 'component'),
    factors: whole(plan.factors, 'factor'),
  };
}

/** One cell behind the other in one array, and where the parts of a cell begin. */
function growingCells(plan: CountingPlan) {
  const width = cellLength(plan);
  const { sums, products, peopleByFactor, levelCounts } = cellOver(plan, new Float64Array(width));
  let numbers = new Float64Array(0);
  return {
    width,
    size: sums.length,
    sumsFrom: sums.byteOffset / 8,
    productsFrom: products.byteOffset / 8,
    peopleFrom: peopleByFactor.byteOffset / 8,
    levelsFrom: levelCounts.byteOffset / 8,
    fit(count: number): void {
      if (count * width <= numbers.length) return;
      const wider = new Float64Array(2 * count * width);
      wider.set(numbers);
      numbers = wider;
    },
    increase(group: number, place: number, by: number): void {
      const at = group * width + place;
      numbers[at] = numbers[at]! + by;
    },
    numbersOf: (group: number): Float64Array => numbers.slice(group * width, (group + 1) * width),
  };
}

interface Adding {
  readonly scored: ScoredChunk;
  readonly grouped: GroupedRows;
  readonly cells: ReturnType<typeof growingCells>;
}

function countForms({ grouped, cells }: Adding): void {
  for (const { group, from, to } of grouped.stretches) cells.increase(group, 0, to - from);
  grouped.belowMinimum.forEach((forms, group) => cells.increase(group, 1, forms));
}

function countLevels({ scored, grouped, cells }: Adding, wanted: ReadonlySet<string>): void {
  for (const { questions, codes } of scored.packedLevels) {
    if (!questions.some(({ id }) => wanted.has(id))) continue;
    eachHistogram(grouped, codes, (group, forms) => {
      const levels = questions.length === 1 ? [forms] : halves(forms);
      questions.forEach((question, place) => {
        if (!wanted.has(question.id)) return;
        const from = cells.levelsFrom + question.countsFrom;
        for (let level = 0; level <= question.levels; level++)
          cells.increase(group, from + level, levels[place]![level]!);
      });
    });
  }
}

/** By the lower and by the upper half of the codes. */
function halves(forms: Uint32Array): [Uint32Array, Uint32Array] {
  const [low, up] = [new Uint32Array(16), new Uint32Array(16)];
  for (let code = 0; code < 256; code++) {
    low[code & 15]! += forms[code]!;
    up[code >> 4]! += forms[code]!;
  }
  return [low, up];
}

/** Calls with how often a column of bytes has each code in a group; the numbers are good until the next call. */
function eachHistogram(
  { stretches, inOrder }: GroupedRows,
  column: Uint8Array,
  act: (group: number, forms: Uint32Array) => void,
): void {
  const codes = inOrder(column);
  // Two counters, since adding to the same one twice in a row has to wait.
  const even = new Uint32Array(256);
  const odd = new Uint32Array(256);
  for (const { group, from, to } of stretches) {
    const end = to - ((to - from) % 2);
    for (let row = from; row < end; row += 2) {
      even[codes[row]!]!++;
      odd[codes[row + 1]!]!++;
    }
    if (end < to) even[codes[end]!]!++;
    for (let code = 0; code < 256; code++) even[code]! += odd[code]!;
    act(group, even);
    even.fill(0);
    odd.fill(0);
  }
}

/** Σt and Σtt′ of some components. */
function addSums({ scored, grouped, cells }: Adding, components: readonly number[]): void {
  const columns = components.map((component) => {
    const { scores, valid } = scored.components[component]!;
    return { component, scores: grouped.inOrder(scores), valid: grouped.inOrder(valid) };
  });
  columns.forEach((left, place) => {
    for (const { group, from, to } of grouped.stretches) {
      let [scores, valid] = [0, 0];
      for (let row = from; row < to; row++) {
        scores += left.scores[row]!;
        valid += left.valid[row]!;
      }
      cells.increase(group, cells.sumsFrom + 2 * left.component, scores);
      cells.increase(group, cells.sumsFrom + 2 * left.component + 1, valid);
    }
    for (const right of columns.slice(place)) addProducts({ grouped, cells }, left, right);
  });
}

interface ComponentColumns {
  readonly component: number;
  readonly scores: Column;
  readonly valid: Column;
}

function addProducts(
  { grouped, cells }: Pick<Adding, 'grouped' | 'cells'>,
  left: ComponentColumns,
  right: ComponentColumns,
): void {
  const place = (row: number, column: number): number =>
    cells.productsFrom + row * cells.size - (row * (row - 1)) / 2 + column - row;
  const [row, column] = [2 * left.component, 2 * right.component];
  const { scores, valid } = left;
  const { scores: otherScores, valid: otherValid } = right;
  for (const { group, from, to } of grouped.stretches) {
    let ss = 0;
    let sa = 0;
    let as = 0;
    let aa = 0;
    for (let at = from; at < to; at++) {
      const s = scores[at]!;
      const a = valid[at]!;
      const t = otherScores[at]!;
      const b = otherValid[at]!;
      ss = (ss + Math.imul(s, t)) | 0;
      sa = (sa + Math.imul(s, b)) | 0;
      as = (as + Math.imul(a, t)) | 0;
      aa = (aa + Math.imul(a, b)) | 0;
    }
    cells.increase(group, place(row, column), ss);
    cells.increase(group, place(row, column + 1), sa);
    if (row !== column) cells.increase(group, place(row + 1, column), as);
    cells.increase(group, place(row + 1, column + 1), aa);
  }
}

function countPeople({ scored, grouped, cells }: Adding, factors: readonly number[]): void {
  scored.answered.forEach((bits, byte) => {
    const within = factors.filter((factor) => factor >> 3 === byte);
    if (within.length === 0) return;
    eachHistogram(grouped, bits, (group, forms) => {
      for (const factor of within) {
        let people = 0;
        for (let code = 0; code < 256; code++) people += forms[code]! * ((code >> (factor & 7)) & 1);
        cells.increase(group, cells.peopleFrom + factor, people);
      }
    });
  });
}
