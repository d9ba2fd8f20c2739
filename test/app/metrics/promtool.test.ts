/** What is published, and what is asked of it, as Prometheus' own tool judges them. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { gateMeters } from '../../../src/platform/gate/gateMeters.ts';
import { newMeters } from '../../../src/platform/gate/meters.ts';
import { openMetrics, timedLeases } from '../../../src/app/metrics/openMetrics.ts';
import { useFolders } from '../../support/folder.ts';
import { describeWith, promtoolPath } from '../../support/needs.ts';
import { useStores } from '../../support/storage.ts';

/** @returns what the tool objects to; nothing where it objects to nothing */
async function objections(args: readonly string[], input = ''): Promise<string> {
  return await new Promise((resolve) => {
    const running = execFile(promtoolPath!, args, (error, out, objected) =>
      resolve(error ? `${out}${objected}` || error.message : ''),
    );
    running.stdin!.end(input);
  });
}

const newFolder = useFolders();
const stores = useStores();

/** `/metrics` of a process that has answered one request. */
async function published(): Promise<string> {
  const folder = await newFolder();
  const clock = { now: new Date('2026-03-02T03:04:05Z') };
  const meters = newMeters(() => clock.now);
  const { requests, seconds } = gateMeters(meters);
  requests.add({ method: 'GET', route: '/s/:accessCode', status: '200' });
  seconds.observe(0.1, { method: 'GET', route: '/s/:accessCode' });
  const of = {
    columns: { heldBytes: () => ({ chunks: 5, tables: 7 }) },
    tallies: { heldBytes: () => 9 },
    stores: stores(),
    now: () => clock.now,
    leads: () => true,
    processes: () => 1,
  };
  timedLeases(of.stores.leases, meters);
  const config = {
    metrics: { host: '127.0.0.1', port: 0 },
    mongodbUri: undefined,
    dataFolder: folder,
    backups: { folder, everyHours: 24, keep: 1 },
  };
  clock.now = new Date('2026-03-02T03:05:00Z');
  const open = await openMetrics(config, meters, of);
  const response = await fetch(`http://127.0.0.1:${open!.port}/metrics`);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const text = await response.text();
  await open!.close();
  return text;
}

test('metrics have what prom-client measures of a process, and no count of its connections', async () => {
  const text = await published();
  for (const name of [
    'process_cpu_seconds_total',
    'process_resident_memory_bytes',
    'process_start_time_seconds',
    'nodejs_eventloop_lag_max_seconds', // read by scripts/looks
    'nodejs_gc_duration_seconds',
    'langnghe_analysis_cache_bytes',
    'langnghe_submissions',
    'langnghe_requests_total',
    'langnghe_store_write_seconds',
    'langnghe_disk_free_bytes',
    'langnghe_backup_age_seconds',
  ])
    expect(text).toMatch(new RegExp(`^# TYPE ${name} `, 'm'));
  expect(text).toMatch(/^langnghe_analysis_cache_bytes\{kind="tables"\} 7$/m);
  expect(text).toMatch(/^langnghe_analysis_cache_bytes\{kind="tallies"\} 9$/m);
  expect(text).toMatch(/^langnghe_request_seconds_count\{method="GET",route="\/s\/:accessCode"\} 1$/m);
  expect(text).not.toMatch(/open_fds|nodejs_active/);
});

describeWith('promtool', promtoolPath, 'promtool', () => {
  test('objects to a gauge that is named like a counter', async () => {
    expect(await objections(['check', 'metrics'], '# TYPE a_total gauge\na_total 1\n')).toContain('a_total');
  });

  test('objects to none of the metrics', async () => {
    expect(await objections(['check', 'metrics'], await published())).toBe('');
  });

  test('objects to no alert rule', async () => {
    const rules = join(import.meta.dirname, '..', '..', '..', 'deploy', 'alerts.yml');
    expect(await objections(['check', 'rules', rules])).toBe('');
  });
});
