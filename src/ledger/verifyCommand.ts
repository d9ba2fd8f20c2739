/**
 * `npx lang-nghe verify`: the check that strangers run, and, where the records are at hand, the auditor's check of
 * them. Fields are held against hashes and hashes against leaves; what is counted from them is checked elsewhere.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openData } from '../storage/openData.ts';
import { openStores, type Stores } from '../stores.ts';
import { checkRecords } from './checkRecords.ts';
import { logLines } from './logText.ts';
import { checkStaffActs } from './staffActs.ts';
import { loadVerifier, verifierFile, type CheckedLog, type WitnessLine } from './verifier.ts';

export async function verifyCommand(args: readonly string[]): Promise<number> {
  const [target = ''] = args;
  const holdsRecords =
    /^mongodb(\+srv)?:/.test(target) || statSync(target, { throwIfNoEntry: false })?.isDirectory();
  return holdsRecords ? await verifyData(args) : await runVerifier(args);
}

export async function witnessCommand(args: readonly string[]): Promise<number> {
  return await runVerifier(['witness', ...args]);
}

/** The very file that strangers get, as a process of its own. */
async function runVerifier(args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [verifierFile(), ...args], { stdio: 'inherit' });
  const [code] = (await once(child, 'close')) as [number | null];
  return code ?? 2;
}

async function verifyData(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { receipt: { type: 'string' }, known: { type: 'string' }, key: { type: 'string' } },
  });
  const data = await openData(positionals[0] ?? '');
  try {
    return await verifyStores(await openStores(data.connection), values);
  } finally {
    await data.close();
  }
}

interface Held {
  /** When the records were as they are; now, where it is not said. */
  readonly at?: Date;
  readonly receipt?: string | undefined;
  readonly known?: string | undefined;
  readonly key?: string | undefined;
}

/** @returns 0 when all is well, 1 when there is a fault */
export async function verifyStores(stores: Stores, held: Held, say = console.log): Promise<number> {
  const verifier = await loadVerifier();
  const identity = await stores.ledger.findIdentity();
  if (!identity) {
    say('There is no ledger here yet.');
    return 0;
  }
  const receipt = held.receipt === undefined ? undefined : verifier.readReceipt(contentOf(held.receipt));
  try {
    const checked = await verifier.verifyLog(() => logLines(stores.ledger, identity), {
      key: held.key,
      receipt,
      known: held.known === undefined ? [] : knownIn(held.known),
      onEntry: progress('entries'),
    });
    for (const line of logReport(checked)) say(line);
  } catch (error) {
    if (!(error instanceof verifier.Fault)) throw error;
    say(`FAULT: ${error.message}`);
    return 1;
  }
  const { logged, waiting, faults } = await checkRecords(stores, held.at ?? new Date(), progress('records'));
  const allFaults = [...faults, ...(await checkStaffActs(stores))];
  for (const fault of allFaults) say(`FAULT: ${fault}`);
  if (allFaults.length > 0) return 1;
  say(`Records: ${logged} agree with the log in all their parts; ${waiting} wait for the next checkpoint.`);
  return 0;
}

function logReport({ name, size, checkpoint, key, rounds, warnings }: CheckedLog): string[] {
  return [
    `${name}: ${size} entries, unbroken up to checkpoint ${checkpoint?.number ?? '(none yet)'}.`,
    `Signed by ${key}`,
    ...rounds.map(
      ({ round, submissions, late, annulled, counted }) =>
        `Round ${round}: ${submissions} received (${late} late), ${annulled} annulled, ${counted} left.`,
    ),
    ...warnings.map((warning) => `Warning: ${warning}`),
  ];
}

function contentOf(fileOrText: string): string {
  return existsSync(fileOrText) ? readFileSync(fileOrText, 'utf8') : fileOrText;
}

function knownIn(file: string): { note: string; what: string }[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines
    .map((line) => JSON.parse(line) as WitnessLine)
    .map(({ note, seenAt }) => ({ note, what: `the checkpoint seen on ${seenAt}` }));
}

function progress(of: string): ((count: number) => void) | undefined {
  if (!process.stderr.isTTY) return undefined;
  return (count) => {
    if (count % 10_000 === 0) process.stderr.write(`\r${count} ${of} `);
  };
}
