/**
 * Whether a measure can be promised: its round has ended and covers the unit, and the next round asks for the figure
 * again.
 */
import type { Caller } from '../../access/accounts/caller.ts';
import { hasAnyOf } from '../../design/rounds/concerns.ts';
import { roundState, type Round } from '../../design/rounds/round.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { RoundsRoutesOptions, RoutesOptions } from '../stores.ts';
import { criterionChoices, criterionKey, type CriterionChoice } from './criterion.ts';
import type { FieldErrors } from '../../platform/web/form.ts';
import type { TypedImprovementAction } from './input.ts';
import { isAskedAlike, nextRound, weakPointOf, type WeakPoint } from './improvementAction.ts';
import { covers } from '../../processing/results/results.ts';
import { improvementActionTexts } from './texts.ts';

/** @throws Problem notFound where the unit is not the caller's */
export async function judgePromise(
  sent: TypedImprovementAction,
  tools: RoundsRoutesOptions,
  { caller, language }: { readonly caller: Caller; readonly language: PageLanguage },
): Promise<{ weakPoint?: WeakPoint; criterion?: CriterionChoice | undefined; errors: FieldErrors }> {
  const { stores, rounds } = tools;
  const t = improvementActionTexts[language];
  if (!caller.units.find(sent.unit)) return { errors: { unit: t.errors.unit } };
  caller.demand('keepImprovementActions', [sent.unit]);
  const round = (await endedRounds(tools, caller)).find(({ id }) => id === sent.round);
  if (!round) return { errors: { round: t.errors.round } };
  if (!caller.units.lives(sent.unit)) return { errors: { unit: t.errors.unitEnded } };
  const measured = await rounds.measure(round);
  if (!covers(measured, sent.unit)) return { errors: { unit: t.errors.unit } };

  const criterion = (await criterionChoices(stores, sent.unit)).find(
    (one) => criterionKey(one) === sent.criterion,
  );
  if (sent.criterion !== '' && !criterion) return { errors: { criterion: t.errors.criterion } };
  const weakPoint = weakPointOf(sent.weakPoint, measured.survey.content);
  if (!weakPoint) return { errors: { weakPoint: t.errors.weakPoint } };
  const next = nextRound(round.id, await stores.rounds.list());
  const later = next && (await rounds.measure(next));
  if (!later) return { weakPoint, criterion, errors: {} };
  const title = inLanguage(later.round.title, language);
  if (!covers(later, sent.unit)) return { errors: { unit: t.errors.notInNextRound({ round: title }) } };
  return isAskedAlike(weakPoint, measured.survey.content, later.survey.content)
    ? { weakPoint, criterion, errors: {} }
    : { errors: { weakPoint: t.errors.notAskedNext({ round: title }) } };
}

/** Closed rounds with results of the caller's units. */
export async function endedRounds({ stores, now }: RoutesOptions, caller: Caller): Promise<readonly Round[]> {
  const unitIds = caller.unitIdsFor('keepImprovementActions');
  return (await stores.rounds.list()).filter(
    (round) => roundState(round, now()) === 'closed' && hasAnyOf(caller, round, unitIds),
  );
}
