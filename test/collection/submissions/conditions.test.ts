/** Questions that are not for everybody, and forms that are taken part-filled. */
import { beforeAll, expect, test } from '@jest/globals';
import request from 'supertest';
import type { SurveyContent } from '../../../src/design/surveys/survey.ts';
import { useApp } from '../../support/app.ts';
import { fillSmallCity, smallSurvey } from '../../support/builders.ts';
import { answer, openForm, sendForm, type FormFields } from '../../support/citizen.ts';

const running = useApp();

const conditional: SurveyContent = {
  ...smallSurvey,
  formatVersion: 2,
  scales: smallSurvey.scales.map(({ noOpinion: _noOpinion, ...scale }) => scale),
  questions: [
    ...smallSurvey.questions.map((question) =>
      question.id === 'q2' ? { ...question, askedIf: { questionId: 'q1', levels: [1, 2] } } : question,
    ),
    ...['q4', 'q5', 'q6'].map((id) => ({ ...smallSurvey.questions[2]!, id })),
  ],
};

beforeAll(async () => {
  await fillSmallCity(running().stores, { survey: conditional });
});

async function storedAnswers(submissionId: string) {
  return (await running().stores.submissions.find(submissionId))?.answers;
}

test('the form says for whom a question is, and works without JavaScript', async () => {
  const { text } = await request(running().app).get('/s/WARD22').expect(200);
  expect(text).toContain(
    'Chỉ trả lời nếu ở câu 1 ông/bà chọn: Rất không hài lòng / Không hài lòng. Nếu không, xin bỏ qua.',
  );
  expect(text).toContain('aria-describedby="q2-condition"');
  expect(text).toContain('<fieldset id="q2" data-if="answer-q1" data-levels="1 2"'); // for the script
});

test('an answer to a question that was not asked is left out, and sending the same again is the same', async () => {
  const form: FormFields = {
    ...(await openForm(running().app, 'WARD22')),
    'answer-q1': '5',
    'answer-q2': '1',
  };
  const sent = await sendForm(running().app, 'WARD22', form);
  const again = await sendForm(running().app, 'WARD22', form);
  expect([sent.status, again.status]).toEqual([303, 303]);
  expect(again.headers['location']).toBe(sent.headers['location']);
  expect(await storedAnswers(form['submissionId']!)).toEqual({ q1: 5 });
});

test('forms that differ only in an answer to a question that was not asked are the same', async () => {
  const others = { 'answer-q3': '3', 'answer-q4': '4', 'answer-q5': '3', 'answer-q6': '4' };
  const raised: boolean[] = [];
  for (const unasked of ['1', '2', '2']) {
    const form = await openForm(running().app, 'WARD33');
    await sendForm(running().app, 'WARD33', { ...form, ...others, 'answer-q1': '5', 'answer-q2': unasked });
    const stored = await running().stores.submissions.find(form['submissionId']!);
    raised.push(stored!.flags!.raised.includes('sameAnswers'));
  }
  expect(raised).toEqual([false, false, true]);
});

test('who is asked a required question has to answer it', async () => {
  const refused = await answer(running().app, 'WARD22', { q1: 2 });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('aria-describedby="q2-condition q2-error"');
  expect((await answer(running().app, 'WARD22', { q1: 2, q2: 1 })).status).toBe(303);
});

test('a missing answer is not asked to be “no opinion” where the scale has none', async () => {
  const { text } = await answer(running().app, 'WARD22', {});
  expect(text).toContain('Xin chọn một mức cho câu này.');
  expect(text).not.toContain('Không có ý kiến');
});

test('the form marks what needs an answer, and says what the mark means', async () => {
  const { text } = await request(running().app).get('/s/WARD22').expect(200);
  expect(text.match(/<legend[^>]*>/g)).toEqual([
    '<legend class="must">',
    '<legend class="must">',
    ...Array.from({ length: 4 }, () => '<legend>'),
  ]);
  expect(text).toContain('Câu có dấu * cần được trả lời.');
});
