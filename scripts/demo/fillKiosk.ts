/** A smiley kiosk for the demo, in a small separate open round, so that the province's rounds stay as they are. */
import type { AccessPoint } from '../../src/design/accessPoints/accessPoint.ts';
import type { Installation } from '../../src/platform/installation/store.ts';
import { methodKey } from '../../src/statistics/method/method.ts';
import { counterSmiley as counterSmileyMethod } from '../../src/statistics/method/presets/counterSmiley.ts';
import type { Stores } from '../../src/app/stores.ts';
import { acceptSubmission } from '../../src/collection/submissions/acceptSubmission.ts';
import { counterSmiley } from '../../src/design/surveys/presets/counterSmiley.ts';
import { publishSurvey } from '../../src/design/surveys/publishSurvey.ts';
import { makeDrafts } from './answers.ts';
import { demoRound } from './demoRound.ts';
import { inKhmer } from './inKhmer.ts';
import { unlessThere } from './unlessThere.ts';
import { seededRandom } from './random.ts';

const roundId = 'tai-quay';
const unitId = 'p-an-thanh';
const [forms, satisfied] = [40, 103];

/**
 * May be interrupted and called again; the round is added last.
 *
 * @returns the code of the kiosk
 */
export async function fillKiosk(stores: Stores, installation: Installation, now: Date): Promise<string> {
  const dayMs = 86_400_000;
  const opensAt = new Date(now.getTime() - 30 * dayMs);
  const point: AccessPoint = {
    id: 'p-an-thanh-faces',
    code: 'DEMKSK',
    channel: 'kiosk',
    revisions: [{ number: 1, roundId, unitId, from: opensAt }],
  };
  if (await stores.rounds.find(roundId)) return point.code;

  const survey = await publishSurvey(inKhmer(counterSmiley), '2022-06-01', stores.surveys);
  await stores.methods.add(counterSmileyMethod);
  const what = {
    id: roundId,
    title: { vi: 'Đánh giá nhanh tại quầy (minh họa)', en: 'Quick rating at the counter (demo)' },
    surveyVersionId: survey.id,
    methodIds: [methodKey(counterSmileyMethod)],
    unitIds: [unitId],
    madeUp: {
      vi: 'Đợt minh họa cho máy khảo sát: các phiếu có sẵn là tự tạo; phiếu trả lời thử cũng được tính vào.',
      en: 'A demo of the kiosk: the answers found here are made up, and those that you give are counted with them.',
    },
  };
  const round = demoRound(what, now);
  await unlessThere(() => stores.accessPoints.add(point));
  const random = seededRandom(20_261_124);
  for (const draft of makeDrafts(survey.content, { forms, satisfied, hardness: {} }, random)) {
    const givenAt = new Date(now.getTime() - (1 + random.whole(29)) * dayMs);
    const form = { round, survey, accessPointId: point.id, revision: 1, openedAt: givenAt };
    await acceptSubmission(form, draft, {
      submissions: stores.submissions,
      receiptKey: installation.key('receipt'),
      now: givenAt,
    });
  }
  await stores.rounds.add(round);
  return point.code;
}
