/** Adds a method to a round: one more index besides its main one, over the same submissions. */
import { auditEntry } from '../../access/audit/entry.ts';
import type { Round } from '../rounds/round.ts';
import type { RoundStore } from '../rounds/store.ts';
import { isValidOn, methodKey, type Method } from '../../statistics/method/method.ts';
import { methodErrors, type MethodError } from '../../statistics/method/methodErrors.ts';
import type { MethodStore } from './methodStore.ts';
import { surveyShape } from './surveyShape.ts';
import type { SurveyVersion } from '../surveys/survey.ts';
import type { UnitTree } from '../../registers/units/unitTree.ts';
import type { MethodDraft } from './draft.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';

/** The tallies, which are notified that the method is needed. */
interface AwaitedTallies {
  await(wanted: { readonly roundId: string; readonly method: string }): Promise<void>;
}

export type GivingError =
  | {
      readonly kind: 'notValidOn';
      readonly validFrom?: string | undefined;
      readonly validTo?: string | undefined;
    }
  | { readonly kind: 'populationOfUnitMissing'; readonly id: string }
  | { readonly kind: 'caseloadOfUnitMissing'; readonly id: string };

/** Why a method cannot be computed for a round; empty if it can. */
export function givingErrors(
  method: Method,
  {
    round,
    survey,
    tree,
    transactions,
  }: {
    round: Round;
    survey: SurveyVersion;
    tree: UnitTree;
    /** Of each unit, excluding subunits, in the months of the round. */
    transactions: Readonly<Record<string, number>>;
  },
): readonly (MethodError | GivingError)[] {
  const { acrossUnits, populations = {}, validFrom, validTo } = method;
  const errors: (MethodError | GivingError)[] = [
    ...methodErrors(method, surveyShape(survey.content, method)),
  ];
  if (!isValidOn(method, dayOf(round.opensAt))) errors.push({ kind: 'notValidOn', validFrom, validTo });
  if (acrossUnits === 'pooled') return errors;
  const isByCaseload = acrossUnits === 'byCaseload';
  const known = isByCaseload ? transactions : populations;
  const leaves = round.unitIds
    .flatMap((id) => tree.subtreeIds(id))
    .filter((id) => tree.childIds(id).length === 0 && !Object.hasOwn(known, id));
  const kind = isByCaseload ? 'caseloadOfUnitMissing' : 'populationOfUnitMissing';
  errors.push(...leaves.map((id) => ({ kind, id }) as const));
  return errors;
}

/**
 * First marks the tallies of this method as incomplete: existing submissions are counted again, and until then the
 * tallies are not read. Repeating it changes nothing.
 */
export async function giveMethod(
  round: Round,
  method: Method,
  by: MethodDraft['changedBy'],
  { methods, rounds, tallies }: { methods: MethodStore; rounds: RoundStore; tallies: AwaitedTallies },
  now: Date,
): Promise<void> {
  const key = methodKey(method);
  if (round.methodIds.includes(key)) return;
  await methods.add(method);
  await tallies.await({ roundId: round.id, method: key });
  const entry = auditEntry({
    at: now,
    by,
    kind: 'round.methodGiven',
    unitIds: round.unitIds,
    subject: { id: round.id, label: round.title.vi },
    after: { method: key },
  });
  await rounds.addMethod(round.id, key, entry);
}
