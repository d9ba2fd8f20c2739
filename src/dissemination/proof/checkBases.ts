/** The auditor's check of what figures rest on: whether the stored state is the logged one. */
import type { AuditKind } from '../../access/audit/kinds.ts';
import type { AuditStore } from '../../access/audit/store.ts';
import type { LogEntryStore } from '../../collection/ledger/logEntryStore.ts';
import type { LedgerStore } from '../../collection/ledger/store.ts';
import { basisHash, eachBasis, mayChange } from './basis.ts';
import { findNoted, isOnItsWay, type LoggingStores } from './logBases.ts';
import type { BasisHash, BasisKind } from '../../processing/published/publication.ts';

export interface CheckedStores extends LoggingStores {
  readonly ledger: Pick<LedgerStore, 'findLast' | 'listEntries' | 'findPosition'>;
  readonly logEntries: LogEntryStore;
  readonly audit: Pick<AuditStore, 'each'>;
}

export interface LoggedBasis extends BasisHash {
  readonly position: number;
  /** 1, 2, 3 …; only for kinds that may change. */
  readonly state?: number;
}

export interface BasesCheck {
  readonly agreeing: number;
  readonly waiting: number;
  readonly errors: readonly string[];
}

const nouns: Readonly<Record<BasisKind, string>> = {
  method: 'method',
  surveyVersion: 'survey version',
  round: 'round',
  unit: 'unit',
  unitChange: 'change of units',
  accessPoint: 'access point (id and revision)',
  frame: 'sampling frame of round',
  caseload: 'caseload, import batch',
};

export function basisName({ of, key }: Pick<BasisHash, 'of' | 'key'>): string {
  return `${nouns[of]} ${key}`;
}

/** Every logged basis, in log order. */
export async function listLoggedBases({
  ledger,
}: Pick<CheckedStores, 'ledger'>): Promise<readonly LoggedBasis[]> {
  const size = (await ledger.findLast())?.size ?? 0;
  const logged: LoggedBasis[] = [];
  for (let from = 0; ;) {
    const page = await ledger.listEntries(['basis'], { from, to: size, count: 1000 });
    for (const { position, text } of page) logged.push({ ...(JSON.parse(text) as BasisHash), position });
    const last = page.at(-1);
    if (!last) return logged;
    from = last.position + 1;
  }
}

/** All actions of staff that change a round. */
const roundChanges: readonly AuditKind[] = ['round.closingMoved', 'round.methodGiven', 'round.surveyMoved'];

/** @returns how many agree with the log, how many wait for it, and the differences, in words */
export async function checkBases(stores: CheckedStores): Promise<BasesCheck> {
  const logged = new Map<string, LoggedBasis>();
  for (const one of await listLoggedBases(stores)) {
    const before = logged.get(basisName(one));
    if (!before || (one.state ?? 0) > (before.state ?? 0)) logged.set(basisName(one), one);
  }
  const errors: string[] = [];
  const changed = await countRoundChanges(stores);
  let agreeing = 0;
  let waiting = 0;
  for await (const basis of eachBasis(stores)) {
    const { hash } = basisHash(basis);
    const name = basisName(basis);
    const entry = logged.get(name);
    logged.delete(name);
    if (mayChange(basis.of)) {
      const states = (await findNoted(stores.logEntries, basis))?.fields['state'] ?? 1;
      const changes = changed.get(basis.key) ?? 0;
      if (Number(states) - 1 > changes)
        errors.push(`The ${name} has ${states} states, and the audit has ${changes} changes of it.`);
    }
    if (entry?.hash === hash) agreeing += 1;
    else if (entry && !mayChange(basis.of))
      errors.push(`The ${name} is not the one that was logged as entry ${entry.position}.`);
    else {
      const noted = await findNoted(stores.logEntries, basis);
      const isSame = noted ? noted.fields['hash'] === hash : !entry;
      const last = entry ? `last logged, as entry ${entry.position}` : 'noted for the log';
      if (!isSame) errors.push(`The ${name} is not the one that was ${last}.`);
      else if (!noted || (await isOnItsWay(stores, noted))) waiting += 1;
      else errors.push(`The ${name} was logged, and is not in the log any more.`);
    }
  }
  for (const [name, { position }] of logged)
    errors.push(`Entry ${position} is of the ${name}, which is gone.`);
  return { agreeing, waiting, errors };
}

/** By the id of the round. */
async function countRoundChanges({ audit }: Pick<CheckedStores, 'audit'>): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const kind of roundChanges)
    for await (const { subject } of audit.each({ kind }))
      counts.set(subject.id, (counts.get(subject.id) ?? 0) + 1);
  return counts;
}
