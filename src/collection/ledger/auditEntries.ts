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
import type { LogEntryStore } from './logEntryStore.ts';
import type { LedgerStore } from './store.ts';
import { hourOf } from '../../platform/calendar/vietNamTime.ts';

const atOnce = 200;

/** Records audit entries that the ledger does not have yet; can be repeated at any point. */
export async function noteAuditEntries(
  audit: Pick<AuditStore, 'listUnlogged' | 'markLogged'>,
  logEntries: Pick<LogEntryStore, 'add'>,
  isOver: () => boolean,
): Promise<void> {
  for (;;) {
    const entries = await audit.listUnlogged(atOnce);
    if (entries.length === 0 || isOver()) return;
    for (const entry of entries) {
      await logEntries.add({
        id: auditEntryId(entry),
        kind: 'auditEntry',
        fields: {},
        hour: hourOf(entry.at),
      });
    }
    await audit.markLogged(entries.map(({ id }) => id));
  }
}

/** `auditEntry:` and the hash of the audit entry in canonical JSON, with its time in ISO 8601. */
function auditEntryId(entry: AuditEntry): string {
  const text = canonicalize({ ...entry, at: entry.at.toISOString() });
  assert(text !== undefined);
  return `auditEntry:${createHash('sha256').update(`lang-nghe audit entry 1\n${text}`, 'utf8').digest('hex')}`;
}

/** @returns the discrepancies between the audit trail and the ledger, in words */
export async function checkAuditEntries({
  audit,
  ledger,
  logEntries,
}: {
  readonly audit: Pick<AuditStore, 'each' | 'listUnlogged'>;
  readonly ledger: Pick<LedgerStore, 'findLast' | 'listEntries'>;
  readonly logEntries: Pick<LogEntryStore, 'find'>;
}): Promise<string[]> {
  const size = (await ledger.findLast())?.size ?? 0;
  const logged = new Map<string, number>();
  for (let from = 0; ;) {
    const listed = await ledger.listEntries(['auditEntry'], { from, to: size, count: 1000 });
    for (const { position, text } of listed)
      logged.set((JSON.parse(text) as { logEntry: string }).logEntry, position);
    const last = listed.at(-1);
    if (!last) break;
    from = last.position + 1;
  }
  const waiting = new Set((await audit.listUnlogged(1_000_000)).map(({ id }) => id));
  const errors: string[] = [];
  for await (const entry of audit.each({})) {
    const id = auditEntryId(entry);
    const isKnown = logged.delete(id) || waiting.has(entry.id) || (await logEntries.find(id)) !== undefined;
    if (!isKnown)
      errors.push(`The audit's entry ${entry.id} (${entry.kind}) is not the one that was logged.`);
  }
  for (const position of logged.values()) {
    errors.push(
      `Entry ${position} is an act of staff that the audit does not have: it was deleted, or changed.`,
    );
  }
  return errors;
}
