import { addDays } from '../../platform/calendar/calendarDay.ts';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { Problem } from '../../platform/problem.ts';
import {
  caseAfter,
  caseNumber,
  originalKeptDays,
  type Case,
  type CaseAction,
  type CaseError,
} from './case.ts';
import type { CaseStore } from './store.ts';
import { errorSentences, toCitizens } from './errorSentences.ts';

export interface ActionOptions {
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
export async function actionOnCase(before: Case, action: CaseAction, options: ActionOptions): Promise<Case> {
  const { cases, today, lives, keptDays = originalKeptDays, entryOf } = options;
  const after = caseAfter(before, action, { on: today, lives, eraseOn: addDays(today, keptDays) });
  if (typeof after === 'string') throw errorOfCase(after);
  if (!(await cases.replace(after, entryOf?.(after)))) throw changedMeanwhile();
  return after;
}

function errorOfCase(error: CaseError): Problem {
  return new Problem('conflict', errorSentences[error]);
}

/** Citizens meet it too, so it is in every language. */
export const changedMeanwhile = (): Problem => new Problem('conflict', toCitizens('changed'));

/** The case's name in the audit, without any of its text. */
export function subjectOf(one: Case): { id: string; label: string } {
  return { id: one.id, label: caseNumber(one) };
}
