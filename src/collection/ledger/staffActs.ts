/**
 * The audit in the ledger: an entry of its hash for each act of staff, so that nobody can change or drop one afterwards
 * without being seen. The public log tells how many there were in an hour, and nothing of what they were: the id of an
 * entry is random, and only its hash is told.
 */
import { createHash } from 'node:crypto';
import assert from 'node:assert/strict';
import canonicalize from 'canonicalize';
import type { AuditEntry } from '../../access/audit/entry.ts';
import type { AuditStore } from '../../access/audit/store.ts';
import type { ActStore } from './actStore.ts';
import type { LedgerStore } from './store.ts';
import { hourOf } from '../../platform/calendar/vietNamTime.ts';

const atOnce = 200;

/** Notes what the audit has and the ledger does not know of yet; can be repeated at any point. */
export async function noteStaffActs(
  audit: Pick<AuditStore, 'listUnlogged' | 'markLogged'>,
  ledgerActs: Pick<ActStore, 'add'>,
  isOver: () => boolean,
): Promise<void> {
  for (;;) {
    const entries = await audit.listUnlogged(atOnce);
    if (entries.length === 0 || isOver()) return;
    for (const entry of entries) {
      await ledgerActs.add({ id: staffActId(entry), kind: 'staffAct', fields: {}, hour: hourOf(entry.at) });
    }
    await audit.markLogged(entries.map(({ id }) => id));
  }
}

/** `staffAct:` and the hash of the entry in canonical JSON, its time in ISO 8601. */
function staffActId(entry: AuditEntry): string {
  const text = canonicalize({ ...entry, at: entry.at.toISOString() });
  assert(text !== undefined);
  return `staffAct:${createHash('sha256').update(`lang-nghe staff act 1\n${text}`, 'utf8').digest('hex')}`;
}

/** @returns what is wrong between the audit and the ledger, in words */
export async function checkStaffActs({
  audit,
  ledger,
  ledgerActs,
}: {
  readonly audit: Pick<AuditStore, 'each' | 'listUnlogged'>;
  readonly ledger: Pick<LedgerStore, 'findLast' | 'listActs'>;
  readonly ledgerActs: Pick<ActStore, 'find'>;
}): Promise<string[]> {
  const size = (await ledger.findLast())?.size ?? 0;
  const logged = new Map<string, number>();
  for (let from = 0; ;) {
    const acts = await ledger.listActs(['staffAct'], { from, to: size, count: 1000 });
    for (const { position, text } of acts) logged.set((JSON.parse(text) as { act: string }).act, position);
    const last = acts.at(-1);
    if (!last) break;
    from = last.position + 1;
  }
  const waiting = new Set((await audit.listUnlogged(1_000_000)).map(({ id }) => id));
  const faults: string[] = [];
  for await (const entry of audit.each({})) {
    const id = staffActId(entry);
    const isKnown = logged.delete(id) || waiting.has(entry.id) || (await ledgerActs.find(id)) !== undefined;
    if (!isKnown)
      faults.push(`The audit's entry ${entry.id} (${entry.kind}) is not the one that was logged.`);
  }
  for (const position of logged.values()) {
    faults.push(
      `Entry ${position} is an act of staff that the audit does not have: it was deleted, or changed.`,
    );
  }
  return faults;
}
