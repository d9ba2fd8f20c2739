/** What is counted is told as Prometheus reads it. */
import { expect, test } from '@jest/globals';
import { newMeters } from '../../src/metrics/meters.ts';

test('counters, durations and readings, each with its kind, and labels that cannot break out', () => {
  const meters = newMeters();
  const requests = meters.counter('requests_total', 'Requests.');
  requests.add({ route: '/s/:code', status: '200' });
  requests.add({ route: '/s/:code', status: '200' }, 2);
  requests.add({ route: 'a"b\\c\nd' });
  const seconds = meters.histogram('seconds', 'Durations.');
  for (const one of [0.004, 0.2, 60]) seconds.observe(one, { method: 'GET' });

  const text = meters.text([
    { name: 'jobs', help: 'Jobs.', reading: [{ labels: { state: 'waiting' }, value: 3 }] },
    { name: 'submissions', help: 'Submissions.', reading: 12 },
  ]);
  expect(text.split('\n')).toEqual([
    '# HELP requests_total Requests.',
    '# TYPE requests_total counter',
    'requests_total{route="/s/:code",status="200"} 3',
    'requests_total{route="a\\"b\\\\c\\nd"} 1',
    '# HELP seconds Durations.',
    '# TYPE seconds histogram',
    ...['0.005', '0.01', '0.025', '0.05', '0.1'].map((le) => `seconds_bucket{method="GET",le="${le}"} 1`),
    ...['0.25', '0.5', '1', '2.5', '5', '10'].map((le) => `seconds_bucket{method="GET",le="${le}"} 2`),
    'seconds_bucket{method="GET",le="+Inf"} 3',
    'seconds_sum{method="GET"} 60.204',
    'seconds_count{method="GET"} 3',
    '# HELP jobs Jobs.',
    '# TYPE jobs gauge',
    'jobs{state="waiting"} 3',
    '# HELP submissions Submissions.',
    '# TYPE submissions gauge',
    'submissions 12',
    '',
  ]);
});

test('what is told by the minute says nothing of the current one', () => {
  const clock = { now: new Date('2026-03-02T03:04:05Z') };
  const meters = newMeters(() => clock.now);
  const requests = meters.counter('requests_total', 'Requests.', { byMinute: true });
  const seconds = meters.histogram('seconds', 'Durations.', { byMinute: true });
  const told = () => meters.text([]).match(/(?:requests_total|seconds_count).* (\d+)$/gm) ?? [];
  requests.add({ route: '/s/:code' });
  seconds.observe(0.1);
  clock.now = new Date('2026-03-02T03:04:59Z');
  expect(told()).toEqual([]);
  clock.now = new Date('2026-03-02T03:05:00Z');
  requests.add({ route: '/s/:code' });
  expect(told()).toEqual(['requests_total{route="/s/:code"} 1', 'seconds_count 1']);
  clock.now = new Date('2026-03-02T03:06:30Z');
  expect(told()).toEqual(['requests_total{route="/s/:code"} 2', 'seconds_count 1']);
});
