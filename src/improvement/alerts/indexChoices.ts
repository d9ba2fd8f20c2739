/** The rounds of a unit that an alert can watch, and the indexes of each. */
import type { UnitScope } from '../../access/accounts/unitScope.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { nextRound } from '../improvementActions/improvementAction.ts';
import { weakPointText } from '../improvementActions/outcome.ts';
import type { Round } from '../../design/rounds/round.ts';
import { WHOLE, scopeKey, type Scope } from '../../statistics/estimation/scope.ts';
import { ratedPart, type SurveyContent } from '../../design/surveys/survey.ts';
import type { Said } from './alert.ts';
import { said } from './texts.ts';
import type { Stores } from '../stores.ts';

export interface IndexChoice {
  /** The value that forms send. */
  readonly key: string;
  readonly roundId: string;
  readonly scope: Scope;
  readonly label: Said;
}

/** Newest first. Of rounds in a sequence, only the last, since an alert moves on to it anyway. */
export async function roundsOf(
  stores: Pick<Stores, 'rounds'>,
  units: UnitScope,
  unitId: string,
): Promise<readonly Round[]> {
  const all = await stores.rounds.list();
  return all
    .filter(
      (round) => !nextRound(round.id, all) && round.unitIds.some((root) => units.isWithin(unitId, root)),
    )
    .toSorted((one, other) => other.opensAt.getTime() - one.opensAt.getTime());
}

export async function indexChoices(
  stores: Pick<Stores, 'rounds' | 'surveys'>,
  units: UnitScope,
  unitId: string,
): Promise<readonly IndexChoice[]> {
  const rounds = await roundsOf(stores, units, unitId);
  const choices = await Promise.all(
    rounds.map(async (round) => {
      const survey = await stores.surveys.find(round.surveyVersionId);
      return survey ? scopesOf(survey.content).map((scope) => choiceOf(round, scope, survey.content)) : [];
    }),
  );
  return choices.flat();
}

/** The overall index, then each factor followed by its questions. */
function scopesOf(content: SurveyContent): readonly Scope[] {
  const { factors, questions } = ratedPart(content);
  return [
    WHOLE,
    ...factors.flatMap(({ id: factorId }): Scope[] => [
      { kind: 'factor', id: factorId },
      ...questions
        .filter((question) => question.factorId === factorId)
        .map(({ id }): Scope => ({ kind: 'question', id })),
    ]),
  ];
}

function choiceOf(round: Round, scope: Scope, content: SurveyContent): IndexChoice {
  return {
    key: `${round.id} ${scopeKey(scope)}`.trim(),
    roundId: round.id,
    scope,
    label: said(({ labels: t }, language) => {
      const what = scope.kind === 'whole' ? t.whole : inLanguage(weakPointText(scope, content), language);
      return t.inRound({ what, round: inLanguage(round.title, language) });
    }),
  };
}
