/**
 * What a process counts of itself, told in the text format that Prometheus reads (version 0.0.4). Own lines and no library: three
 * kinds of meters are needed, and none of what else a library brings (default metrics of its own, aggregation over a cluster).
 */
import { performance } from 'node:perf_hooks';

export type Labels = Readonly<Record<string, string>>;

export interface Counter {
  add(labels?: Labels, count?: number): void;
}

export interface Histogram {
  observe(seconds: number, labels?: Labels): void;
}

/** A value of the moment, as it is written: a number, or several with labels. */
export type Reading = number | readonly { readonly labels: Labels; readonly value: number }[];

interface Meter {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly lines: () => Iterable<string>;
}

/** Upper bounds of durations in seconds. */
const durations = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Whether a meter tells only what was counted until the current minute began. */
interface MeterOptions {
  readonly byMinute?: boolean;
}

/** @param now of its minutes only */
export function newMeters(now: () => Date = () => new Date()) {
  const meters: Meter[] = [];
  return {
    counter(name: string, help: string, { byMinute = false }: MeterOptions = {}): Counter {
      const counts = new Map<string, number>();
      const count = ([key, more]: readonly [string, number]): void =>
        void counts.set(key, (counts.get(key) ?? 0) + more);
      const counting = byMinute ? heldBack(count, now) : { add: count, tell: () => {} };
      meters.push({
        name,
        help,
        type: 'counter',
        lines: () => {
          counting.tell();
          return [...counts].map(([labels, total]) => `${name}${labels} ${total}`);
        },
      });
      return { add: (labels = {}, more = 1) => counting.add([labelText(labels), more]) };
    },
    histogram(name: string, help: string, { byMinute = false }: MeterOptions = {}): Histogram {
      const series = new Map<string, { readonly labels: Labels; readonly counts: number[]; sum: number }>();
      const count = ([seconds, labels]: readonly [number, Labels]): void => {
        const key = labelText(labels);
        const one = series.get(key) ?? { labels, counts: Array(durations.length + 1).fill(0), sum: 0 };
        series.set(key, one);
        const place = durations.findIndex((bound) => seconds <= bound);
        one.counts[place < 0 ? durations.length : place]! += 1;
        one.sum += seconds;
      };
      const counting = byMinute ? heldBack(count, now) : { add: count, tell: () => {} };
      meters.push({
        name,
        help,
        type: 'histogram',
        lines: () => {
          counting.tell();
          return [...series.values()].flatMap((one) => histogramLines(name, one));
        },
      });
      return { observe: (seconds, labels = {}) => counting.add([seconds, labels]) };
    },
    /** The whole, with values of the moment after what was counted. */
    text(readings: readonly { readonly name: string; readonly help: string; readonly reading: Reading }[]) {
      const gauges = readings.map(({ name, help, reading }): Meter => {
        const values = typeof reading === 'number' ? [{ labels: {}, value: reading }] : reading;
        const lines = () => values.map(({ labels, value }) => `${name}${labelText(labels)} ${value}`);
        return { name, help, type: 'gauge', lines };
      });
      const parts = [...meters, ...gauges].map(({ name, help, type, lines }) =>
        [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines()].join('\n'),
      );
      return `${parts.join('\n')}\n`;
    },
  };
}
export type Meters = ReturnType<typeof newMeters>;

const minuteMs = 60_000;

/** Counts what comes in a minute when the minute is over: a meter that is read every second tells nobody's second. */
function heldBack<Item>(count: (item: Item) => void, now: () => Date) {
  let held: Item[] = [];
  let minute = 0;
  function tell(): void {
    const current = Math.floor(now().getTime() / minuteMs);
    if (current === minute) return;
    minute = current;
    for (const item of held) count(item);
    held = [];
  }
  return {
    add(item: Item): void {
      tell();
      held.push(item);
    },
    tell,
  };
}

/** The same act, and how long it took, whether it ended well or not. */
export async function timed<Value>(histogram: Histogram, act: () => Promise<Value>): Promise<Value> {
  const startMs = performance.now();
  try {
    return await act();
  } finally {
    histogram.observe((performance.now() - startMs) / 1000);
  }
}

function histogramLines(
  name: string,
  { labels, counts, sum }: { labels: Labels; counts: readonly number[]; sum: number },
): string[] {
  let below = 0;
  const buckets = counts.map((count, place) => {
    below += count;
    const le = place < durations.length ? String(durations[place]) : '+Inf';
    return `${name}_bucket${labelText({ ...labels, le })} ${below}`;
  });
  return [...buckets, `${name}_sum${labelText(labels)} ${sum}`, `${name}_count${labelText(labels)} ${below}`];
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(value: string): string {
  return value.replace(/[\\"\n]/g, (character) => (character === '\n' ? '\\n' : `\\${character}`));
}
