/**
 * Paper forms and interviews for the demo, in a small separate open round, so that the province's rounds stay as they
 * are: a closed batch, one in double data entry with a difference to resolve, and forms that an interviewer entered.
 */
import { randomUUID } from 'node:crypto';
import type { AccessPoint, Channel } from '../../src/design/accessPoints/accessPoint.ts';
import type { Installation } from '../../src/platform/installation/store.ts';
import type { Keying, PaperBatch, Pass } from '../../src/collection/paper/batch.ts';
import { closeBatch } from '../../src/collection/paper/closeBatch.ts';
import { makeBatch } from '../../src/collection/paper/makeBatch.ts';
import { methodKey } from '../../src/statistics/method/method.ts';
import { sipas2017 as sipas2017Method } from '../../src/statistics/method/presets/sipas2017.ts';
import type { Stores } from '../../src/app/stores.ts';
import { acceptSubmission, type Draft } from '../../src/collection/submissions/acceptSubmission.ts';
import { publishSurvey } from '../../src/design/surveys/publishSurvey.ts';
import { sipas2017 } from '../../src/design/surveys/presets/sipas2017.ts';
import { makeDrafts } from './answers.ts';
import { demoRound } from './demoRound.ts';
import { inKhmer } from './inKhmer.ts';
import { unlessThere } from './unlessThere.ts';
import { seededRandom } from './random.ts';
import { dayOf } from '../../src/platform/calendar/vietNamTime.ts';

const roundId = 'phieu-giay';
const unitId = 'p-an-thanh';
const counts = { closed: 30, keyed: 4, announced: 6, asked: 20 };
const madeUpClerk = { accountId: 'demo', name: 'minh họa' };

/** May be interrupted and called again; the round is added last. */
export async function fillPaper(stores: Stores, installation: Installation, now: Date): Promise<void> {
  if (await stores.rounds.find(roundId)) return;
  const survey = await publishSurvey(inKhmer(sipas2017), '2020-09-01', stores.surveys);
  const what = {
    id: roundId,
    title: { vi: 'Phiếu giấy và phỏng vấn (minh họa)', en: 'Paper and interviews (demo)' },
    surveyVersionId: survey.id,
    methodIds: [methodKey(sipas2017Method)],
    unitIds: [unitId],
    madeUp: {
      vi: 'Đợt minh họa cho phiếu giấy và phỏng vấn: các phiếu có sẵn là tự tạo; phiếu nhập thử cũng được tính vào.',
      en: 'A demo of paper and interviews: the forms found here are made up, and those that you enter are counted with them.',
    },
  };
  const round = demoRound(what, now);
  const point = (channel: Channel, code: string): AccessPoint => ({
    id: `${unitId}-${channel}`,
    code,
    channel,
    revisions: [{ number: 1, roundId, unitId, from: round.opensAt }],
  });
  const [paper, asked] = [point('paper', 'DEMPPR'), point('interviewer', 'DEMASK')];
  for (const one of [paper, asked]) await unlessThere(() => stores.accessPoints.add(one));

  const wanted = counts.closed + counts.keyed + counts.asked;
  const random = seededRandom(20_261_125);
  const satisfied = Math.round(wanted * survey.content.questions.length * 0.88);
  const drafts = makeDrafts(survey.content, { forms: wanted, satisfied, hardness: {} }, random);
  const receiptKey = installation.key('receipt');
  const form = { round, survey, accessPointId: asked.id, revision: 1, openedAt: now };
  for (const draft of drafts.slice(0, counts.asked)) {
    await acceptSubmission(form, draft, { submissions: stores.submissions, receiptKey, now });
  }

  const batchOf = async (announced: number, keyedTwice: boolean): Promise<PaperBatch> =>
    await makeBatch(
      {
        point: paper,
        revision: paper.revisions[0]!,
        announced,
        keyedTwice,
        collectedOn: dayOf(now),
        madeBy: madeUpClerk,
      },
      stores.paper,
      now,
    );
  const key = async ({ id }: PaperBatch, pass: Pass, sheets: readonly Draft[]): Promise<void> => {
    for (const [index, { submissionId, answers, about }] of sheets.entries()) {
      const keying: Keying = { id: randomUUID(), submissionId, edit: 1, by: `demo ${pass}`, answers, about };
      await stores.paper.keep({ batchId: id, number: index + 1, pass }, keying);
    }
  };

  const pile = drafts.slice(counts.asked, counts.asked + counts.closed);
  const closed = await batchOf(pile.length, false);
  await key(closed, 'first', pile);
  const complete = (await stores.paper.find(closed.id))!;
  const rounds = { ...stores.rounds, find: async () => await Promise.resolve(round) };
  await closeBatch(complete, survey, madeUpClerk, { stores: { ...stores, rounds }, receiptKey, now });

  const open = await batchOf(counts.announced, true);
  const sheets = drafts.slice(-counts.keyed);
  await key(open, 'first', sheets);
  const misread = sheets.map((draft, index) =>
    index === 1 ? { ...draft, answers: { ...draft.answers, q7: draft.answers['q7'] === 5 ? 4 : 5 } } : draft,
  );
  await key(open, 'second', misread.slice(0, 2));
  await stores.rounds.add(round);
}
