/** Alerts for tests. */
import type { Alert } from '../../../src/improvement/alerts/alert.ts';
import { auditEntry, type AuditEntry } from '../../../src/access/audit/entry.ts';
import { duringAt } from '../../support/builders.ts';

export function anAlert(changes: Partial<Alert> = {}): Alert {
  return {
    id: 'alert',
    unitId: 'ward-a',
    watch: { kind: 'casesOverdue', casesMin: 1 },
    label: { vi: 'Từ 1 phản ánh quá hạn', en: '1 or more cases overdue' },
    mail: false,
    madeAt: duringAt,
    madeBy: { accountId: 'somebody', name: 'somebody' },
    isRaised: false,
    hasData: false,
    events: [],
    version: 1,
    ...changes,
  };
}

export function anAlertEntry(): AuditEntry {
  const subject = { id: 'alert', label: 'alert' };
  return auditEntry({ at: duringAt, kind: 'alert.made', unitIds: [], subject });
}
