/**
 * A smiley kiosk for the demo, in small separate rounds, so that the province's rounds stay as they are: one of September 2021, whose
 * results are there, and an open one to try.
 */
import type { AccessPoint } from '../../src/design/accessPoints/accessPoint.ts';
import type { Installation } from '../../src/platform/installation/store.ts';
import { methodKey } from '../../src/statistics/method/method.ts';
import { counterSmiley as counterSmileyMethod } from '../../src/statistics/method/presets/counterSmiley.ts';
import type { Stores } from '../../src/app/stores.ts';
import { acceptSubmission } from '../../src/collection/submissions/acceptSubmission.ts';
import { pointWatch } from '../../src/collection/quality/pointWatch.ts';
import type { Round } from '../../src/design/rounds/round.ts';
import { counterSmiley } from '../../src/design/surveys/presets/counterSmiley.ts';
import type { SurveyVersion } from '../../src/design/surveys/survey.ts';
import { publishSurvey } from '../../src/design/surveys/publishSurvey.ts';
import { makeDrafts } from './answers.ts';
import { demoRound } from './demoRound.ts';
import { inKhmer } from './inKhmer.ts';
import { unlessThere } from './unlessThere.ts';
import { seededRandom, type Random } from './random.ts';

const roundIds = { before: 'tai-quay-2021-09', open: 'tai-quay' } as const;
const unitId = 'p-an-thanh';
const dayMs = 86_400_000;
/** Most people come in the morning. */
const hours = [7, 8, 8, 9, 9, 9, 10, 10, 13, 14, 14, 15, 16];

/**
 * May be interrupted and called again; the open round is added last.
 *
 * @returns the code of the kiosk
 */
export async function fillKiosk(stores: Stores, installation: Installation, now: Date): Promise<string> {
  const opensAt = new Date(now.getTime() - 30 * dayMs);
  const before = new Date('2021-09-01T00:00:00+07:00');
  const point: AccessPoint = {
    id: 'p-an-thanh-faces',
    code: 'DEMKSK',
    channel: 'kiosk',
    revisions: [
      { number: 1, roundId: roundIds.before, unitId, from: before },
      { number: 2, roundId: roundIds.open, unitId, from: opensAt },
    ],
  };
  if (await stores.rounds.find(roundIds.open)) return point.code;

  const survey = await publishSurvey(inKhmer(counterSmiley), '2022-06-01', stores.surveys);
  await stores.methods.add(counterSmileyMethod);
  const what = { surveyVersionId: survey.id, methodIds: [methodKey(counterSmileyMethod)], unitIds: [unitId] };
  const open = demoRound(
    {
      ...what,
      id: roundIds.open,
      title: { vi: 'Đánh giá nhanh tại quầy (minh họa)', en: 'Quick rating at the counter (demo)' },
      madeUp: {
        vi: 'Đợt minh họa cho máy khảo sát: các phiếu có sẵn là tự tạo; phiếu trả lời thử cũng được tính vào.',
        en: 'A demo of the kiosk: the answers found here are made up, and those that you give are counted with them.',
      },
    },
    now,
  );
  const past: Round = {
    ...demoRound(
      {
        ...what,
        id: roundIds.before,
        title: {
          vi: 'Đánh giá nhanh tại quầy, tháng 9/2021 (minh họa)',
          en: 'Quick rating at the counter, September 2021 (demo)',
        },
        madeUp: { vi: 'Mọi phiếu của đợt này là tự tạo.', en: 'All answers of this round are made up.' },
      },
      now,
    ),
    opensAt: before,
    closesAt: new Date('2021-10-01T00:00:00+07:00'),
  };
  await unlessThere(() => stores.accessPoints.add(point));
  const random = seededRandom(20_261_124);
  const filling = {
    stores,
    survey,
    receiptKey: installation.key('receipt'),
    accessPointId: point.id,
    random,
  };
  await fillRound({ ...filling, round: past, revision: 1 }, { forms: 180, satisfied: 455 });
  await fillRound({ ...filling, round: open, revision: 2 }, { forms: 40, satisfied: 103 });
  await unlessThere(() => stores.rounds.add(past));
  await stores.rounds.add(open);
  return point.code;
}

async function fillRound(
  filling: {
    readonly stores: Stores;
    readonly survey: SurveyVersion;
    readonly receiptKey: Buffer;
    readonly accessPointId: string;
    readonly random: Random;
    readonly round: Round;
    readonly revision: number;
  },
  wanted: { readonly forms: number; readonly satisfied: number },
): Promise<void> {
  const { stores, survey, receiptKey, accessPointId, random, round, revision } = filling;
  const watch = pointWatch(stores.quality);
  const drafts = makeDrafts(survey.content, { ...wanted, hardness: {} }, random);
  const sent = drafts.map(async (draft) => {
    const givenAt = someHour(round, random);
    const form = { round, survey, accessPointId, revision, openedAt: givenAt };
    const outcome = await acceptSubmission(form, draft, {
      submissions: stores.submissions,
      receiptKey,
      now: givenAt,
    });
    if (outcome.kind === 'accepted' && outcome.stored) watch.note(outcome.stored, survey.content);
  });
  await Promise.all(sent);
  await watch.flush();
}

/** On a weekday of the 29 whole days after the round opened. */
function someHour(round: Pick<Round, 'opensAt'>, random: Random): Date {
  const { opensAt } = round;
  const midnight = opensAt.getTime() - ((opensAt.getTime() + 7 * 3_600_000) % dayMs); // in Viet Nam
  const day = new Date(midnight + (1 + random.whole(29)) * dayMs);
  const isWeekend = [0, 6].includes(new Date(day.getTime() + 7 * 3_600_000).getUTCDay());
  if (isWeekend) return someHour(round, random);
  return new Date(day.getTime() + random.pick(hours) * 3_600_000);
}
