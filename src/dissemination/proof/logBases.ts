/**
 * Logs what figures rest on. What never changes is logged once, whatever the store says later, so that a later change
 * is detected; a round is logged in each of its states, by number.
 */
import { logEntryText, type LogEntry, type LogEntryStore } from '../../collection/ledger/logEntryStore.ts';
import { leafHash } from '../../collection/ledger/merkle.ts';
import type { LedgerStore } from '../../collection/ledger/store.ts';
import { basisHash, eachBasis, mayChange, type Basis, type BasisStores } from './basis.ts';
import { hourOf } from '../../platform/calendar/vietNamTime.ts';
import { givingWay } from '../../platform/turns.ts';
import { basisKinds, type BasisHash, type BasisKind } from '../../processing/published/publication.ts';

export interface LoggingStores extends BasisStores {
  readonly logEntries: Pick<LogEntryStore, 'add' | 'find' | 'listIds'>;
}

/** Queues for the ledger what it lacks; safe to repeat. */
export async function logBases(
  stores: LoggingStores,
  now: Date,
  isOver: () => boolean,
  kinds: readonly BasisKind[] = basisKinds,
): Promise<void> {
  const noted = new Set<string>();
  for (const kind of kinds) {
    for (const id of await stores.logEntries.listIds(prefixOf({ of: kind }))) noted.add(id);
  }
  const after = lastNumber(noted, prefixOf({ of: 'caseload' }));
  const giveWay = givingWay();
  for await (const basis of eachBasis(stores, kinds, { after })) {
    if (isOver()) return;
    if (mayChange(basis.of)) await noteState(stores, basis, noted, now);
    else if (!noted.has(idOf(basis)))
      await stores.logEntries.add(logEntryOf(basisHash(basis), idOf(basis), now));
    else continue;
    await giveWay();
  }
}

async function noteState(
  { logEntries }: LoggingStores,
  basis: Basis,
  noted: ReadonlySet<string>,
  now: Date,
): Promise<void> {
  const state = lastNumber(noted, `${idOf(basis)}:`);
  const last = state > 0 ? await logEntries.find(`${idOf(basis)}:${state}`) : undefined;
  const fresh = basisHash(basis);
  if (last?.fields['hash'] === fresh.hash) return;
  await logEntries.add(logEntryOf(fresh, `${idOf(basis)}:${state + 1}`, now, state + 1));
}

/** The last state of a basis that is queued for the ledger or in it. */
export async function findNoted(
  logEntries: Pick<LogEntryStore, 'find' | 'listIds'>,
  basis: Pick<Basis, 'of' | 'key'>,
): Promise<LogEntry | undefined> {
  if (!mayChange(basis.of)) return await logEntries.find(idOf(basis));
  const states = new Set(await logEntries.listIds(`${idOf(basis)}:`));
  const state = lastNumber(states, `${idOf(basis)}:`);
  return state > 0 ? await logEntries.find(`${idOf(basis)}:${state}`) : undefined;
}

/** The log entry of one exact state. */
export async function findNotedHash(
  logEntries: Pick<LogEntryStore, 'find' | 'listIds'>,
  { of, key, hash }: BasisHash,
): Promise<LogEntry | undefined> {
  const ids = mayChange(of) ? await logEntries.listIds(`${idOf({ of, key })}:`) : [idOf({ of, key })];
  for (const id of ids.toReversed()) {
    const logEntry = await logEntries.find(id);
    if (logEntry?.fields['hash'] === hash) return logEntry;
  }
  return undefined;
}

/** Whether a queued entry waits for the log or has entered it since the log was read; otherwise the log lost its tail. */
export async function isOnItsWay(
  {
    ledger,
    logEntries,
  }: { ledger: Pick<LedgerStore, 'findPosition'>; logEntries: Pick<LogEntryStore, 'isWaiting'> },
  logEntry: LogEntry,
): Promise<boolean> {
  if (await logEntries.isWaiting(logEntry.id)) return true;
  return (await ledger.findPosition(leafHash(logEntryText(logEntry)))) !== undefined;
}

function logEntryOf({ of, key, hash }: BasisHash, id: string, now: Date, state?: number): LogEntry {
  return {
    id,
    kind: 'basis',
    fields: { of, key, hash, ...(state === undefined ? {} : { state }) },
    hour: hourOf(now),
  };
}

function prefixOf({ of }: Pick<Basis, 'of'>): string {
  return `basis:${of}:`;
}

function idOf({ of, key }: Pick<Basis, 'of' | 'key'>): string {
  return `${prefixOf({ of })}${key}`;
}

/** The highest number that ends the ids with a given beginning; 0 where there is none. */
function lastNumber(ids: ReadonlySet<string>, beginning: string): number {
  let last = 0;
  for (const id of ids) {
    const end = id.startsWith(beginning) ? id.slice(beginning.length) : '';
    if (/^\d+$/.test(end)) last = Math.max(last, Number(end));
  }
  return last;
}

const everythingEveryMs = 10 * 60_000;

/** Checks rounds on every run, since they may change; everything else now and then. */
export function basesTask(stores: LoggingStores) {
  let lastAt = -Infinity;
  return async (now: Date, isOver: () => boolean): Promise<void> => {
    const isDue = now.getTime() - lastAt >= everythingEveryMs;
    await logBases(stores, now, isOver, isDue ? basisKinds : ['round']);
    if (isDue && !isOver()) lastAt = now.getTime();
  };
}
