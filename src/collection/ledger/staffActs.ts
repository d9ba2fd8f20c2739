/**
 * The audit trail in the ledger: an entry with a hash for each staff action, so that nobody can change or remove one
 * unnoticed. The public log reveals the number of actions in an hour, but not what they were: the id of an audit
 * entry is random, and only the hash is published.
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

/** Records audit entries that the ledger does not have yet; can be repeated at any point. */
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

/** `staffAct:` and the hash of the audit entry in canonical JSON, with its time in ISO 8601. */
function staffActId(entry: AuditEntry): string {
  const text = canonicalize({ ...entry, at: entry.at.toISOString() });
  assert(text !== undefined);
  return `staffAct:${createHash('sha256').update(`lang-nghe staff act 1\n${text}`, 'utf8').digest('hex')}`;
}

/** @returns the discrepancies between the audit trail and the ledger, in words */
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
