/** A whole program as whoever operates it sees it: health, metrics, the log, and the alerts that ask for them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { hiddenFields } from '../support/citizen.ts';
import { useFolders } from '../support/folder.ts';
import { runSource } from '../support/process.ts';

const newFolder = useFolders();

test('a program tells of itself what alerts ask for, and logs each request without what is a citizen’s', async () => {
  const folder = await newFolder();
  const env = {
    DATA_DIR: folder,
    PORT: '0',
    METRICS_PORT: '0',
    MONGODB_URI: '',
    BACKUP_DIR: join(folder, 'backups'),
  };
  const running = runSource('test/support/smallCityServer.ts', { env });
  const [, url = '', , metricsPort = ''] = await running.says(/serving (\S+) as (\d+), metrics on (\d+)/);

  const { status } = await fetch(`${url}/readyz`);
  expect([status, (await fetch(`${url}/healthz`)).status]).toEqual([200, 200]);
  const page = await (await fetch(`${url}/s/WARD22`)).text();
  const fields: Record<string, string> = {
    ...hiddenFields(page),
    'answer-q1': '5',
    'answer-q2': '4',
    'answer-q3': '0',
  };
  const sent = await fetch(`${url}/s/WARD22`, {
    method: 'POST',
    body: new URLSearchParams({ ...fields, comment: 'một ý kiến' }),
    redirect: 'manual',
  });
  expect(sent.status).toBe(303);
  const receipt = sent.headers.get('location') ?? '';
  expect((await fetch(new URL(receipt, url))).status).toBe(200);

  const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  expect(metrics).not.toContain('route="/s/:accessCode"'); // not before its minute is over
  expect(metrics).toMatch(/^langnghe_submissions 1$/m);
  expect(metrics).toMatch(/^langnghe_store_up 1$/m);
  const told = new Set([...metrics.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name));
  const alerts = await readFile(join(import.meta.dirname, '..', '..', 'deploy', 'alerts.yml'), 'utf8');
  const asked = [...alerts.matchAll(/\b((?:langnghe|process|nodejs)_[a-z0-9_]+)/g)].map(
    ([, name = '']) => name,
  );
  expect(asked.length).toBeGreaterThan(8);
  expect(asked.filter((name) => !told.has(name.replace(/_(?:bucket|count|sum)$/, '')))).toEqual([]);

  await running.end('SIGTERM');
  const log = running.output();
  expect(log).toMatch(
    /"event":"request","requestId":"[0-9a-f]{16}","method":"POST","route":"\/s\/:accessCode","status":303/,
  );
  for (const secret of ['WARD22', receipt.split('/').at(-1)!, fields['submissionId']!, '127.0.0.1', 'ý kiến'])
    expect(log).not.toContain(secret);
});
