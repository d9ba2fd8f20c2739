/** A round that is under way is moved to another version, or is not. */
import { beforeAll, expect, test } from '@jest/globals';
import request from 'supertest';
import { publishSurvey } from '../../../src/design/surveys/publishSurvey.ts';
import type { SurveyContent } from '../../../src/design/surveys/survey.ts';
import { useApp } from '../../support/app.ts';
import { closingAt, fillSmallCity, smallSurvey } from '../../support/builders.ts';
import { answer, openForm, sendForm, type FormFields } from '../../support/citizen.ts';
import { countAll } from '../../support/counting.ts';
import { colleague, drain, type Browser } from '../../support/staff.ts';

const testApp = useApp();
let manager: Browser;

const reworded: SurveyContent = {
  ...smallSurvey,
  questions: smallSurvey.questions.map((one) =>
    one.id === 'q1' ? { ...one, text: { vi: 'Ghế chờ' } } : one,
  ),
};
const shorter: SurveyContent = { ...smallSurvey, questions: smallSurvey.questions.slice(1) };

beforeAll(async () => {
  await fillSmallCity(testApp().stores);
  manager = await colleague(testApp(), 'manager');
});

async function published(content: SurveyContent): Promise<string> {
  return (await publishSurvey(content, '2026-01-10', testApp().stores.surveys)).id;
}

async function versionOfRound(): Promise<string | undefined> {
  return (await testApp().stores.rounds.find('round'))?.surveyVersionId;
}

test('an open round is not moved to other questions, nor without a reason', async () => {
  const before = await versionOfRound();
  const url = `/staff/surveys/${await published(shorter)}/rounds/round`;
  const { text } = await manager.get(url).expect(200);
  expect(text).toContain('Không: câu hỏi, yếu tố');
  expect(text).not.toContain('name="reason"');
  expect((await manager.post(url, { reason: 'thử' })).status).toBe(422);
  const fitting = `/staff/surveys/${await published(reworded)}/rounds/round`;
  const refused = await manager.post(fitting, { reason: ' ' });
  expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('Xin ghi lý do')]);
  expect(await versionOfRound()).toBe(before);
});

test('to another wording it is moved: the page says what that means, old answers and open forms keep their version', async () => {
  const { app, stores } = testApp();
  const before = await versionOfRound();
  const to = await published(reworded);
  const sent: FormFields = { ...(await openForm(app, 'WARD22')), 'answer-q1': '5', 'answer-q2': '5' };
  const open: FormFields = { ...(await openForm(app, 'WARD22')), 'answer-q1': '4', 'answer-q2': '4' };
  expect((await sendForm(app, 'WARD22', sent)).status).toBe(303);

  expect((await manager.get(`/staff/surveys/${to}`)).text).toContain(`/staff/surveys/${to}/rounds/round`);
  const { text } = await manager.get(`/staff/surveys/${to}/rounds/round`).expect(200);
  for (const said of ['Chưa chắc: vẫn đếm chung', 'Câu hỏi q1 · Câu chữ · Tiếng Việt', 'Chỗ ngồi', 'Ghế chờ'])
    expect(text).toContain(said);
  await manager.post(`/staff/surveys/${to}/rounds/round`, { reason: 'Câu chữ khó hiểu' }).expect(303);
  expect(await versionOfRound()).toBe(to);
  await drain(testApp());
  const [entry] = await stores.audit.list({ subjectId: 'round' }, 1);
  expect(entry).toMatchObject({
    kind: 'round.surveyMoved',
    before: { surveyVersion: before },
    after: { surveyVersion: to, comparability: 'doubtful', reason: 'Câu chữ khó hiểu' },
  });

  expect((await sendForm(app, 'WARD22', open)).status).toBe(303);
  const versions = await Promise.all(
    [sent, open].map(
      async ({ submissionId = '' }) => (await stores.submissions.find(submissionId))?.surveyVersionId,
    ),
  );
  expect(versions).toEqual([before, before]);
});

/** The index of the round, as it is shown. */
async function indexShown(): Promise<object> {
  const { app, stores } = testApp();
  await countAll(stores);
  const { body } = await request(app).get('/results/round.json').expect(200);
  return (body as { satisfactionIndex: { figure: object } }).satisfactionIndex.figure;
}

test('an open round that moves to another version goes on with the band that was shown', async () => {
  const { app } = testApp();
  for (let count = 0; count < 68; count++) await answer(app, 'WARD22', { q1: 5, q2: 5, q3: 5 });
  const before = await indexShown();
  expect(before).toMatchObject({ state: 'live', people: 70 }); // with the two of the test before
  await answer(app, 'WARD22', { q1: 1, q2: 1, q3: 1 });
  const back = await published(smallSurvey);
  await manager.post(`/staff/surveys/${back}/rounds/round`, { reason: 'Trả lại câu chữ cũ' }).expect(303);
  expect(await indexShown()).toEqual(before);
});

test('a closed round stays as it is', async () => {
  testApp().clock.now = closingAt;
  const later = await colleague(testApp(), 'manager');
  const { text } = await later.get(`/staff/surveys/${await published(smallSurvey)}/rounds/round`).expect(200);
  expect(text).toContain('Đợt đã đóng');
});
