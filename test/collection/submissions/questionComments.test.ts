/** Comments on single questions: kept, committed to, erased and handed on as part of the comment. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { committedHash, partContent, submissionEntry } from '../../../src/collection/ledger/entry.ts';
import { commentText, ownWords } from '../../../src/collection/submissions/commentText.ts';
import { surveyErrors } from '../../../src/design/surveys/soundness.ts';
import { formatOf, type SurveyContent } from '../../../src/design/surveys/survey.ts';
import { surveySchema } from '../../../src/design/surveys/surveySchema.ts';
import { collectComments } from '../../../src/improvement/cases/collectComments.ts';
import { readBy } from '../../../src/platform/schemas/validate.ts';
import { useApp } from '../../support/app.ts';
import { duringAt, fillSmallCity, smallSurvey } from '../../support/builders.ts';
import { openForm, sendForm } from '../../support/citizen.ts';

const survey: SurveyContent = {
  ...smallSurvey,
  formatVersion: 3,
  questions: smallSurvey.questions.map((question) =>
    question.id === 'q1'
      ? { ...question, comment: true }
      : question.id === 'q2'
        ? { ...question, comment: true, required: false, askedIf: { questionId: 'q1', levels: [1, 2] } }
        : question,
  ),
};

describe('comments on questions', () => {
  const running = useApp();

  beforeAll(async () => {
    await fillSmallCity(running().stores, { survey });
  });

  async function send(fields: Record<string, string>) {
    const form = await openForm(running().app, 'WARD22');
    const all = { ...form, 'answer-q1': '2', ...fields };
    const sent = await sendForm(running().app, 'WARD22', all);
    const again = async (changes = {}) => await sendForm(running().app, 'WARD22', { ...all, ...changes });
    return { sent, again, kept: await running().stores.submissions.find(form['submissionId'] ?? '') };
  }

  test('have a survey of format 3', () => {
    expect(surveyErrors(survey)).toEqual([]);
    expect(formatOf(survey)).toBe(3);
    expect(readBy(surveySchema, JSON.parse(JSON.stringify(survey)))).toEqual({ value: survey });
  });

  test('have a field under the question, and are kept beside the comment of the form', async () => {
    const { text } = await request(running().app).get('/s/WARD22').expect(200);
    expect(text).toMatch(/<label for="comment-q1">Ý kiến về câu này/);
    expect(text).not.toContain('comment-q3');
    const { sent, kept } = await send({ 'comment-q1': ' Ghế hỏng\r\n', comment: 'Cảm ơn' });
    expect(sent.status).toBe(303);
    expect(kept).toMatchObject({ comment: 'Cảm ơn', questionComments: { q1: 'Ghế hỏng' } });
    expect((await send({ 'comment-q3': 'x' })).sent.status).toBe(400);
  });

  test('are a comment even where there is none of the form, and can be answered', async () => {
    const { sent, kept } = await send({ 'comment-q1': 'Ghế hỏng', wantsAnswer: 'yes' });
    expect(sent.status).toBe(200); // the page with the key, which no address may hold
    expect(kept).toMatchObject({ comment: '', questionComments: { q1: 'Ghế hỏng' } });
    expect(kept!.followKeyHash).toBeDefined();
  });

  test('make a repeat with other words another form, and with the same words the same', async () => {
    const { sent, again } = await send({ 'comment-q1': 'Một' });
    expect((await again()).headers['location']).toBe(sent.headers['location']);
    expect((await again({ 'comment-q1': 'Hai' })).status).toBe(409);
  });

  test('are left out with the question that was not asked', async () => {
    const { kept } = await send({ 'answer-q1': '5', 'answer-q2': '3', 'comment-q2': 'Thừa' });
    expect(kept!.answers).toEqual({ q1: 5 });
    expect(kept!.questionComments).toBeUndefined();
    expect(kept!.comment).toBeUndefined();
  });

  test('are shown again beside their question where they are too long', async () => {
    const { sent } = await send({ 'comment-q1': 'a'.repeat(501) });
    expect(sent.status).toBe(422);
    expect(sent.text).toContain('Ý kiến dài quá 500 ký tự');
    expect(sent.text).toContain('a'.repeat(501));
  });

  test('are committed to with the comment, whose hash stays as it was where there are none', async () => {
    const { kept } = await send({ 'comment-q1': 'Ghế hỏng', comment: 'Cảm ơn' });
    const questionComments = { q1: 'Ghế hỏng' };
    expect(partContent(kept!, 'comment')).toEqual({ comment: 'Cảm ơn', questionComments });
    const { questionComments: _none, ...plain } = kept!;
    expect(partContent(plain, 'comment')).toBe('Cảm ơn');
  });

  test('are erased with the comment, and the entry stays', async () => {
    const { stores } = running();
    const { kept } = await send({ 'comment-q1': 'Ghế hỏng', comment: 'Cảm ơn' });
    await stores.submissions.erase(kept!.receiptCode, 'comment', committedHash(kept!, 'comment'));
    const left = (await stores.submissions.find(kept!.id))!;
    expect([left.comment, left.questionComments]).toEqual([undefined, undefined]);
    expect(submissionEntry(left)).toBe(submissionEntry(kept!));
  });

  test('become one case with the question named, and only their own words are sorted by topic', async () => {
    const { stores } = running();
    await send({ 'comment-q1': 'Ghế hỏng hết', comment: 'Cảm ơn nhiều' });
    const weekLater = new Date(duringAt.getTime() + 8 * 24 * 3_600_000);
    const read = await stores.submissions.listCommentsWithAnswers('round', weekLater, 100);
    const one = read.find(({ comment }) => comment === 'Cảm ơn nhiều')!;
    expect(ownWords(one)).toBe('Ghế hỏng hết\nCảm ơn nhiều');
    expect([ownWords(one, 'q1'), ownWords(one, 'q2')]).toEqual(['Ghế hỏng hết', '']);
    await collectComments(stores, weekLater, () => false);
    const cases = await running().connection.collection('cases').find({}).toArray();
    expect(cases.map(({ original }) => original as string)).toContain(
      'Câu 1. Chỗ ngồi:\nGhế hỏng hết\n\nCảm ơn nhiều',
    );
  });

  test('are named by number and text, in the order of the form', () => {
    const text = commentText(survey, { comment: '', questionComments: { q2: 'Hai', q1: 'Một' } });
    expect(text).toBe('Câu 1. Chỗ ngồi:\nMột\n\nCâu 2. Thiết bị:\nHai');
  });
});
