/** Audit entry for what the program erased by itself; one entry for each time that something was erased. */
import { auditEntry } from '../audit/entry.ts';
import type { AuditStore } from '../audit/store.ts';
import type { RetentionKind } from './retention.ts';
import { retentionTexts } from './texts.ts';

export async function noteErased(
  audit: Pick<AuditStore, 'add'>,
  kind: RetentionKind,
  { count, days }: { readonly count: number; readonly days: number },
  now: Date,
): Promise<void> {
  if (count === 0) return;
  await audit.add(
    auditEntry({
      at: now,
      kind: 'retention.erased',
      unitIds: [],
      subject: { id: kind, label: retentionTexts.vi.kinds[kind].what },
      after: { count: String(count), days: String(days) },
    }),
  );
}
