/**
 * Counts of a round by unit and one thing more, taken while its forms are read. The tables of all its units are made of them,
 * instead of asking the columns for each.
 */
import { setImmediate } from 'node:timers/promises';
import type { Chunk } from '../columns/chunk.ts';
import type { Axis, ColumnDimension, CountedGroup, CountingTask } from '../columns/columnQuery.ts';
import type { ColumnQuestion, ColumnReader } from '../columns/columnReader.ts';
import { columnCounter } from '../columns/countColumns.ts';

const unit: Axis = { dimension: { kind: 'unit' } };

/** @param dimensions beside units */
export function unitCounts(task: Omit<CountingTask, 'query'>, dimensions: readonly ColumnDimension[]) {
  const counters = dimensions.map((dimension) => ({
    name: JSON.stringify(dimension),
    counter: columnCounter({ ...task, query: { axes: [unit, { dimension }] } }),
  }));
  /** Made once for all units that are asked for: each of them is some of the groups. */
  const made = new Map<string, readonly CountedGroup[]>();
  function groupsOf(names: readonly string[]): readonly CountedGroup[] {
    const { name, counter } = counters.find((one) => names.includes(one.name))!;
    const groups = made.get(name) ?? counter.groups();
    made.set(name, groups);
    return groups;
  }

  return {
    async add(chunk: Chunk): Promise<void> {
      made.clear();
      for (const { counter } of counters) {
        counter.add(chunk);
        await setImmediate();
      }
    },
    /** As columns are asked, for the groups of at most one of the dimensions within some units. */
    count({
      query: { axes, limits = [] },
    }: Pick<ColumnQuestion, 'query'>): ReturnType<ColumnReader['count']> {
      const names = axes.map(({ dimension }) => JSON.stringify(dimension));
      const within = limits.map(({ values }) => new Set(values));
      const groups = new Map<string, CountedGroup>();
      for (const {
        keys: [unitId = '', value = ''],
        numbers,
      } of groupsOf(names)) {
        if (!within.every((units) => units.has(unitId))) continue;
        const keys = axes.map((axis) => groupOn(axis, axis.dimension.kind === 'unit' ? unitId : value));
        if (keys.includes(undefined)) continue;
        const key = JSON.stringify(keys);
        const sum = groups.get(key)?.numbers ?? new Float64Array(numbers.length);
        numbers.forEach((number, place) => (sum[place]! += number));
        groups.set(key, { keys: keys as string[], numbers: sum });
      }
      return Promise.resolve([...groups.values()]);
    },
  };
}
export type UnitCounts = ReturnType<typeof unitCounts>;

function groupOn({ groups, others }: Axis, value: string): string | undefined {
  return groups ? (groups[value] ?? others) : value;
}
