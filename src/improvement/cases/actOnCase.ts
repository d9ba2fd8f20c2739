import { addDays } from '../../platform/calendar/calendarDay.ts';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { Problem } from '../../platform/problem.ts';
import { caseAfter, caseNumber, originalKeptDays, type Case, type CaseAct, type CaseFault } from './case.ts';
import type { CaseStore } from './store.ts';
import { faultSentences } from './faultSentences.ts';

export interface ActOptions {
  readonly cases: CaseStore;
  /** Day in Viet Nam. */
  readonly today: string;
  readonly lives: (unitId: string) => boolean;
  /** Days for which an original is kept once it is screened; for acts that screen. */
  readonly keptDays?: number;
  /** For acts of staff. */
  readonly entryOf?: (after: Case) => AuditEntry;
}

/**
 * Applies an act to a case, whole or not at all.
 *
 * @throws Problem conflict when the case does not allow it, or was changed in the meantime
 */
export async function actOnCase(before: Case, act: CaseAct, options: ActOptions): Promise<Case> {
  const { cases, today, lives, keptDays = originalKeptDays, entryOf } = options;
  const after = caseAfter(before, act, { on: today, lives, eraseOn: addDays(today, keptDays) });
  if (typeof after === 'string') throw faultOfCase(after);
  if (!(await cases.replace(after, entryOf?.(after)))) throw changedMeanwhile();
  return after;
}

function faultOfCase(fault: CaseFault): Problem {
  return new Problem('conflict', faultSentences[fault]);
}

export function changedMeanwhile(): Problem {
  return new Problem('conflict', {
    vi: 'Phản ánh này vừa được người khác xử lý. Chưa có gì được lưu; xin mở lại trang để xem tình trạng mới.',
    en: 'Somebody else has just changed this case. Nothing was stored; please open the page again.',
  });
}

/** The case's name in the audit, without any of its text. */
export function subjectOf(one: Case): { id: string; label: string } {
  return { id: one.id, label: caseNumber(one) };
}
