/**
 * `lang-nghe verify`: the check that outsiders run, and, when the records are available, the auditor's check of them:
 * fields against hashes and hashes against leaves, the data behind published figures against their hashes, and
 * publications and tallies against the records.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkBases } from '../../dissemination/proof/checkBases.ts';
import { checkPublications } from '../../dissemination/proof/checkPublications.ts';
import { openData } from '../../platform/storage/openData.ts';
import { openStores, type Stores } from '../stores.ts';
import { checkTallies } from '../../processing/tallies/checkTallies.ts';
import type { Difference } from '../../processing/tallies/tallyState.ts';
import { checkRecords } from '../../collection/ledger/checkRecords.ts';
import { logLines } from '../../collection/ledger/logText.ts';
import { checkAuditEntries } from '../../collection/ledger/auditEntries.ts';
import {
  loadVerifier,
  verifierFile,
  witnessFile,
  type CheckedLog,
  type WitnessLine,
} from '../../collection/ledger/verifier.ts';
import { gatherCommand } from './gatherCommand.ts';

export async function verifyCommand(args: readonly string[]): Promise<number> {
  const [target = ''] = args;
  const holdsRecords =
    /^mongodb(\+srv)?:/.test(target) || statSync(target, { throwIfNoEntry: false })?.isDirectory();
  return holdsRecords ? await verifyData(args) : await runVerifier(args);
}

/** `key` and `serve` create and run a witness, `gather` asks witnesses for signatures; anything else is a visit. */
export async function witnessCommand(args: readonly string[]): Promise<number> {
  const [verb = '', ...rest] = args;
  if (verb === 'gather') return await gatherCommand(rest);
  if (verb === 'key' || verb === 'serve') return await runVerifier(args, witnessFile());
  return await runVerifier(['witness', ...args]);
}

/** Runs the very file that outsiders get, in a separate process. */
async function runVerifier(args: readonly string[], file = verifierFile()): Promise<number> {
  const child = spawn(process.execPath, [file, ...args], { stdio: 'inherit' });
  const [code] = (await once(child, 'close')) as [number | null];
  return code ?? 2;
}

async function verifyData(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      receipt: { type: 'string' },
      known: { type: 'string' },
      key: { type: 'string' },
      minutes: { type: 'string' },
    },
  });
  if (values.minutes !== undefined) {
    console.error(
      '--minutes is for a log file or an address: the draw of a spot check is held against the log.',
    );
    return 2;
  }
  const data = await openData(positionals[0] ?? '');
  try {
    return await verifyStores(await openStores(data.connection), values);
  } finally {
    await data.close();
  }
}

interface Held {
  /** When the records were in this state; default: now. */
  readonly at?: Date;
  readonly receipt?: string | undefined;
  readonly known?: string | undefined;
  readonly key?: string | undefined;
  /** False when the caller recounts the tallies itself. */
  readonly countsTallies?: boolean;
}

/** @returns 0 when everything is correct, 1 when there is an error */
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
    if (!(error instanceof verifier.VerificationError)) throw error;
    say(`ERROR: ${error.message}`);
    return 1;
  }
  const errors: string[] = [];
  /** Altered data may be unreadable; the other checks still run. */
  const part = async <Found>(what: string, check: () => Promise<Found>): Promise<Found | undefined> =>
    await check().catch((error: unknown) => {
      errors.push(`The ${what} cannot be checked: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    });
  const at = held.at ?? new Date();
  const records = await part('records', () => checkRecords(stores, at, progress('records')));
  const auditEntries = await part('audit', () => checkAuditEntries(stores));
  const bases = await part('basis of figures', () => checkBases(stores));
  const publications = await part('publications', () => checkPublications(stores, identity));
  const countsTallies = held.countsTallies ?? true;
  const tallies = countsTallies ? await part('tallies', () => checkTallies(stores)) : undefined;
  errors.unshift(
    ...(records?.errors ?? []),
    ...(auditEntries ?? []),
    ...(bases?.errors ?? []),
    ...(publications?.errors ?? []),
    ...(tallies?.differing ?? []).map(tallyError),
  );
  for (const error of errors.slice(0, errorsMax)) say(`ERROR: ${error}`);
  if (errors.length > errorsMax) say(`… and ${errors.length - errorsMax} more.`);
  if (errors.length > 0) return 1;
  say(
    `Records: ${records?.logged} agree with the log in all their parts; ${records?.waiting} wait for the next checkpoint.`,
  );
  say(
    `Methods, survey versions, rounds, units, access points, frames and caseloads: ${bases?.agreeing} agree with the log; ${bases?.waiting} wait for it.`,
  );
  say(
    `Publications: ${publications?.count} are signed, and have the counts that the records give; ${publications?.waiting} of them wait for the log.`,
  );
  if (tallies) say(`Tallies: counted anew from ${tallies.submissions} records, and the same.`);
  else if (countsTallies) say('Not checked: tallies, which moved all the time. Ask again later.');
  return 0;
}

function tallyError({ roundId, method, unitId, dimension, value }: Difference): string {
  const location = [roundId, method, unitId, dimension, value].filter(Boolean).join(' / ');
  return `A tally is not what the records give: ${location}.`;
}

const errorsMax = 100;

function logReport({ name, size, checkpoint, key, rounds, receipt, warnings }: CheckedLog): string[] {
  return [
    `${name}: ${size} entries, unbroken up to checkpoint ${checkpoint?.number ?? '(none yet)'}.`,
    `Signed by ${key}`,
    ...rounds.map(
      ({ round, submissions, late, annulled, counted }) =>
        `Round ${round}: ${submissions} received (${late} late), ${annulled} annulled, ${counted} left.`,
    ),
    ...(receipt ? [receiptLine(receipt)] : []),
    ...warnings.map((warning) => `Warning: ${warning}`),
  ];
}

function receiptLine(receipt: NonNullable<CheckedLog['receipt']>): string {
  if ('dueBy' in receipt) return `The receipt: not in the log yet; promised by the end of ${receipt.dueBy}.`;
  const { position, checkpoint } = receipt;
  return `The receipt: entry ${position}, in the log since checkpoint ${checkpoint.number}.`;
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
