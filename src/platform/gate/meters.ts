/**
 * Metrics of a process, collected and written by prom-client. This module adds a delay for events caused by citizens:
 * they are counted when their minute is over, so that metrics read every second disclose nobody's second.
 */
import { performance } from 'node:perf_hooks';
import {
  Counter as PromCounter,
  Gauge,
  Histogram as PromHistogram,
  Registry,
  type Metric,
} from 'prom-client';

type Labels = Readonly<Record<string, string>>;

export interface Counter {
  add(labels?: Labels): void;
}

export interface Histogram {
  observe(seconds: number, labels?: Labels): void;
}

/** A current value: a number, or several with labels. */
export type Reading = number | readonly { readonly labels: Labels; readonly value: number }[];

export interface NamedReading {
  readonly name: string;
  readonly help: string;
  readonly reading: Reading;
}

interface MeterOptions {
  readonly labelNames?: readonly string[];
  /** Whether events are counted only once their minute is over. */
  readonly byMinute?: boolean;
}

/** Upper bounds of durations in seconds. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** @param now decides the current minute, for the delayed metrics */
export function newMeters(now: () => Date = () => new Date()) {
  const registry = new Registry();

  /** Applies an update immediately, or once its minute is over; `collect` runs when the metrics are read. */
  function recorder(byMinute: boolean) {
    return byMinute ? heldBack(now) : { record: (action: () => void) => action(), collect: () => {} };
  }

  return {
    /** Exposed for callers that add metrics of their own. */
    registry,
    counter(name: string, help: string, { labelNames = [], byMinute = false }: MeterOptions = {}): Counter {
      const { record, collect } = recorder(byMinute);
      const counter = new PromCounter({ name, help, labelNames, registers: [registry], collect });
      return { add: (labels = {}) => record(() => counter.inc({ ...labels })) };
    },
    histogram(
      name: string,
      help: string,
      { labelNames = [], byMinute = false }: MeterOptions = {},
    ): Histogram {
      const { record, collect } = recorder(byMinute);
      const histogram = new PromHistogram({
        name,
        help,
        labelNames,
        buckets,
        registers: [registry],
        collect,
      });
      return { observe: (seconds, labels = {}) => record(() => histogram.observe({ ...labels }, seconds)) };
    },
    /** All metrics in the text format of Prometheus, with current values; values that are not given are not written. */
    text: async (readings: readonly NamedReading[]): Promise<string> =>
      await Registry.merge([registry, momentOf(readings)]).metrics(),
    /** The same as objects, for `jointText` in another process. */
    list: async (readings: readonly NamedReading[]): Promise<MetricList> =>
      (await Registry.merge([registry, momentOf(readings)]).getMetricsAsJSON()) as MetricList,
  };
}
export type Meters = ReturnType<typeof newMeters>;

function momentOf(readings: readonly NamedReading[]): Registry {
  const moment = new Registry();
  for (const { name, help, reading } of readings) {
    const values = typeof reading === 'number' ? [{ labels: {}, value: reading }] : reading;
    const labelNames = Object.keys(values[0]?.labels ?? {});
    const gauge = new Gauge({ name, help, labelNames, registers: [moment] });
    for (const { labels, value } of values) gauge.set(labels, value);
  }
  return moment;
}

/** Metrics of a process, as prom-client gives them. */
export type MetricList = readonly {
  readonly name: string;
  readonly values: readonly { readonly labels: Labels }[];
}[];

/** Metrics of several processes in the text format of Prometheus, each value with the label `worker`. */
export async function jointText(lists: ReadonlyMap<string, MetricList>): Promise<string> {
  const joint = new Registry();
  for (const [worker, list] of lists) {
    for (const metric of list) {
      const values = metric.values.map((value) => ({ ...value, labels: { ...value.labels, worker } }));
      const before = joint.getSingleMetric(metric.name) as Joined | undefined;
      if (before) before.values.push(...values);
      else joint.registerMetric(joined({ ...metric, values }));
    }
  }
  return await joint.metrics();
}

interface Joined {
  readonly values: object[];
}

function joined(metric: Joined): Metric {
  return { ...metric, get: async () => await Promise.resolve(metric) } as object as Metric;
}

const minuteMs = 60_000;

function heldBack(now: () => Date) {
  let held: (() => void)[] = [];
  let minute = 0;
  function collect(): void {
    const current = Math.floor(now().getTime() / minuteMs);
    if (current === minute) return;
    minute = current;
    for (const action of held) action();
    held = [];
  }
  return {
    record(action: () => void): void {
      collect();
      held.push(action);
    },
    collect,
  };
}

/** Runs the function and records how long it took, whether it succeeded or not. */
export async function timed<Value>(histogram: Histogram, action: () => Promise<Value>): Promise<Value> {
  const startMs = performance.now();
  try {
    return await action();
  } finally {
    histogram.observe((performance.now() - startMs) / 1000);
  }
}
