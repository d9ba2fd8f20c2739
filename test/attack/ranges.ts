/** Linear programs, solved by a program of other people's making: between what a sum of unknown numbers must lie. */
import { createRequire } from 'node:module';
import type { LegacyHighs } from 'highs';

/** Its types do not know that it is a function. */
const loadHighs = createRequire(import.meta.url)('highs') as () => Promise<LegacyHighs>;
const highs = await loadHighs();

/** Σ of unknowns, by place; what it is known to be. */
export interface Equation {
  readonly ranks: readonly number[];
  readonly value: number;
}

export interface Range {
  readonly low: number;
  readonly high: number;
}

const tolerance = 1e-6;

/** Unknown whole numbers from 0 up to the most, and what is known of their sums. */
export interface Knowledge {
  readonly most: readonly number[];
  readonly equations: readonly Equation[];
}

/**
 * Least and greatest whole value that each sum can have.
 *
 * Every solution of a program is a possible state of all sums, so most of them need none of their own.
 *
 * @param wanted how many values are enough to know of: those of a sum that has more may be more still
 */
export function rangesOf(
  { most, equations }: Knowledge,
  sums: readonly (readonly number[])[],
  wanted = Infinity,
): Range[] {
  const { members, of } = alike(most.length, [...equations.map(({ ranks }) => ranks), ...sums]);
  const bounds = members.map((ranks, group) => {
    const sum = ranks.reduce((total, index) => total + most[index]!, 0);
    return ` 0 <= x${group} <= ${sum}\n`;
  });
  const rows = equations
    .filter(({ ranks }) => ranks.length > 0)
    .map(({ ranks, value }) => ` ${written(of(ranks).map((group) => [group, 1]))} = ${value}\n`);
  const constraints = `Subject To\n${[...new Set(rows)].join('')}Bounds\n${bounds.join('')}`;
  const whole = `General\n${members.map((_, group) => ` x${group}`).join('\n')}\n`;
  const found = sums.map((ranks) => ({ groups: of(ranks), low: Infinity, high: -Infinity }));
  const lacks = ({ low, high }: Range): boolean => !(high - low + 1 >= wanted);

  /** Solves for a sum, and looks at what the solution says of all. */
  function solve(goal: 'Minimize' | 'Maximize', terms: Terms, isWhole: boolean): number {
    const text = `${goal}\n obj: ${written(terms)}\n${constraints}${isWhole ? whole : ''}End\n`;
    const { Status, ObjectiveValue, Columns } = highs.solve(text, { presolve: isWhole ? 'on' : 'off' });
    if (Status !== 'Optimal') throw new Error(`the intruder's program is ${Status}`);
    const value = (group: number): number => Columns[`x${group}`]?.Primal ?? 0;
    for (const one of found) {
      const score = one.groups.reduce((sum, group) => sum + value(group), 0);
      if (Math.abs(score - Math.round(score)) > tolerance) continue;
      one.low = Math.min(one.low, Math.round(score));
      one.high = Math.max(one.high, Math.round(score));
    }
    return ObjectiveValue;
  }

  for (let turn = 0; turn < sharedTurns; turn++) {
    const some = found.filter(lacks);
    const terms = some.flatMap(({ groups }, at): Terms => {
      const sign = ((at >> turn) + turn) % 2 === 0 ? 1 : -1;
      return groups.map((group) => [group, sign]);
    });
    if (some.length < 2 * sharedTurns) break;
    solve('Minimize', terms, false);
    solve('Maximize', terms, false);
  }
  for (const one of found) {
    if (!lacks(one)) continue;
    const terms: Terms = one.groups.map((group) => [group, 1]);
    if (terms.length === 0) [one.low, one.high] = [0, 0];
    else {
      const least = Math.ceil(solve('Minimize', terms, false) - tolerance);
      const greatest = Math.floor(solve('Maximize', terms, false) + tolerance);
      if (one.low !== least) one.low = Math.round(solve('Minimize', terms, true));
      if (one.high !== greatest) one.high = Math.round(solve('Maximize', terms, true));
    }
  }
  return found.map(({ low, high }) => ({ low, high }));
}

const sharedTurns = 4;
type Terms = readonly (readonly [group: number, factor: number])[];

/**
 * The unknowns of a total that is all or none and from which one of them follows, by the dual solution of its program.
 *
 * @returns none where it follows from no such total
 */
export function totalBehind({ most, equations }: Knowledge, rank: number, value: number): number[] {
  const goal = value > 0 ? 'Minimize' : 'Maximize';
  const rows = equations.map(
    ({ ranks, value: known }) => ` ${written(ranks.map((one) => [one, 1]))} = ${known}\n`,
  );
  const bounds = most.map((bound, one) => ` 0 <= x${one} <= ${bound}\n`).join('');
  const text = `${goal}\n obj: x${rank}\nSubject To\n${rows.join('')}Bounds\n${bounds}End\n`;
  const { Status, Columns, ObjectiveValue } = highs.solve(text, { presolve: 'off' });
  if (Status !== 'Optimal') throw new Error(`the intruder's program is ${Status}`);
  if (Math.abs(ObjectiveValue - value) > tolerance || (value > 0 && value !== most[rank])) return [];
  const dualOf = (one: number): number => {
    const column = Columns[`x${one}`];
    return column && 'Dual' in column ? column.Dual : 0;
  };
  const behind = [...most.keys()].filter((one) => one !== rank && Math.abs(dualOf(one)) > tolerance);
  const isOneWay = behind.every((one) => dualOf(one) < 0);
  return isOneWay ? [rank, ...behind] : [];
}

/** Unknowns that stand in the same sums are one. */
function alike(count: number, sums: readonly (readonly number[])[]) {
  const signatures = Array.from({ length: count }, () => '');
  sums.forEach((ranks, sum) => {
    for (const rank of ranks) signatures[rank] += ` ${sum}`;
  });
  const groups = new Map<string, number>();
  const members: number[][] = [];
  const groupOf = signatures.map((signature, index) => {
    const group = groups.get(signature) ?? groups.size;
    groups.set(signature, group);
    (members[group] ??= []).push(index);
    return group;
  });
  return {
    members,
    of: (ranks: readonly number[]): number[] => [...new Set(ranks.map((rank) => groupOf[rank]!))],
  };
}

/** Factors of the same unknown are added. */
function written(terms: Terms): string {
  const factors = new Map<number, number>();
  for (const [group, factor] of terms) factors.set(group, (factors.get(group) ?? 0) + factor);
  const parts = [...factors].filter(([, factor]) => factor !== 0);
  if (parts.length === 0) return '0 x0';
  return parts.map(([group, factor]) => `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} x${group}`).join(' ');
}
