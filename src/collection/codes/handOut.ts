/**
 * Codes handed out one by one, to the software that knows when a case is finished. A unit and a service of a round have
 * one batch; when all its codes are handed out, the next one is made. Of a case only a keyed hash is stored, with the
 * serial number of its code and apart from codes and answers, so that asking again gives the same code; the hashes are
 * erased some time after the round has closed.
 */
import { createHmac } from 'node:crypto';
import type { AccessPointStore } from '../../design/accessPoints/store.ts';
import type { Round } from '../../design/rounds/round.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import { dayMs } from '../../access/retention/retention.ts';
import { derivedUuid } from '../../platform/text/derivedUuid.ts';
import { codesMax, oneTimeCode, type CodeBatch, type CodeKeys } from './code.ts';
import type { Handouts, HandoutStore } from './handoutStore.ts';
import { makeBatch } from './makeBatch.ts';
import type { CodeStore } from './store.ts';
import { codeBatchTexts } from './texts.ts';

/** Days after the end of a round during which a case still leads to its code. */
const handoutsKeptDays = 30;
/** How often cases are looked up again after concurrent requests. */
const triesMax = 50;

export interface FinishedCases {
  readonly round: Round;
  readonly unitId: string;
  readonly serviceId?: string | undefined;
  /** The caller's names of the cases, each once. */
  readonly cases: readonly string[];
  /** Those to whose people the program writes, for the audit. */
  readonly writtenTo?: ReadonlySet<string> | undefined;
}

export interface HandedOut {
  readonly code: string;
  readonly batchId: string;
  /** Of the code in its batch. */
  readonly serial: number;
  readonly caseHash: string;
  /** Whether a message about the case was kept. */
  readonly isMarked: boolean;
  /** Where it is entered. */
  readonly accessCode: string;
}

export interface HandOutTools {
  readonly stores: {
    readonly codes: CodeStore;
    readonly codeHandouts: HandoutStore;
    readonly accessPoints: AccessPointStore;
  };
  readonly keys: CodeKeys;
  readonly by: CodeBatch['madeBy'];
  /** The label of the API key, for the audit. */
  readonly apiKey: string;
  readonly now: Date;
}

/**
 * One code for each case: a new one, or the one that it has.
 *
 * @throws Error when other requests come between again and again; what was handed out until then stays with its case
 */
export async function handOut(
  finished: FinishedCases,
  tools: HandOutTools,
): Promise<ReadonlyMap<string, HandedOut>> {
  const { stores, keys } = tools;
  const handedOut = new Map<string, HandedOut>();
  let left = new Map(finished.cases.map((name) => [caseHash(name, finished, keys), name]));
  for (let number = 1; left.size > 0; number += 1) {
    const batch = await batchOf(finished, number, tools);
    const { handouts, added } = await handOutOf(batch, [...left.keys()], finished, stores.codeHandouts);
    const here = [...left].filter(([hash]) => handouts.serials[hash] !== undefined);
    const writtenTo = here.filter(([, name]) => finished.writtenTo?.has(name)).length;
    if (here.length > 0)
      await record(batch, { handouts, added, again: here.length - added, writtenTo }, finished, tools);
    const point = await stores.accessPoints.find(batch.id);
    for (const [hash, name] of here) {
      const serial = handouts.serials[hash]!;
      const code = oneTimeCode(batch.id, serial, keys);
      const isMarked = handouts.marked?.[hash] ?? false;
      const accessCode = point!.code;
      handedOut.set(name, { code, batchId: batch.id, serial, caseHash: hash, isMarked, accessCode });
    }
    left = new Map([...left].filter(([hash]) => handouts.serials[hash] === undefined));
  }
  return handedOut;
}

/** Looks the cases up in a batch, and hands out its next codes for those that are not there, as far as it has any. */
async function handOutOf(
  batch: CodeBatch,
  hashes: readonly string[],
  { round }: FinishedCases,
  store: HandoutStore,
): Promise<{ readonly handouts: Handouts; readonly added: number }> {
  const eraseAt = new Date(round.closesAt.getTime() + handoutsKeptDays * dayMs);
  for (let tries = 0; tries < triesMax; tries += 1) {
    const seen = (await store.find(batch.id)) ?? { count: batch.handedOut ?? 0, serials: {} };
    const missing = hashes.filter((hash) => seen.serials[hash] === undefined);
    const fresh = missing.slice(0, batch.count - seen.count);
    if (fresh.length === 0) return { handouts: seen, added: 0 };
    if (!(await store.handOut(batch.id, seen.count, { hashes: fresh, eraseAt }))) continue;
    const added = fresh.map((hash, index) => [hash, seen.count + index + 1] as const);
    const serials = { ...seen.serials, ...Object.fromEntries(added) };
    return { handouts: { ...seen, count: seen.count + fresh.length, serials }, added: fresh.length };
  }
  throw new Error(`codes of batch ${batch.id} are handed out by too many at once`);
}

interface Handled {
  readonly handouts: Handouts;
  readonly added: number;
  readonly again: number;
  readonly writtenTo: number;
}

/** That codes left the program is stored before they do. */
async function record(
  { id, label }: CodeBatch,
  { handouts, added, again, writtenTo }: Handled,
  { unitId }: FinishedCases,
  { stores, by, apiKey, now }: HandOutTools,
): Promise<void> {
  const entry = auditEntry({
    at: now,
    by,
    kind: 'codes.handedOut',
    unitIds: [unitId],
    subject: { id, label },
    after: {
      new: String(added),
      same: String(again),
      ...(writtenTo > 0 && { messages: String(writtenTo) }),
      apiKey,
    },
  });
  await stores.codes.noteHandedOut(id, handouts.count, entry);
}

async function batchOf(
  { round, unitId, serviceId }: FinishedCases,
  number: number,
  { stores, keys, by, apiKey, now }: HandOutTools,
): Promise<CodeBatch> {
  const id = derivedUuid(keys.handout, ['batch', round.id, unitId, serviceId ?? '', number]);
  const draft = {
    id,
    label: codeBatchTexts.vi.handedOutLabel({ number }),
    count: codesMax,
    roundId: round.id,
    unitId,
    ...(serviceId !== undefined && { serviceId }),
    handedOut: 0 as const,
    facts: { apiKey },
  };
  return await makeBatch(draft, by, { codes: stores.codes, accessPoints: stores.accessPoints, keys, now });
}

/** A case is known by its name within its unit and service. */
function caseHash(name: string, { round, unitId, serviceId }: FinishedCases, { handout }: CodeKeys): string {
  return createHmac('sha256', handout)
    .update(JSON.stringify(['case', round.id, unitId, serviceId ?? '', name]))
    .digest('hex')
    .slice(0, 32);
}
