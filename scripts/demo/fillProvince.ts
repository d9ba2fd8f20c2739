import type { Installation } from '../../src/platform/installation/store.ts';
import type { Round } from '../../src/design/rounds/round.ts';
import { sipas2017 as sipas2017Method } from '../../src/statistics/method/presets/sipas2017.ts';
import { methodKey } from '../../src/statistics/method/method.ts';
import type { Stores } from '../../src/app/stores.ts';
import { acceptSubmission } from '../../src/collection/submissions/acceptSubmission.ts';
import { pointWatch } from '../../src/collection/quality/pointWatch.ts';
import { publishSurvey } from '../../src/design/surveys/publishSurvey.ts';
import { sipas2017 } from '../../src/design/surveys/presets/sipas2017.ts';
import { makeDrafts } from './answers.ts';
import {
  accessPoints,
  cityLeafIds,
  leaves,
  roundIds,
  rounds,
  services,
  units,
  type Leaf,
} from './province.ts';
import { fillPlan } from './fillPlan.ts';
import { fillReportedFigures, fillCaseloads } from './fillDatasets.ts';
import { fillDrawnRound } from './fillDrawnRound.ts';
import { fillReorganisation } from './fillReorganisation.ts';
import { seededRandom, type Random } from './random.ts';
import { inKhmer } from './inKhmer.ts';
import { withDifficulties } from './withDifficulties.ts';
import { unlessThere } from './unlessThere.ts';
import { codeAlphabet } from '../../src/platform/text/codeLetters.ts';

/** Satisfied answers of Hồng Ngự city, out of 1,000 submissions of 22 answers: 99.14 % and 91.28 %. */
const citySatisfied: Readonly<Record<string, number>> = {
  [roundIds.before]: 21_811,
  [roundIds.report]: 20_082,
};

const formsInOpenRound = 64;
const atOnce = 256;

/**
 * Fills the demo province through the rules for real responses. May be interrupted and called again: existing data stay
 * unchanged.
 *
 * @param onProgress called with the number of submissions stored so far and in total
 */
export async function fillProvince(
  stores: Stores,
  installation: Installation,
  onProgress: (done: number, all: number) => void,
): Promise<void> {
  const filledAt = new Date();
  const random = seededRandom(20_220_519);
  const survey = await publishSurvey(inKhmer(sipas2017), '2020-09-01', stores.surveys);
  await stores.methods.add(sipas2017Method);
  const allRounds = rounds(survey.id, methodKey(sipas2017Method), filledAt);
  const points = accessPoints(allRounds, () =>
    Array.from({ length: 6 }, () => random.pick([...codeAlphabet])).join(''),
  );
  for (const unit of units) await unlessThere(() => stores.units.add(unit));
  for (const service of services) await unlessThere(() => stores.services.add(service));
  for (const round of allRounds) await unlessThere(() => stores.rounds.add(round));
  for (const point of points) await unlessThere(() => stores.accessPoints.add(point));

  await fillReportedFigures(stores, filledAt);
  await fillCaseloads(stores, filledAt, seededRandom(20_220_520));
  await fillPlan(stores, filledAt);

  const receiptKey = installation.key('receipt');
  const watch = pointWatch(stores.quality);
  const questionCount = survey.content.questions.length;
  const tasks = allRounds.flatMap((round, position) =>
    wantedForms(round, questionCount).flatMap(({ unitId, forms, satisfied }) => {
      const hardness = round.id === roundIds.before ? {} : { officials: 0.7, feedback: 0.4, procedures: 0.1 };
      return makeDrafts(survey.content, { forms, satisfied, hardness }, random).map((draft, index) => {
        const givenAt = someWorkingHour(round, filledAt, random);
        const accessPointId = `${unitId}-${index % 3 === 0 ? 'kiosk' : 'qr'}`;
        const form = { round, survey, accessPointId, revision: position + 1, openedAt: givenAt };
        return async () => {
          const outcome = await acceptSubmission(form, draft, {
            submissions: stores.submissions,
            receiptKey,
            now: givenAt,
          });
          if (outcome.kind !== 'accepted')
            throw new Error(`a made-up form was not accepted: ${outcome.kind}`);
          if (outcome.stored && round.id === roundIds.open) watch.note(outcome.stored, survey.content);
        };
      });
    }),
  );
  await runAll(tasks, onProgress);
  const flushing = watch.flush();
  const methodId = methodKey(sipas2017Method);
  const further = await publishSurvey(withDifficulties(survey.content), '2024-09-01', stores.surveys);
  const filling = { stores, survey: further, methodId, receiptKey, now: filledAt };
  await fillReorganisation(filling);
  await fillDrawnRound(filling, installation);
  await flushing;
}

/** How many submissions each unit gets in a round, and how many of their answers are satisfied. */
function wantedForms(
  round: Round,
  questionCount: number,
): { unitId: string; forms: number; satisfied: number }[] {
  const wanted = leaves.map((leaf) => {
    const forms = round.id === roundIds.open ? formsInOpenRound : leaf.forms;
    return {
      unitId: leaf.unitId,
      forms,
      satisfied: Math.round((percentOf(leaf, round) / 100) * forms * questionCount),
    };
  });
  const cityTotal = citySatisfied[round.id];
  if (cityTotal !== undefined) {
    const inCity = wanted.filter(({ unitId }) => cityLeafIds.includes(unitId));
    const [largest] = inCity;
    if (largest) largest.satisfied += cityTotal - inCity.reduce((sum, { satisfied }) => sum + satisfied, 0);
  }
  return wanted;
}

function percentOf(leaf: Leaf, round: Round): number {
  if (round.id === roundIds.before) return leaf.percent2020;
  return round.id === roundIds.report ? leaf.percent2021 : leaf.percentNow;
}

/** An instant in the office hours of a round; in the open round, of its last two months. */
function someWorkingHour(round: Round, filledAt: Date, random: Random): Date {
  const dayMs = 86_400_000;
  const until = Math.min(round.closesAt.getTime(), filledAt.getTime());
  const days = round.id === roundIds.open ? 60 : Math.floor((until - round.opensAt.getTime()) / dayMs);
  const midnight = until - (until % dayMs) - 7 * 3_600_000; // in Viet Nam
  const hour = random.pick([7, 8, 9, 10, 13, 14, 15, 16]);
  return new Date(midnight - (1 + random.whole(days - 1)) * dayMs + hour * 3_600_000);
}

async function runAll(
  tasks: readonly (() => Promise<void>)[],
  onProgress: (done: number, all: number) => void,
): Promise<void> {
  let next = 0;
  let done = 0;
  const worker = async (): Promise<void> => {
    for (let task = tasks[next++]; task; task = tasks[next++]) {
      await task();
      done += 1;
      onProgress(done, tasks.length);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
