/**
 * Uses of one-time codes on a store of its own, in a process that may kill itself at a write of its last use: before it is
 * sent, or as soon as it was answered. Arguments: data folder; then either `prepare` and a number, which makes as many forms
 * and prints them, or a file of forms, which to begin and to end with, and (for a death) the number of the write and
 * `before` or `after`.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { codeKeysOf, codeHash } from '../../src/collection/codes/code.ts';
import { makeTicket, openTicket } from '../../src/collection/codes/ticket.ts';
import { submissionsForCode } from '../../src/collection/codes/useCode.ts';
import { startEmbeddedStore } from '../../src/platform/storage/embedded/embeddedStore.ts';
import { connect } from '../../src/platform/storage/connection.ts';
import { openStores } from '../../src/app/stores.ts';
import { acceptSubmission } from '../../src/collection/submissions/acceptSubmission.ts';
import { someCodes } from '../collection/codes/someCodes.ts';
import { duringAt, fillSmallCity } from './builders.ts';

export interface CodeForm {
  readonly submissionId: string;
  readonly ticket: string;
  readonly code: string;
  readonly mark: string;
  readonly batchId: string;
}

const [folder = '', what = '', first = '', last = '', number = '', when = ''] = process.argv.slice(2);
const store = await startEmbeddedStore({ folder });
const uri = new URL(store.uri);
uri.searchParams.set('monitorCommands', 'true');
if (uri.pathname === '') uri.pathname = '/';
const connection = await connect(uri.href);
const stores = await openStores(connection);
const installation = await stores.installation.open('real');
const keys = codeKeysOf(installation);

if (what === 'prepare') await prepare(Number(first));
else await useAll(JSON.parse(readFileSync(what, 'utf8')) as CodeForm[]);
await connection.close();
await store.close();

async function prepare(count: number): Promise<void> {
  await fillSmallCity(stores);
  const { batch, codes } = await someCodes(stores, count);
  const forms = codes.map((code): CodeForm => {
    const submissionId = randomUUID();
    const ticket = makeTicket(submissionId, keys);
    return { submissionId, ticket, code, mark: codeHash(code, keys), batchId: batch.id };
  });
  // Used in another order than they were made in.
  const inChanceOrder = forms.toSorted((one, other) => (one.submissionId < other.submissionId ? -1 : 1));
  console.log(`forms: ${JSON.stringify(inChanceOrder)}`);
}

async function useAll(forms: readonly CodeForm[]): Promise<void> {
  for (let index = Number(first); index <= Number(last); index += 1) {
    if (index === Number(last) && number !== '') dieAtWrite();
    await useOne(forms[index]!);
  }
  console.log('done');
}

async function useOne({ submissionId, ticket, mark, batchId }: CodeForm): Promise<void> {
  const round = (await stores.rounds.find('round'))!;
  const survey = (await stores.surveys.find(round.surveyVersionId))!;
  const form = { round, survey, accessPointId: batchId, revision: 1, openedAt: duringAt };
  const use = { mark, batchId, heldBy: openTicket(ticket, submissionId, keys) };
  const outcome = await acceptSubmission(
    form,
    { submissionId, answers: { q1: 5, q2: 4 }, about: {} },
    {
      submissions: submissionsForCode(stores.submissions, stores.codes, use),
      receiptKey: installation.key('receipt'),
      now: duringAt,
    },
  );
  if (outcome.kind !== 'accepted') throw new Error(`not accepted: ${outcome.kind}`);
}

function dieAtWrite(): void {
  let writes = 0;
  const isWrite = (command: string): boolean => command === 'insert' || command === 'update';
  const client = connection.getClient();
  client.on('commandStarted', ({ commandName }) => {
    if (isWrite(commandName) && ++writes === Number(number) && when === 'before') die();
  });
  client.on('commandSucceeded', ({ commandName }) => {
    if (isWrite(commandName) && writes === Number(number) && when === 'after') die();
  });
}

function die(): void {
  process.kill(process.pid, 'SIGKILL');
}
