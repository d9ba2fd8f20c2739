/** What is counted is written as Prometheus reads it. */
import { expect, test } from '@jest/globals';
import { gateMeters } from '../../../src/platform/gate/gateMeters.ts';
import { jointText, newMeters } from '../../../src/platform/gate/meters.ts';

test('counters, durations and readings are written each with its kind, and labels that cannot break out', async () => {
  const meters = newMeters();
  const requests = meters.counter('requests_total', 'Requests.', { labelNames: ['route', 'status'] });
  for (let count = 0; count < 3; count++) requests.add({ route: '/s/:code', status: '200' });
  requests.add({ route: 'a"b\\c\nd', status: '200' });
  const seconds = meters.histogram('seconds', 'Durations.', { labelNames: ['method', 'route'] });
  for (const one of [0.004, 0.2, 60]) seconds.observe(one, { method: 'GET', route: '/' });

  const text = await meters.text([
    { name: 'jobs', help: 'Jobs.', reading: [{ labels: { state: 'waiting' }, value: 3 }] },
    { name: 'submissions', help: 'Submissions.', reading: 12 },
  ]);
  const bucket = (le: string, count: number) => `seconds_bucket{le="${le}",method="GET",route="/"} ${count}`;
  expect(text.split('\n').filter((line) => line !== '')).toEqual([
    '# HELP requests_total Requests.',
    '# TYPE requests_total counter',
    'requests_total{route="/s/:code",status="200"} 3',
    'requests_total{route="a\\"b\\\\c\\nd",status="200"} 1',
    '# HELP seconds Durations.',
    '# TYPE seconds histogram',
    ...['0.005', '0.01', '0.025', '0.05', '0.1'].map((le) => bucket(le, 1)),
    ...['0.25', '0.5', '1', '2.5', '5', '10'].map((le) => bucket(le, 2)),
    bucket('+Inf', 3),
    'seconds_sum{method="GET",route="/"} 60.204',
    'seconds_count{method="GET",route="/"} 3',
    '# HELP jobs Jobs.',
    '# TYPE jobs gauge',
    'jobs{state="waiting"} 3',
    '# HELP submissions Submissions.',
    '# TYPE submissions gauge',
    'submissions 12',
  ]);
});

test('a value that was read once and is not there any more is not written again', async () => {
  const meters = newMeters();
  await meters.text([{ name: 'submissions', help: 'Submissions.', reading: 12 }]);
  expect(await meters.text([])).not.toContain('submissions');
});

test('what is published by the minute says nothing of the current one', async () => {
  const clock = { now: new Date('2026-03-02T03:04:05Z') };
  const meters = newMeters(() => clock.now);
  const options = { labelNames: ['route'], byMinute: true };
  const requests = meters.counter('requests_total', 'Requests.', options);
  const seconds = meters.histogram('seconds', 'Durations.', options);
  const published = async () =>
    (await meters.text([])).match(/^(?:requests_total|seconds_count).* (\d+)$/gm) ?? [];
  requests.add({ route: '/s/:code' });
  seconds.observe(0.1, { route: '/s/:code' });
  clock.now = new Date('2026-03-02T03:04:59Z');
  expect(await published()).toEqual([]);
  clock.now = new Date('2026-03-02T03:05:00Z');
  requests.add({ route: '/s/:code' });
  expect(await published()).toEqual([
    'requests_total{route="/s/:code"} 1',
    'seconds_count{route="/s/:code"} 1',
  ]);
  clock.now = new Date('2026-03-02T03:06:30Z');
  expect(await published()).toEqual([
    'requests_total{route="/s/:code"} 2',
    'seconds_count{route="/s/:code"} 1',
  ]);
});

test('the metrics of requests say nothing of the current minute, in which a response may have come', async () => {
  const clock = { now: new Date('2026-03-02T03:04:05Z') };
  const meters = newMeters(() => clock.now);
  const { requests, seconds } = gateMeters(meters);
  const send = { method: 'POST', route: '/s/:accessCode' };
  requests.add({ ...send, status: '303' });
  seconds.observe(0.1, send);
  expect(await meters.text([])).not.toContain('accessCode');
  clock.now = new Date('2026-03-02T03:05:00Z');
  expect((await meters.text([])).match(/^langnghe_request(s_total|_seconds_count).* 1$/gm)).toHaveLength(2);
});

test('metrics of several processes stand together, each value with the worker that it is of', async () => {
  const one = newMeters();
  one.counter('requests_total', 'Requests.', { labelNames: ['route'] }).add({ route: '/' });
  one.histogram('seconds', 'Durations.').observe(0.2);
  const other = newMeters();
  other.counter('requests_total', 'Requests.', { labelNames: ['route'] }).add({ route: '/' });
  const leads = { name: 'leader', help: 'Leads.', reading: 1 };
  const lists = [['0', await one.list([])] as const, ['1', await other.list([leads])] as const];
  const lines = (await jointText(new Map(lists))).split('\n');
  expect(lines.filter((line) => /requests|leader|seconds_(count|sum)/.test(line))).toEqual([
    '# HELP requests_total Requests.',
    '# TYPE requests_total counter',
    'requests_total{route="/",worker="0"} 1',
    'requests_total{route="/",worker="1"} 1',
    'seconds_sum{worker="0"} 0.2',
    'seconds_count{worker="0"} 1',
    '# HELP leader Leads.',
    '# TYPE leader gauge',
    'leader{worker="1"} 1',
  ]);
});
