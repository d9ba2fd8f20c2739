/**
 * `npm run test:roles`: uses the demo as each role does, with a clock. It fills the demo into a separate folder, signs
 * in with each account, requests every page and file twice along links and query forms, exports the microdata of every
 * round, and runs every kind of job to its end, while a process of its own requests `/healthz` every 50 ms. It prints
 * what took longer than it may: a page 1 s the first time and 200 ms the second, `/healthz` 100 ms, the microdata 30 s in
 * all; a page is late only if it is late again when everything else has been tried, as the machine may have been busy.
 *
 * - `ROLES_ACCOUNTS=quanly,canbo`: only these accounts; `everybody` means no account
 * - `ROLES_MOST=3`: addresses of one pattern for an account
 * - `ROLES_DATA=FOLDER`: the demo of an earlier run, kept
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { httpClient } from '../bench/load.ts';
import { startProgram } from '../bench/program.ts';
import { signIn } from '../bench/signIn.ts';
import { demoStaff, everyJob } from '../test/support/everyJob.ts';
import { watchHealth } from './roles/healthWatch.ts';
import { walkPages, type PageTime } from './roles/walkPages.ts';

const firstMsMax = 1000;
const secondMsMax = 200;
const healthMsMax = 100;
const microdataMsMax = 30_000;

const { ROLES_ACCOUNTS, ROLES_MOST = '3', ROLES_DATA } = process.env;
const data = ROLES_DATA ?? (await mkdtemp(join(tmpdir(), 'lang-nghe-roles-')));
const demo = await startProgram(
  'scripts/demo.js',
  { PORT: '0', METRICS_PORT: '0', MONGODB_URI: '', ...process.env, DATA_DIR: data },
  /([^]*^auditor: \S+ \S+$)/m,
);
const [, form = ''] = /^form: (\S+)$/m.exec(demo.said) ?? [];
const { origin, pathname: formPath } = new URL(form);
const health = watchHealth(origin);
const client = httpClient(1);
const people = [...demo.said.matchAll(/^\w+: (\w+) ([a-z2-9]{5}(?:-[a-z2-9]{5}){2})$/gm)];
const colleague = demoStaff(origin, demo.said);
const spentMs = (): number => demo.cpuMs().ofMain;
const late: string[] = [];

try {
  const isAsked = (name: string): boolean => !ROLES_ACCOUNTS || ROLES_ACCOUNTS.split(',').includes(name);
  const known = new Set<string>();
  const slow: { readonly name: string; readonly time: PageTime; readonly headers: Record<string, string> }[] =
    [];

  async function walk(name: string, headers: Record<string, string>, from: readonly string[]): Promise<void> {
    const times = await walkPages({
      origin,
      client,
      headers,
      health,
      cpuMs: spentMs,
      from,
      most: Number(ROLES_MOST),
      known,
    });
    const over = times.filter(isLate);
    slow.push(...over.map((time) => ({ name, time, headers })));
    const longest = (key: 'firstMs' | 'secondMs' | 'healthMs') =>
      Math.round(Math.max(...times.map((time) => time[key])));
    console.log(
      `${name}: ${times.length} addresses; longest first ${longest('firstMs')} ms, second ${longest('secondMs')} ms, /healthz ${longest('healthMs')} ms`,
    );
    for (const time of over) console.log(`  ${worded(time)}`);
    const broken = times.filter(({ status }) => status >= 400 && status !== 422);
    for (const { path, status } of broken) late.push(`${name} ${path}: ${status}`);
  }

  if (isAsked('everybody')) await walk('everybody', {}, ['/', formPath]);
  for (const [, name = '', password = ''] of people.filter(([, one = '']) => isAsked(one)))
    await walk(name, await signIn(origin, name, password), ['/staff']);

  await jobs();
  await microdata();

  console.log('\nOnce more, what was late:');
  for (const { name, time, headers } of slow) {
    await health.worstMs();
    const from = performance.now();
    await client.send(origin + time.path, undefined, headers);
    const secondMs = performance.now() - from;
    const healthMs = await health.worstMs();
    const again = {
      ...time,
      secondMs: Math.min(time.secondMs, secondMs),
      healthMs: Math.min(time.healthMs, healthMs),
    };
    if (isLate(again)) late.push(`${name} ${worded(again)}`);
  }
  for (const line of late) console.log(`- ${line}`);
  console.log(`${late.length} findings`);
  if (late.length > 0) process.exitCode = 1;
} finally {
  health.stop();
  client.close();
  await demo.stop();
  if (ROLES_DATA === undefined) await rm(data, { recursive: true });
}

function isLate({ firstMs, secondMs, healthMs }: PageTime): boolean {
  return firstMs > firstMsMax || secondMs > secondMsMax || healthMs > healthMsMax;
}

function worded({ path, firstMs, secondMs, cpuMs, healthMs }: PageTime): string {
  return `${path}: ${Math.round(firstMs)}, then ${Math.round(secondMs)} ms; ${cpuMs} ms of the main thread; /healthz ${Math.round(healthMs)} ms`;
}

async function jobs(): Promise<void> {
  console.log('\nJobs:');
  for (const [kind, run] of Object.entries(everyJob(colleague))) {
    await health.worstMs();
    const [from, spent] = [performance.now(), spentMs()];
    const { state, error } = await run();
    const [ms, cpuMs, healthMs] = [performance.now() - from, spentMs() - spent, await health.worstMs()];
    console.log(
      `${kind}: ${state}, ${Math.round(ms)} ms; ${cpuMs} ms of the main thread; /healthz ${Math.round(healthMs)} ms`,
    );
    if (error !== undefined) late.push(`${kind}: ${error}`);
    if (healthMs > healthMsMax) late.push(`${kind}: /healthz ${Math.round(healthMs)} ms`);
  }
}

/** Of every round and the largest unit of it that a researcher may export. */
async function microdata(): Promise<void> {
  const researcher = await colleague('chitiet');
  const [, options = ''] =
    /<select[^>]* name="scope"[^>]*>([^]*?)<\/select>/.exec(await researcher.page('/staff/exports')) ?? [];
  const scopes = [...options.matchAll(/value="([^"]+)"/g)].map(([, scope = '']) => scope);
  const from = performance.now();
  for (const scope of scopes) {
    await health.worstMs();
    const begunAt = performance.now();
    await researcher.fill(
      '/staff/exports',
      { scope, format: 'csv', heads: 'vi' },
      '/staff/exports/microdata',
    );
    const { state, error } = await researcher.lastJob();
    const healthMs = await health.worstMs();
    console.log(
      `microdata ${scope}: ${state}, ${Math.round(performance.now() - begunAt)} ms; /healthz ${Math.round(healthMs)} ms`,
    );
    if (error !== undefined) late.push(`microdata ${scope}: ${error}`);
    if (healthMs > healthMsMax) late.push(`microdata ${scope}: /healthz ${Math.round(healthMs)} ms`);
  }
  const ms = performance.now() - from;
  console.log(`microdata of ${scopes.length} rounds: ${Math.round(ms)} ms`);
  if (ms > microdataMsMax) late.push(`microdata of all rounds: ${Math.round(ms)} ms`);
}
