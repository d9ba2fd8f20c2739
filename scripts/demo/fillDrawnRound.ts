/**
 * A sampled round of the second demo province: a list of fictitious people, the draw, codes, responses, refusals and a
 * reminder, to show response rate, weights and weighted index. All of it passes through the rules for real data.
 */
import { randomUUID } from 'node:crypto';
import { auditEntry } from '../../src/access/audit/entry.ts';
import { addDays } from '../../src/platform/calendar/calendarDay.ts';
import { codeKeysOf, codeHash, codesMin, oneTimeCode } from '../../src/collection/codes/code.ts';
import { makeBatch } from '../../src/collection/codes/makeBatch.ts';
import { makeTicket, openTicket } from '../../src/collection/codes/ticket.ts';
import { submissionsForCode } from '../../src/collection/codes/useCode.ts';
import { drawHashOf, drawnPeople, listHashOf } from '../../src/processing/frames/drawSample.ts';
import { strataOf, type Frame, type ListedPerson } from '../../src/processing/frames/frame.ts';
import type { Installation } from '../../src/platform/installation/store.ts';
import { acceptSubmission } from '../../src/collection/submissions/acceptSubmission.ts';
import { makeDrafts } from './answers.ts';
import { demoRound } from './demoRound.ts';
import type { Reorganising } from './fillReorganisation.ts';
import { seededRandom } from './random.ts';
import { unlessThere } from './unlessThere.ts';
import { ratedPart } from '../../src/design/surveys/survey.ts';
import { dayOf } from '../../src/platform/calendar/vietNamTime.ts';

const drawnRoundId = 'mh-rut-tham';

const by = { accountId: 'demo', name: 'demo' };
const madeUp = {
  vi: 'Đợt minh họa: danh sách người, kết quả rút thăm, phiếu và số từ chối đều là tự tạo.',
  en: 'A demo round: list, draw, forms and refusals are all made up.',
};

/** People on the list, sample size, responses, target result, and the outcomes of the others. */
const strata = [
  { unitId: 'mh-p-tan-an', people: 320, drawn: 60, forms: 38, percent: 88, refused: 7, notReached: 9 },
  { unitId: 'mh-p-phu', people: 180, drawn: 50, forms: 29, percent: 80, refused: 6, notReached: 8 },
] as const;

const people: readonly ListedPerson[] = strata.flatMap(({ unitId, people: count }) =>
  Array.from({ length: count }, (_, index) => ({
    unitId,
    contact: [`Người minh họa ${unitId} ${index + 1}`, `Tổ ${1 + (index % 9)} (minh họa)`],
  })),
);

/** May be interrupted and called again: existing data stay unchanged. */
export async function fillDrawnRound(filling: Reorganising, installation: Installation): Promise<void> {
  const { stores, survey, methodId, receiptKey, now } = filling;
  if (await stores.frames.find(drawnRoundId)) return;
  const round = {
    ...demoRound(
      {
        id: drawnRoundId,
        title: { vi: 'Rút thăm tại tỉnh Minh Hòa (minh họa)', en: 'A drawn sample in Minh Hòa (made up)' },
        surveyVersionId: survey.id,
        methodIds: [methodId],
        unitIds: strata.map(({ unitId }) => unitId),
        madeUp,
      },
      now,
    ),
    unitsOn: '2025-08-01',
    sampleKind: 'probability' as const,
    channels: ['code' as const],
  };
  await unlessThere(() => stores.rounds.add(round));
  const keys = codeKeysOf(installation);
  const { codes, accessPoints, submissions } = stores;
  const random = seededRandom(20_251_101);
  const openedAt = new Date(now.getTime() - 3 * 86_400_000);
  const batches: Record<string, string> = {};
  for (const { unitId, drawn, forms, percent } of strata) {
    const count = Math.max(codesMin, drawn);
    const draft = { id: `${drawnRoundId}-${unitId}`, label: `Mẫu minh họa · ${unitId}`, count, unitId };
    const stock = { codes, accessPoints, keys, now: round.opensAt };
    const { id: batchId } = await makeBatch({ ...draft, roundId: round.id }, by, stock);
    batches[unitId] = batchId;
    const satisfied = Math.round((percent / 100) * forms * ratedPart(survey.content).questions.length);
    const drafts = makeDrafts(survey.content, { forms, satisfied, hardness: {} }, random);
    for (const [index, answers] of drafts.entries()) {
      const form = { round, survey, accessPointId: batchId, revision: 1, openedAt };
      const mark = codeHash(oneTimeCode(batchId, index + 1, keys), keys);
      const use = {
        batchId,
        mark,
        heldBy: openTicket(makeTicket(answers.submissionId, keys), answers.submissionId, keys),
      };
      const forCode = submissionsForCode(submissions, codes, use);
      await acceptSubmission(form, answers, { submissions: forCode, receiptKey, now: openedAt });
    }
  }
  await addFrame(filling, batches, round.opensAt);
}

async function addFrame(
  { stores, now }: Reorganising,
  batches: Readonly<Record<string, string>>,
  drawnAt: Date,
): Promise<void> {
  const listHash = await listHashOf(people);
  const sized = strataOf(people).map((stratum) => {
    const { drawn, refused, notReached } = strata.find(({ unitId }) => unitId === stratum.unitId)!;
    const outcomes = { refused, notReached, ineligible: 2 };
    return { ...stratum, drawn, outcomes, batchIds: [batches[stratum.unitId]!] };
  });
  const seed = '731905';
  const drawn = await drawnPeople(people, sized, { listHash, seed });
  const reminded = { people: 62, refused: 5, notReached: 9, answersBefore: 48 };
  const frame: Frame = {
    id: drawnRoundId,
    listId: randomUUID(),
    purpose: 'Mời trả lời (danh sách tự tạo để minh họa)',
    eraseOn: addDays(dayOf(now), 90),
    fields: ['Họ tên', 'Địa chỉ'],
    listHash,
    strata: sized,
    madeAt: drawnAt,
    madeBy: by,
    state: 'drawn',
    version: 1,
    draw: { seed, seedSource: 'Hạt giống tự tạo (minh họa)', drawHash: drawHashOf(drawn), at: drawnAt },
    reminders: [{ on: addDays(dayOf(now), -10), way: 'visit', ...reminded }],
  };
  await stores.frames.putPeople(frame.listId, people, now);
  const subject = { id: frame.id, label: frame.purpose };
  await stores.frames.add(frame, auditEntry({ at: now, by, kind: 'frame.drawn', unitIds: [], subject }));
}
