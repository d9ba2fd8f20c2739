import { addDays } from '../../platform/calendar/calendarDay.ts';
import type { AuditEntry } from '../../access/audit/entry.ts';
import { Problem } from '../../platform/problem.ts';
import { inEveryLanguage } from '../../platform/text/catalogue.ts';
import {
  caseAfter,
  caseNumber,
  originalKeptDays,
  type Case,
  type CaseAction,
  type CaseError,
} from './case.ts';
import { citizenTexts } from './citizenTexts.ts';
import type { CaseStore } from './store.ts';
import { caseTexts } from './texts.ts';

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

type CitizenError = keyof (typeof citizenTexts)['vi']['follow']['refused'];

/** What citizens meet is in every language. */
function errorOfCase(error: CaseError | CitizenError): Problem {
  const sentence = isOfCitizens(error)
    ? inEveryLanguage(citizenTexts, ({ follow }) => follow.refused[error])
    : inEveryLanguage(caseTexts, ({ actErrors }) => actErrors[error]);
  return new Problem('conflict', sentence);
}

function isOfCitizens(error: string): error is CitizenError {
  return Object.hasOwn(citizenTexts.vi.follow.refused, error);
}

export const changedMeanwhile = (): Problem => errorOfCase('changed');

/** The case's name in the audit, without any of its text. */
export function subjectOf(one: Case): { id: string; label: string } {
  return { id: one.id, label: caseNumber(one) };
}
