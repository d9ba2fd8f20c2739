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
  return {
    async add(chunk: Chunk): Promise<void> {
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
      const { counter } = counters.find(({ name }) => names.includes(name))!;
      const groups = new Map<string, CountedGroup>();
      for (const {
        keys: [unitId = '', value = ''],
        numbers,
      } of counter.groups()) {
        if (!limits.every(({ values }) => values.includes(unitId))) continue;
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
