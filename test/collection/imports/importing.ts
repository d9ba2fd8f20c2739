/** A file on its way through the pages, and the leader's part in it. */
import request, { type Response } from 'supertest';
import { jobKindsOf } from '../../../src/app/jobKinds.ts';
import { runJobs } from '../../../src/access/jobs/runJobs.ts';
import type { Stores } from '../../../src/app/stores.ts';
import type { TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/staff.ts';

let term = 0;

/** Runs what waits; what an earlier leader left is gone on with. */
export async function work({ stores, clock, errors }: TestApp, through: Stores = stores): Promise<void> {
  term += 1;
  const kinds = jobKindsOf(through);
  const logError = (error: TestApp['errors'][number]) => errors.push(error);
  await runJobs(
    { jobs: stores.jobs, kinds, now: () => clock.now, logError },
    { number: term, isOver: () => false },
  );
}

export async function upload(
  { app }: TestApp,
  { cookie, formToken }: Browser,
  { bytes, name, round = 'round' }: { bytes: Buffer; name: string; round?: string },
): Promise<Response> {
  return await request(app)
    .post('/staff/imports')
    .set('Cookie', cookie)
    .field('formToken', formToken)
    .field('round', round)
    .attach('file', bytes, name);
}

/** The fields of a page's last form as a browser would send them untouched. */
export function fieldsOf(html: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [, tag = ''] of html.matchAll(/<input ([^>]*)>/g)) {
    const [name, value] = [attribute(tag, 'name'), attribute(tag, 'value')];
    if (name !== undefined && attribute(tag, 'type') !== 'file') fields[name] = value ?? '';
  }
  for (const [, name = '', options = ''] of html.matchAll(
    /<select[^>]* name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g,
  )) {
    const chosen =
      /<option value="([^"]*)" selected>/.exec(options) ?? /<option value="([^"]*)"/.exec(options);
    fields[name] = chosen?.[1] ?? '';
  }
  return fields;
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`(?:^| )${name}="([^"]*)"`).exec(tag)?.[1];
}

/** Uploads, takes every guess with the changes given, and checks. @returns the address of the import */
export async function check(
  testApp: TestApp,
  manager: Browser,
  file: { bytes: Buffer; name: string },
  changes: { columns?: Record<string, string>; values?: Record<string, string> } = {},
): Promise<string> {
  const uploaded = await upload(testApp, manager, file);
  if (uploaded.status !== 303) throw new Error(uploaded.text);
  const columnsUrl = String(uploaded.headers['location']);
  const url = columnsUrl.replace(/\/columns$/, '');
  const columns = fieldsOf((await manager.get(columnsUrl).expect(200)).text);
  const mapped = await manager.post(columnsUrl, { ...columns, action: 'next', ...changes.columns });
  if (mapped.status !== 303) throw new Error(mapped.text);
  const values = fieldsOf((await manager.get(`${url}/values`).expect(200)).text);
  await manager.post(`${url}/values`, { ...values, ...changes.values }).expect(303);
  await work(testApp);
  return url;
}

export async function accept(manager: Browser, url: string): Promise<Response> {
  return await manager.post(`${url}/accept`, fieldsOf((await manager.get(url)).text));
}
