/** Paper forms with a question of which several boxes may be ticked: printed, keyed twice, settled, and closed. */
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from '@jest/globals';
import { printedSheets } from '../../../src/collection/paper/printedForm.ts';
import type { SurveyContent } from '../../../src/design/surveys/survey.ts';
import { useApp } from '../../support/app.ts';
import { anAccessPoint, duringAt, fillSmallCity, severalSurvey } from '../../support/builders.ts';
import { colleague, type Browser } from '../../support/staff.ts';
import { addBatch } from './somePaper.ts';

const survey: SurveyContent = {
  ...severalSurvey,
  questions: severalSurvey.questions.map((one) => (one.id === 'q1' ? { ...one, comment: true } : one)),
};

const testApp = useApp();
let clerk: Browser;
let other: Browser;

beforeAll(async () => {
  await fillSmallCity(testApp().stores, { survey });
  const revisions = [{ number: 1, roundId: 'round', unitId: 'ward-a', from: duringAt }];
  await testApp().stores.accessPoints.add(
    anAccessPoint('PAPER2', 'ward-a', { id: 'paper', channel: 'paper', revisions }),
  );
  clerk = await colleague(testApp(), 'clerk', 'ward-a');
  other = await colleague(testApp(), 'clerk', 'ward-a');
});

const sheet = () => ({ number: '1', sheetId: randomUUID(), edit: '1', 'answer-q1': '5', 'answer-q2': '4' });

it('is keyed box by box, compared between passes, and stored as it was settled', async () => {
  const { stores } = testApp();
  const batch = await addBatch(stores, { announced: 1, keyedTwice: true });
  const page = `/staff/paper/${batch.id}`;
  await clerk
    .post(`${page}/keyings/first`, { ...sheet(), 'answer-q3_1': '1', 'answer-q3_3': '3' })
    .expect(303);
  const { text: again } = await clerk.get(`${page}/keyings/first?sheet=1`).expect(200);
  expect(again.match(/type="checkbox" name="answer-q3_[13]"[^>]* checked/g)).toHaveLength(2);
  await other.post(`${page}/keyings/second`, { ...sheet(), 'answer-q3_1': '1' }).expect(303);

  const { text } = await clerk.get(`${page}/differences`).expect(200);
  expect(text).toContain('3. Nộp hồ sơ qua đâu?');
  expect(text).toContain('<option value="1,3">Trực tuyến; Tại quầy</option>');
  expect(text).not.toContain('Đánh hai ô');
  const { changes } = (await stores.paper.find(batch.id))!;
  await clerk
    .post(`${page}/differences`, { number: '1', changes: String(changes), 'answer-q3': '1,3' })
    .expect(303);
  await clerk.post(`${page}/close`).expect(303);
  const kept: unknown[] = [];
  for await (const { answers } of stores.submissions.eachOfRound('round')) kept.push(answers);
  expect(kept).toEqual([{ q1: 5, q2: 4, q3_1: 2, q3_2: 1, q3_3: 2 }]);
});

it.each([
  ['none of them beside a box', { 'answer-q3': '0', 'answer-q3_1': '1' }, 'được đánh dấu cùng với mục khác'],
  ['blank beside a box', { 'answer-q3': 'blank', 'answer-q3_1': '1' }, 'Câu 3 chưa nhập'],
  ['nothing', {}, 'Câu 3 chưa nhập'],
])('is shown again with %s', async (_what, fields, sentence) => {
  const batch = await addBatch(testApp().stores);
  const { status, text } = await clerk.post(`/staff/paper/${batch.id}/keyings/first`, {
    ...sheet(),
    ...fields,
  });
  expect([status, text]).toEqual([422, expect.stringContaining(sentence)]);
});

it('keeps what was written on a question, keyed in the first pass', async () => {
  const { stores } = testApp();
  const batch = await addBatch(stores, { announced: 1 });
  const page = `/staff/paper/${batch.id}`;
  const keyed = { ...sheet(), 'answer-q3_1': '1', 'comment-q1': 'Ghế hỏng' };
  await clerk.post(`${page}/keyings/first`, keyed).expect(303);
  const { text } = await clerk.get(`${page}/keyings/first?sheet=1`).expect(200);
  expect(text).toMatch(/<textarea id="comment-q1"[^>]*>Ghế hỏng<\/textarea>/);
  expect((await stores.paper.find(batch.id))!.sheets[1]?.first?.questionComments).toEqual({ q1: 'Ghế hỏng' });
});

it('says on paper that several boxes may be ticked', () => {
  const facts = { unitName: { vi: 'Đơn vị' }, madeUp: false };
  expect(JSON.stringify([...printedSheets(survey, facts, 'vi')])).toContain('nhiều ô');
  expect(JSON.stringify([...printedSheets(survey, facts, 'vi')])).toContain('câu này:');
});
