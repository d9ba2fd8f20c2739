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

const factors = sipas2017.factors.slice(0, 3);
export const bands = ['under25', 'from25to34', 'from35to49'] as const;
export const channels = ['qr', 'kiosk', 'interviewer'] as const;
export const services = ['land', 'birth', 'trade'] as const;
const days = ['2026-01-20', '2026-01-21', '2026-01-22', '2026-01-23'] as const;

/** The fourth question is for few, and the last one is left out by some. */
export const survey: SurveyContent = {
  ...smallSurvey,
  factors,
  questions: [0, 0, 1, 1, 2].map((factor, index) => ({
    ...smallSurvey.questions[0]!,
    id: `q${index + 1}`,
    factorId: factors[factor]!.id,
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
export const tree = treeOf(wards, '2026-01-05');
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

/** Wards by their district, and one without. */
export function treeOf(districts: Readonly<Record<string, readonly string[]>>, day: string) {
  const units = [
    aUnit('province', { kind: 'province' }),
    ...Object.entries(districts).flatMap(([district, ids]) => [
      aUnit(district, { kind: 'district', parentId: 'province' }),
      ...ids.map((id) => aUnit(id, { parentId: district })),
    ]),
    aUnit('island', { parentId: 'province' }),
  ];
  return unitTreeOn(units, day);
}

/** The round as pages show it: after its audit. */
export async function audited(measured: MeasuredRound, now = afterClosing): Promise<MeasuredRound> {
  const suppression = await auditedSuppression(roundFigures(measured, now).release, disclosedCells);
  if (!suppression) throw new Error('the round cannot be published');
  return { ...measured, released: { suppressed: suppression.keys, isCorrection: false } };
}

export async function provinceOf(seed: number): Promise<Province> {
  const { next, upTo } = drawing(seed * 7919);
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

export function drawing(seed: number) {
  const random = numbers(seed);
  const next = (): number => random.next().value;
  const upTo = (count: number): number => Math.floor(next() * (count + 1));
  const oneOf = <T>(values: readonly T[]): T => values[upTo(values.length - 1)]!;
  return {
    next,
    upTo,
    oneOf,
    /** Mostly the first, the others the rarer the smaller the chance. */
    rarely: <T>(values: readonly T[], chance: number): T =>
      next() < chance ? oneOf(values.slice(1)) : values[0]!,
    /** The questions that a respondent answers, the fourth with this chance. */
    asked(conditional: number): readonly string[] {
      const chances = [1, 0.97, 0.97, conditional, 0.8];
      return questionIds.filter((_, at) => at === 0 || next() < chances[at]!);
    },
    /** Levels by question, satisfied with this chance. */
    answers: (asked: readonly string[], mood: number): Readonly<Record<string, number>> =>
      Object.fromEntries(asked.map((id) => [id, next() < mood ? 4 + upTo(1) : 1 + upTo(2)])),
  };
}

function respondentsOf(seed: number): Respondent[] {
  const { next, upTo, oneOf, rarely, ...drawn } = drawing(seed * 7919);
  const isSmall = new Set(ranks.filter(() => next() < 0.3));
  const areAllSatisfied = new Set(ranks.filter(() => next() < 0.15));
  /** Few come by the rarer ways, and in some places nobody but by one of them. */
  const onlyChannel = new Map(ranks.map((rank) => [rank, next() < 0.3 ? oneOf(channels) : undefined]));
  return ranks.flatMap((unitId) => {
    const count = isSmall.has(unitId) ? upTo(14) : 60 + upTo(60);
    const conditional = oneOf([0.03, 0.1, 0.5]);
    return Array.from({ length: count }, (): Respondent => {
      const mood = areAllSatisfied.has(unitId) ? 1 : next() < 0.85 ? 0.97 : 0.4;
      const asked = drawn.asked(conditional);
      return {
        unitId,
        channel: onlyChannel.get(unitId) ?? rarely(channels, 0.08),
        serviceId: rarely(services, 0.15),
        about: next() < 0.8 ? { ageBand: rarely(bands, 0.2) } : {},
        givenOn: rarely(days, 0.1),
        answers: drawn.answers(asked, mood),
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
