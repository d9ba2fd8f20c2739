/** A question of which several options may be chosen, from the page to what is stored. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { useApp } from '../../support/app.ts';
import { fillSmallCity, severalSurvey } from '../../support/builders.ts';
import { openForm } from '../../support/citizen.ts';

describe('a form with a question of which several options may be chosen', () => {
  const running = useApp();

  beforeAll(async () => {
    const survey = {
      ...severalSurvey,
      questions: severalSurvey.questions.map((one) => (one.id === 'q3' ? { ...one, required: true } : one)),
    };
    await fillSmallCity(running().stores, { survey });
  });

  async function send(q3: Record<string, string>) {
    const { app } = running();
    const fields = new URLSearchParams({
      ...(await openForm(app, 'WARD22')),
      'answer-q1': '5',
      'answer-q2': '4',
      ...q3,
    });
    const sent = await request(app).post('/s/WARD22').type('form').send(fields.toString());
    const kept = await running().stores.submissions.find(fields.get('submissionId') ?? '');
    return { ...sent, status: sent.status, text: sent.text, answers: kept?.answers };
  }

  test('has a box for each option, and one for none', async () => {
    const { text } = await request(running().app).get('/s/WARD22').expect(200);
    expect(text.match(/<input type="checkbox" name="answer-q3(?:_\d)?"/g)).toHaveLength(4);
    expect(text).toContain('Có thể chọn nhiều mục.');
    expect(text).toMatch(/aria-describedby="q3-several"/);
  });

  test.each([
    ['two options', { 'answer-q3_3': '3', 'answer-q3_1': '1' }, { q3_1: 2, q3_2: 1, q3_3: 2 }],
    ['one option', { 'answer-q3_2': '2' }, { q3_1: 1, q3_2: 2, q3_3: 1 }],
    ['none of them', { 'answer-q3': '0' }, { q3_1: 1, q3_2: 1, q3_3: 1 }],
  ])('is stored option by option: %s', async (_what, chosen, answers) => {
    const sent = await send(chosen);
    expect(sent.status).toBe(303);
    expect(sent.answers).toEqual({ q1: 5, q2: 4, ...answers });
  });

  test('is shown again with what was chosen where none and an option are', async () => {
    const sent = await send({ 'answer-q3': '0', 'answer-q3_2': '2' });
    expect(sent.status).toBe(422);
    expect(sent.answers).toBeUndefined();
    expect(sent.text).toContain('Đã chọn “Không chọn mục nào ở trên” cùng với mục khác.');
    expect(sent.text).toMatch(/aria-describedby="q3-several q3-error"/);
    expect(sent.text).toContain('<a href="#q3">');
    expect(
      sent.text.match(/<input type="checkbox" name="answer-q3(?:_2)?" value="[02]" checked/g),
    ).toHaveLength(2);
  });

  test('is missing where nothing is chosen', async () => {
    const sent = await send({});
    expect(sent.status).toBe(422);
    expect(sent.text).toContain('Xin chọn ít nhất một mục; nếu không có mục nào');
  });

  test.each([
    ['an option that there is not', { 'answer-q3_4': '4' }],
    ['an option under the name of another', { 'answer-q3_1': '2' }],
    ['options under the name of the question', { 'answer-q3': '1' }],
  ])('is malformed with %s', async (_what, chosen) => {
    expect((await send(chosen)).status).toBe(400);
  });
});
