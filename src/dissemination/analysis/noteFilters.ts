/** Records each use of a filter in the audit: repeated filtering can disclose the answers of a few people. */
import type { Caller } from '../../access/accounts/caller.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import type { Round } from '../../design/rounds/round.ts';
import type { AnalysisDimension } from './dimensions.ts';
import type { Stores } from '../stores.ts';

export async function noteFilters(
  stores: Pick<Stores, 'audit'>,
  { actor }: Caller,
  used: {
    readonly at: Date;
    readonly round: Round;
    readonly unitId: string;
    readonly filters: readonly string[];
    readonly rows?: AnalysisDimension | undefined;
    readonly columns?: AnalysisDimension | undefined;
  },
): Promise<void> {
  const { at, round, unitId, filters, rows, columns } = used;
  await stores.audit.add(
    auditEntry({
      at,
      by: actor,
      kind: 'analysis.filtered',
      unitIds: [unitId],
      subject: { id: round.id, label: round.title.vi },
      after: {
        filters: filters.join('; '),
        ...(rows ? { rows: inLanguage(rows.label, 'vi') } : {}),
        ...(columns ? { columns: inLanguage(columns.label, 'vi') } : {}),
      },
    }),
  );
}
