/**
 * Counts chunks of columns into cells, one column after another. The result is, number for number, that of counting
 * submission by submission (statistics/estimation/contribution.ts, cell.ts).
 */
import { cellLength } from '../../statistics/estimation/cell.ts';
import type { CountingPlan, PlannedQuestion } from '../../statistics/estimation/countingPlan.ts';
import { chunkScorer } from './chunkScores.ts';
import type { CountedGroup, CountingTask } from './columnQuery.ts';
import { factorCodes, factorsOfByte, levelCodes, partsOf, type FormCodes } from './formCodes.ts';
import { groupedRows, noGroups, OUT } from './groupRows.ts';
import type { HeldChunk } from './heldChunk.ts';
import { productAdder } from './products.ts';

export function columnCounter({ query, plan, annulled, below }: CountingTask) {
  const groups = noGroups();
  const excluded = { annulled: annulled.toSorted(), below };
  const wanted = wantedOf(plan, query.questions);
  const ofFactors = factorsOfByte(plan).map((some) => codeCounter(factorCodes(plan, some), wanted.indexes));
  const scoresOf = chunkScorer(plan, {
    components: wanted.components,
    factors: ofFactors.some(({ isWanted }) => isWanted),
  });
  const levelCounters = countersByLayout(plan, wanted.indexes);
  const addProducts = productAdder(plan, wanted.components);
  const width = cellLength(plan);
  let cells = new Float64Array(0);
  return {
    add(chunk: HeldChunk): void {
      const scored = scoresOf(chunk);
      const grouped = groupedRows(groups, { chunk, query, excluded, counts: scored.counts });
      cells = withRoom(cells, groups.keys.length * width);
      for (const [group, rows] of grouped.rows.entries()) {
        const cell = cells.subarray(group * width, (group + 1) * width);
        cell[0]! += rows.length;
        cell[1]! += grouped.belowMinimum[group]!;
        if (group !== OUT) addProducts(cell, scored.components, rows);
      }
      const count = (counter: CodeCounter, codes: Uint8Array | undefined) => {
        if (codes && counter.isWanted) counter.count(codes, grouped.indexes, groups.keys.length);
      };
      levelCounters.of(chunk).forEach((counter, index) => count(counter, chunk.levels[index]!.codes));
      ofFactors.forEach((counter, index) => count(counter, scored.factors[index]));
    },
    /** The groups that contain a submission, in order of first occurrence. */
    groups(): CountedGroup[] {
      const counters = [...levelCounters.all(), ...ofFactors].filter(({ isWanted }) => isWanted);
      return [...groups.keys.entries()].slice(OUT + 1).map(([group, keys]) => {
        const numbers = cells.slice(group * width, (group + 1) * width);
        for (const counter of counters) counter.addTo(numbers, group);
        return { keys, numbers };
      });
    },
  };
}

/** Chunks whose codes mean the same share their counters; mostly all do. */
function countersByLayout(plan: CountingPlan, wanted: ReadonlySet<number>) {
  const byLayout = new Map<string, readonly CodeCounter[]>();
  return {
    of({ levels }: HeldChunk): readonly CodeCounter[] {
      const layout = JSON.stringify(levels.map(({ digits }) => digits));
      const counters =
        byLayout.get(layout) ??
        levels.map(({ width, digits }) => codeCounter(levelCodes(plan, { width, digits }), wanted));
      byLayout.set(layout, counters);
      return counters;
    },
    all: () => [...byLayout.values()].flat(),
  };
}

/** The components requested completely, and the cell indexes that are counted by codes. */
function wantedOf(plan: CountingPlan, ids: readonly string[] | undefined) {
  const { sumsFrom, peopleFrom, levelsFrom } = partsOf(plan);
  const isWanted = ({ id }: PlannedQuestion): boolean => ids === undefined || ids.includes(id);
  const whole = (all: readonly unknown[], of: 'component' | 'factor'): number[] =>
    [...all.keys()].filter((position) =>
      plan.questions.filter((question) => question[of] === position).every(isWanted),
    );
  const components = whole(plan.components, 'component');
  const indexes = new Set([
    ...plan.questions
      .filter(isWanted)
      .flatMap(({ levels, countsFrom }) =>
        Array.from({ length: levels + 1 }, (_, level) => levelsFrom + countsFrom + level),
      ),
    ...components.flatMap((component) => [sumsFrom + 2 * component, sumsFrom + 2 * component + 1]),
    ...whole(plan.factors, 'factor').map((factor) => peopleFrom + factor),
  ]);
  return { components, indexes };
}

/** Counts the submissions of each group by code. */
function codeCounter(read: FormCodes, wanted: ReadonlySet<number>) {
  const { width } = read;
  const added = Array.from({ length: width }, (_, code) =>
    read.adds(code).filter(([position]) => wanted.has(position)),
  );
  let forms = new Uint32Array(0);
  return {
    isWanted: added.some(({ length }) => length > 0),
    count(codes: Uint8Array, groups: Uint32Array, groupCount: number): void {
      forms = withRoom(forms, groupCount * width);
      countCodes(forms, { codes, groups, width });
    },
    addTo(cell: Float64Array, group: number): void {
      for (const [code, some] of added.entries()) {
        const count = forms[group * width + code] ?? 0; // groups of later chunks are not in these counts
        for (const [position, by] of some) cell[position]! += by * count;
      }
    },
  };
}

type CodeCounter = ReturnType<typeof codeCounter>;

function countCodes(
  forms: Uint32Array,
  { codes, groups, width }: { codes: Uint8Array; groups: Uint32Array; width: number },
): void {
  for (let row = 0; row < codes.length; row++) forms[groups[row]! * width + codes[row]!]!++;
}

/** The same numbers, padded with zeros if the array is too short. */
function withRoom<Numbers extends Uint32Array | Float64Array>(numbers: Numbers, length: number): Numbers {
  if (length <= numbers.length) return numbers;
  const wider = new (numbers.constructor as new (length: number) => Numbers)(2 * length);
  wider.set(numbers);
  return wider;
}
