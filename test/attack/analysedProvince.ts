/**
 * Made-up provinces for the intruder among analysts: three months, three levels of units, groups of every kind that the analyses
 * know, among them small ones.
 */
import type { Channel } from '../../src/design/accessPoints/accessPoint.ts';
import { roundCaseloads } from '../../src/design/rounds/roundCaseloads.ts';
import { surveyShape } from '../../src/design/methods/surveyShape.ts';
import { filingQuestion } from '../../src/design/surveys/presets/filingQuestion.ts';
import type { SurveyContent } from '../../src/design/surveys/survey.ts';
import type { AskedFinding } from '../../src/dissemination/analysis/finding.ts';
import { addDays } from '../../src/platform/calendar/calendarDay.ts';
import { seriesWeekOf } from '../../src/platform/calendar/workingDays.ts';
import { chunkBuilder } from '../../src/processing/columns/chunk.ts';
import { columnCounter } from '../../src/processing/columns/countColumns.ts';
import { driverCounter } from '../../src/processing/columns/driverSums.ts';
import { heldChunk } from '../../src/processing/columns/heldChunk.ts';
import type { MeasuredRound } from '../../src/processing/results/results.ts';
import { countingPlan } from '../../src/statistics/estimation/countingPlan.ts';
import { aMeasuredRound } from '../processing/results/measured.ts';
import { aMethod, anAccessPoint } from '../support/builders.ts';
import { audited, bands, channels, drawing, services, survey as answered, treeOf } from './province.ts';

const filings = ['counter', 'online', 'post'] as const;
const comments = ['Chờ lâu', 'Cán bộ nhiệt tình', 'Lệ phí cao', 'Tốt'] as const;
const firstDay = '2026-01-05';
const daysOpen = 70; // to 15 March, a Sunday
const opensAt = new Date(`${firstDay}T00:00:00+07:00`);
const closesAt = new Date(`${addDays(firstDay, daysOpen)}T00:00:00+07:00`);
/** Weeks after the close, so that all comments are read. */
const later = new Date('2026-04-20T09:00:00+07:00');

const survey: SurveyContent = { ...answered, about: [...answered.about, filingQuestion] };
export const plan = countingPlan(aMethod(), surveyShape(survey));

const wards = {
  north: ['n1', 'n2', 'n3', 'n4', 'n5'],
  south: ['s1', 's2', 's3'],
} as const;
export const tree = treeOf(wards, firstDay);
export const unitIds = tree.subtreeIds('province');
/** Where people answer; a district has respondents of its own. */
const places = [...wards.north, ...wards.south, 'island', 'north'];

export interface Respondent {
  readonly unitId: string;
  readonly channel: Channel;
  readonly serviceId: string;
  readonly about: Readonly<Record<string, string>>;
  readonly givenOn: string;
  readonly comment: string | undefined;
  /** Level by question; questions without an answer are absent. */
  readonly answers: Readonly<Record<string, number>>;
}

/** What an analyst of the whole province may ask, but for unit and scope. */
export type Asking = Omit<AskedFinding, 'unitId' | 'scope'>;

export async function analysedProvince(
  seed: number,
): Promise<{ respondents: readonly Respondent[]; asking: Asking }> {
  const respondents = respondentsOf(seed);
  const measured = await audited(measuredOf(respondents), later);
  return { respondents, asking: { measured, now: later, readsComments: true, ...sourcesOf(respondents) } };
}

function measuredOf(respondents: readonly Respondent[]): MeasuredRound {
  const forms = respondents.map(({ comment: _comment, ...form }) => ({ ...form, count: 1 }));
  const measured = aMeasuredRound(forms, [], survey, plan);
  return { ...measured, tree, round: { ...measured.round, opensAt, closesAt, unitIds: ['province'] } };
}

/** Stores and columns that hold these respondents. */
function sourcesOf(respondents: readonly Respondent[]): Pick<Asking, 'stores' | 'columns' | 'caseloadsOf'> {
  const builder = chunkBuilder();
  const points = unitIds.map((unitId) => anAccessPoint(unitId, unitId));
  respondents.forEach(({ unitId, serviceId, channel, givenOn, answers, about }, position) =>
    builder.add({
      position,
      surveyVersionId: 'first',
      placed: { accessPointId: unitId, revision: 1, unitId, serviceId, channel },
      day: givenOn,
      late: false,
      answers,
      about,
    }),
  );
  const chunk = heldChunk(builder.packed());
  const all = { annulled: new Uint32Array(0), below: respondents.length };
  const written = respondents.flatMap(({ comment, unitId, givenOn, answers }) => {
    const { id: accessPointId } = points.find(({ code }) => code === unitId)!;
    const receivedHour = new Date(`${givenOn}T09:00:00+07:00`);
    return comment === undefined ? [] : [{ accessPointId, revision: 1, receivedHour, answers, comment }];
  });
  const stores = {
    services: {
      list: () => Promise.resolve(services.map((id) => ({ id, name: { vi: id }, field: { vi: id } }))),
    },
    accessPoints: { list: () => Promise.resolve(points) },
    submissions: { listCommentsWithAnswers: () => Promise.resolve(written) },
    importBatches: { list: () => Promise.resolve([]), lastNumber: () => Promise.resolve(0) },
  };
  const months = ['2026-01', '2026-02', '2026-03'];
  const lines = places.flatMap((unitId) =>
    months.flatMap(
      (month) =>
      services.map((serviceId, at) => ({ unitId, month, serviceId, filing: 'counter' as const, transactions: 200 + 40 * at })), // prettier-ignore
    ),
  );
  const columns: Pick<Asking['columns'], 'count' | 'drivers'> = {
    count({ query, plan: by }) {
      const counter = columnCounter({ query, plan: by, ...all });
      counter.add(chunk);
      return Promise.resolve(counter.groups());
    },
    drivers({ query, plan: by, outcome }) {
      const counter = driverCounter({ query, plan: by, outcome, ...all });
      counter.add(chunk);
      return Promise.resolve(counter.result());
    },
  };
  return {
    stores: stores as unknown as Asking['stores'],
    columns: columns as Asking['columns'],
    caseloadsOf: () => Promise.resolve(roundCaseloads(lines, months, '2026-05')),
  };
}

function respondentsOf(seed: number): Respondent[] {
  const { next, upTo, oneOf, rarely, ...drawn } = drawing(seed * 104_729);
  return places.flatMap((unitId) => {
    const count = next() < 0.2 ? upTo(14) : 60 + upTo(90);
    const isAllSatisfied = next() < 0.1;
    const conditional = oneOf([0.05, 0.15, 0.5]);
    const rare = oneOf([0.06, 0.15, 0.4]);
    return Array.from({ length: count }, (): Respondent => {
      const mood = isAllSatisfied ? 1 : next() < 0.8 ? 0.95 : 0.4;
      const asked = drawn.asked(conditional);
      return {
        unitId,
        channel: rarely(channels, rare),
        serviceId: rarely(services, rare),
        about: {
          ...(next() < 0.85 && { ageBand: rarely(bands, rare) }),
          ...(next() < 0.95 && { filing: rarely(filings, rare) }),
        },
        givenOn: addDays(firstDay, Math.floor(daysOpen * next() ** 1.5)),
        comment: next() < 0.4 ? rarely(comments, 0.5) : undefined,
        answers: drawn.answers(asked, mood),
      };
    });
  });
}

/** The group of a respondent by each dimension that the analyses know. */
export const groupings: Readonly<Record<string, (one: Respondent) => string>> = {
  channel: ({ channel }) => channel,
  service: ({ serviceId }) => serviceId,
  'about:ageBand': ({ about }) => about['ageBand'] ?? '',
  'about:filing': ({ about }) => about['filing'] ?? '',
  day: ({ givenOn }) => givenOn,
  month: ({ givenOn }) => givenOn.slice(0, 7),
  week: ({ givenOn }) => seriesWeekOf(givenOn),
  topic: ({ comment }) => topicOf(comment),
};

function topicOf(comment: string | undefined): string {
  if (comment === undefined) return 'none';
  return { 'Chờ lâu': 'access', 'Cán bộ nhiệt tình': 'officials', 'Lệ phí cao': 'procedures' }[comment] ?? 'other'; // prettier-ignore
}
