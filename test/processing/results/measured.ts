/** Measured rounds of the small survey in a city of wards, for tests of what is made from them. */
import { countingPlan } from '../../../src/statistics/estimation/countingPlan.ts';
import { surveyShape } from '../../../src/design/methods/surveyShape.ts';
import type { Beside } from '../../../src/processing/results/besideResults.ts';
import type { MeasuredRound } from '../../../src/processing/results/results.ts';
import { addForm, type Standing, type TallySheet } from '../../../src/statistics/estimation/tally.ts';
import { surveyVersionId, type SurveyContent } from '../../../src/design/surveys/survey.ts';
import { unitTreeOn } from '../../../src/registers/units/unitTree.ts';
import { aMethod, aRound, aUnit, closingAt, smallSurvey } from '../../support/builders.ts';

export const afterClosing = new Date(closingAt.getTime() + 1);

export interface GivenForms {
  readonly unitId: string;
  readonly count: number;
  readonly answers: Readonly<Record<string, number>>;
  readonly channel?: string;
  readonly serviceId?: string;
  readonly about?: Readonly<Record<string, string>>;
  readonly givenOn?: string;
  /** Counted, if it is not said. */
  readonly standing?: Standing;
}

/** A closed round over the wards that the forms name, all of them in one city. */
export function aMeasuredRound(
  forms: readonly GivenForms[],
  wards: readonly string[] = [],
  content: SurveyContent = smallSurvey,
  plan = countingPlan(aMethod(), surveyShape(smallSurvey)),
): MeasuredRound {
  const survey = { id: surveyVersionId(content), content, publishedOn: '2026-01-01' };
  const unitIds = [...new Set([...wards, ...forms.map(({ unitId }) => unitId)])].filter(
    (id) => id !== 'city',
  );
  const sheet: TallySheet = new Map();
  for (const {
    count,
    channel = 'qr',
    about = {},
    givenOn = '2026-01-20',
    standing = 'counted',
    ...form
  } of forms) {
    for (let one = 0; one < count; one++)
      addForm(plan, sheet, { ...form, channel, about, givenOn, standing });
  }
  return {
    round: aRound(survey),
    survey,
    plan,
    tree: unitTreeOn(
      [aUnit('city', { kind: 'district' }), ...unitIds.map((id) => aUnit(id, { parentId: 'city' }))],
      '2026-01-05',
    ),
    snapshot: { id: 'round', surveyVersionId: survey.id, method: 'm@1', tallies: [...sheet.values()] },
    received: forms.reduce((sum, { count }) => sum + count, 0),
    late: 0,
    assisted: 0,
  };
}

/** Of a unit of which nothing else is known. */
export const nothingBeside: Beside = {
  reportedFigures: [],
  reported: [],
  response: undefined,
  months: [],
  otherKindBefore: false,
  hasOpenForms: false,
  tooMany: undefined,
};
