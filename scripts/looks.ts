/**
 * `npm run test:looks`: checks every page in a browser. It fills the demo into a separate folder, visits the public
 * pages, signs in with each demo account, follows every link and submits every search or filter form, and checks each
 * resulting page (looks/lookAt.ts): at telephone and desktop size, in light and dark mode, in both languages, and in
 * print. It fails if a page has an error, or if a page was not visited and looks/notReached.ts does not explain why. At
 * the end it lists the pages that blocked the event loop of the server for more than 100 ms at once; on a busy machine
 * the machine may be the cause. A run takes about half an hour; these variables select parts:
 *
 * - `LOOKS_ACCOUNTS=quanly,canbo`: only these accounts; `everybody` means no account
 * - `LOOKS_FROM=/staff/scorecards`: only addresses with this prefix
 * - `LOOKS_MOST=3`: addresses of one pattern for an account
 * - `LOOKS_PICTURES=FOLDER`: screenshots of each page, and its print as PDF
 * - `LOOKS_DATA=FOLDER`: the demo of an earlier run, kept
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { hiddenFields } from '../test/support/citizen.ts';
import { runSource } from '../test/support/process.ts';
import { chromiumPath } from '../test/support/programs.ts';
import { alsoAsked, begin } from './looks/begin.ts';
import { lookingIn } from './looks/lookAt.ts';
import { loopWatch } from './looks/loopWatch.ts';
import { notReached } from './looks/notReached.ts';
import { findingsOf, notVisited, visitTable, type AccountVisits } from './looks/report.ts';
import { walkPublic } from './looks/walkPublic.ts';
import { walkRole } from './looks/walkRole.ts';

const { LOOKS_ACCOUNTS, LOOKS_FROM = '/staff', LOOKS_MOST = '3', LOOKS_PICTURES, LOOKS_DATA } = process.env;
if (LOOKS_PICTURES) await mkdir(LOOKS_PICTURES, { recursive: true });
const data = LOOKS_DATA ?? (await mkdtemp(join(tmpdir(), 'lang-nghe-looks-')));
const demo = runSource('scripts/demo.ts', {
  env: { DATA_DIR: data, PORT: '0', METRICS_PORT: '0', MONGODB_URI: '' },
});
const browser = await chromium.launch({
  ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }),
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const [, pointCode = ''] = await demo.says(/^form: .*\/s\/(\w+)$/m);
  const [, staff = ''] = await demo.says(/^staff: (\S+)$/m);
  const [, metrics = ''] = await demo.says(/^metrics: (\S+)$/m);
  const watch = loopWatch(metrics);
  await demo.says(/^auditor: .+$/m);
  const people = [...demo.output().matchAll(/^\w+: (\w+) ([a-z2-9]{5}(?:-[a-z2-9]{5}){2})$/gm)];
  const looked = new Map();
  const accounts: AccountVisits[] = [];
  const isAsked = (name: string): boolean => !LOOKS_ACCOUNTS || LOOKS_ACCOUNTS.split(',').includes(name);
  const everybody: AccountVisits[] = [];

  async function walkAsNobody(): Promise<void> {
    if (!isAsked('everybody') || LOOKS_FROM !== '/staff') return;
    const context = await browser.newContext();
    const visits = await walkPublic({
      address: new URL(staff).origin,
      context,
      lookAt: lookingIn(await context.newPage(), watch, LOOKS_PICTURES),
      watch,
      most: Number(LOOKS_MOST),
      given: [`/s/${pointCode}`],
    });
    await context.close();
    everybody.push({ name: 'everybody', visits });
    console.log(`everybody: ${visits.length} visits`);
    for (const finding of findingsOf(everybody)) console.log(`- ${finding}`);
  }

  async function walkAs([, name = '', password = '']: RegExpExecArray): Promise<void> {
    const from = performance.now();
    const context = await signedIn(browser, staff, { name, password });
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    const address = new URL(staff).origin;
    const begun = await begin(page, { address, name, pointCode });
    const walked = await walkRole({
      address,
      context,
      begun: [...begun.ledTo, ...(alsoAsked[name] ?? [])],
      lookAt: lookingIn(page, watch, LOOKS_PICTURES),
      watch,
      looked,
      most: Number(LOOKS_MOST),
      from: LOOKS_FROM,
    });
    await context.close();
    const notBegun = { route: LOOKS_FROM, address: LOOKS_FROM, language: 'vi', ...begun } as const;
    const visits = begun.findings.length > 0 ? [...walked, notBegun] : walked;
    accounts.push({ name, visits });
    console.log(`${name}: ${visits.length} visits in ${Math.round((performance.now() - from) / 1000)} s`);
    for (const finding of findingsOf([{ name, visits }])) console.log(`- ${finding}`);
  }

  const waiting = people.filter(([, name = '']) => isAsked(name));
  /** While the server renders a page for one account, the browser checks a page of another. */
  const walkOn = async (): Promise<void> => {
    for (let person = waiting.shift(); person; person = waiting.shift()) await walkAs(person);
  };
  await Promise.all([walkAsNobody().then(walkOn), walkOn()]);

  const findings = findingsOf([...everybody, ...accounts]);
  const unseen =
    accounts.length === 0 ? [] : notVisited(accounts).filter((route) => route.startsWith(LOOKS_FROM));
  console.log(`\n${visitTable(accounts)}\n`);
  console.log(`${looked.size} different pages were looked at; ${findings.length} findings`);
  console.log(`${unseen.length} routes nobody visited`);
  for (const route of unseen) console.log(`- ${route}${notReached[route] ? `: ${notReached[route]}` : ''}`);
  const late = watch.late();
  console.log(`${late.length} pages kept the event loop for more than 100 ms`);
  for (const line of late) console.log(`- ${line}`);
  const isWhole = LOOKS_ACCOUNTS === undefined;
  if (findings.length > 0 || (isWhole && unseen.some((route) => !notReached[route]))) process.exitCode = 1;
} finally {
  await browser.close();
  await demo.end('SIGTERM');
  if (LOOKS_DATA === undefined) await rm(data, { recursive: true });
}

async function signedIn(
  to: Browser,
  staff: string,
  { name, password }: { name: string; password: string },
): Promise<BrowserContext> {
  const context = await to.newContext();
  const opened = await context.request.get(`${staff}/sign-in`);
  const form = { ...hiddenFields(await opened.text()), name, password };
  const entered = await context.request.post(`${staff}/sign-in`, { form, timeout: 120_000 });
  if (new URL(entered.url()).pathname !== '/staff')
    throw new Error(`${name} was not let in: ${entered.url()}`);
  return context;
}
