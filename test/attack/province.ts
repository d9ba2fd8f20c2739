/** Made-up provinces for the intruder: small enough for a linear program, with small cells of every kind, and a correction. */
import { countingPlan } from '../../src/statistics/estimation/countingPlan.ts';
import { releasedState } from '../../src/processing/results/releasedState.ts';
import type { MeasuredRound } from '../../src/processing/results/results.ts';
import { roundFigures } from '../../src/processing/results/roundFigures.ts';
import { WHOLE, type Scope } from '../../src/statistics/estimation/scope.ts';
import { surveyShape } from '../../src/design/methods/surveyShape.ts';
import { auditedSuppression } from '../../src/statistics/disclosure/auditRelease.ts';
import { disclosedCells } from '../../src/statistics/disclosure/disclosedCells.ts';
import { mayRelease } from '../../src/statistics/disclosure/release.ts';
import { sipas2017 } from '../../src/design/surveys/presets/sipas2017.ts';
import type { SurveyContent } from '../../src/design/surveys/survey.ts';
import { unitTreeOn } from '../../src/registers/units/unitTree.ts';
import { afterClosing, aMeasuredRound } from '../processing/results/measured.ts';
import { aMethod, aUnit, smallSurvey } from '../support/builders.ts';
import { numbers } from '../support/numbers.ts';

const factorIds = sipas2017.factors.slice(0, 3).map(({ id }) => id);
const bands = ['under25', 'from25to34', 'from35to49'] as const;
const channels = ['qr', 'kiosk', 'interviewer'] as const;
const services = ['land', 'birth', 'trade'] as const;
const days = ['2026-01-20', '2026-01-21', '2026-01-22', '2026-01-23'] as const;

/** The fourth question is for few, and the last one is left out by some. */
const survey: SurveyContent = {
  ...smallSurvey,
  factors: sipas2017.factors.slice(0, 3),
  questions: [0, 0, 1, 1, 2].map((factor, index) => ({
    ...smallSurvey.questions[0]!,
    id: `q${index + 1}`,
    factorId: factorIds[factor]!,
    required: index < 3,
  })),
};
const planOf = (minimumValid?: number) =>
  countingPlan(aMethod(minimumValid === undefined ? {} : { minimumValid }), surveyShape(survey));
const plan = planOf();
export const questionIds = plan.questions.map(({ id }) => id);
const scopes: readonly Scope[] = [
  WHOLE,
  ...plan.factors.map((id): Scope => ({ kind: 'factor', id })),
  ...questionIds.map((id): Scope => ({ kind: 'question', id })),
];

const wards = { north: ['north-a', 'north-b', 'north-c'], south: ['south-a', 'south-b'] } as const;
export const tree = unitTreeOn(
  [
    aUnit('province', { kind: 'province' }),
    ...Object.entries(wards).flatMap(([district, ids]) => [
      aUnit(district, { kind: 'district', parentId: 'province' }),
      ...ids.map((id) => aUnit(id, { parentId: district })),
    ]),
    aUnit('island', { parentId: 'province' }), // no district above it
  ],
  '2026-01-05',
);
export const unitIds = tree.subtreeIds('province');
/** Where people answer; the district has respondents of its own. */
const ranks = [...wards.north, ...wards.south, 'island', 'north'];

export interface Respondent {
  readonly unitId: string;
  readonly channel: string;
  readonly serviceId: string;
  readonly about: Readonly<Record<string, string>>;
  readonly givenOn: string;
  /** Level by question; questions without an answer are absent. */
  readonly answers: Readonly<Record<string, number>>;
  /** By the correction, where there is one. */
  readonly isAnnulled: boolean;
}

export interface Province {
  readonly respondents: readonly Respondent[];
  readonly before: MeasuredRound;
  /** The correction, where one may be released. */
  readonly after: MeasuredRound | undefined;
  /** The round before, of other respondents. */
  readonly previous: MeasuredRound;
  /** The same round by methods that count only who answered so many questions. */
  readonly byOtherMethods: readonly { readonly leastAnswers: number; readonly measured: MeasuredRound }[];
}

/** The round as pages show it: after its audit. */
async function audited(measured: MeasuredRound): Promise<MeasuredRound> {
  const { release } = roundFigures(measured, afterClosing);
  const suppression = await auditedSuppression(release, disclosedCells);
  if (!suppression) throw new Error('the round cannot be published');
  return { ...measured, released: { suppressed: suppression.keys, isCorrection: false } };
}

export async function provinceOf(seed: number): Promise<Province> {
  const { next, upTo } = drawing(seed);
  const respondents = respondentsOf(seed);
  const before = await audited(measuredOf(respondents));
  const { suppressed } = before.released!;
  const beside = {
    previous: await audited(measuredOf(respondentsOf(seed + 10_000))),
    byOtherMethods: [2, 4].map((leastAnswers) => ({
      leastAnswers,
      measured: { ...measuredOf(respondents, planOf(leastAnswers)), released: before.released },
    })),
  };
  for (let tries = 0; tries < 40; tries++) {
    const annulled = new Set(
      ranks
        .filter(() => next() < 0.2)
        .flatMap((rank) => {
          const some = respondents.filter(
            ({ unitId, answers }) => unitId === rank && answers['q4'] === undefined && answers['q5'],
          );
          return some.slice(0, 10 + upTo(5));
        }),
    );
    if (annulled.size === 0) continue;
    const changed = respondents.map((one) => ({ ...one, isAnnulled: annulled.has(one) }));
    const after = {
      ...measuredOf(changed, plan, 'annulled'),
      released: { suppressed, isCorrection: true },
    };
    const states = [before, after].map((one) => releasedState(one, scopes, afterClosing));
    if (mayRelease(states[0]!, states[1]!)) return { respondents: changed, before, after, ...beside };
  }
  return { respondents, before, after: undefined, ...beside };
}

function drawing(seed: number) {
  const random = numbers(seed * 7919);
  const next = (): number => random.next().value;
  const upTo = (count: number): number => Math.floor(next() * (count + 1));
  const oneOf = <T>(values: readonly T[]): T => values[upTo(values.length - 1)]!;
  return { next, upTo, oneOf };
}

function respondentsOf(seed: number): Respondent[] {
  const { next, upTo, oneOf } = drawing(seed);
  const isSmall = new Set(ranks.filter(() => next() < 0.3));
  const areAllSatisfied = new Set(ranks.filter(() => next() < 0.15));
  /** Few come by the rarer ways, and in some places nobody but by one of them. */
  const onlyChannel = new Map(ranks.map((rank) => [rank, next() < 0.3 ? oneOf(channels) : undefined]));
  const rarely = <T>(values: readonly T[], chance: number): T =>
    next() < chance ? oneOf(values.slice(1)) : values[0]!;
  return ranks.flatMap((unitId) => {
    const count = isSmall.has(unitId) ? upTo(14) : 60 + upTo(60);
    const conditional = oneOf([0.03, 0.1, 0.5]);
    return Array.from({ length: count }, (): Respondent => {
      const mood = areAllSatisfied.has(unitId) ? 1 : next() < 0.85 ? 0.97 : 0.4;
      const isAsked = (rank: number): boolean =>
        rank === 3 ? next() < conditional : rank < 3 ? next() < 0.97 : next() < 0.8;
      const answered = questionIds.filter((id, index) => id === 'q1' || isAsked(index));
      return {
        unitId,
        channel: onlyChannel.get(unitId) ?? rarely(channels, 0.08),
        serviceId: rarely(services, 0.15),
        about: next() < 0.8 ? { ageBand: rarely(bands, 0.2) } : {},
        givenOn: rarely(days, 0.1),
        answers: Object.fromEntries(answered.map((id) => [id, next() < mood ? 4 + upTo(1) : 1 + upTo(2)])),
        isAnnulled: false,
      };
    });
  });
}

function measuredOf(
  respondents: readonly Respondent[],
  by = plan,
  ofAnnulled: 'counted' | 'annulled' = 'counted',
): MeasuredRound {
  const forms = respondents.map(({ isAnnulled, ...form }) => ({
    ...form,
    count: 1,
    standing: isAnnulled ? ofAnnulled : ('counted' as const),
  }));
  const measured = aMeasuredRound(forms, [], survey, by);
  const assisted = respondents.filter(({ channel }) => channel === 'interviewer').length;
  return { ...measured, tree, assisted, round: { ...measured.round, unitIds: ['province'] } };
}
