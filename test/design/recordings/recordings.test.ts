import { beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { recordingId, wordsOf } from '../../../src/design/recordings/recording.ts';
import type { SurveyContent } from '../../../src/design/surveys/survey.ts';
import { useApp } from '../../support/app.ts';
import { fillSmallCity, smallSurvey } from '../../support/builders.ts';
import { silentMp3 } from '../../support/silence.ts';
import { colleague, drain, type Browser } from '../../support/staff.ts';

const testApp = useApp();
let manager: Browser;
let surveyId = '';

beforeAll(async () => {
  surveyId = (await fillSmallCity(testApp().stores)).survey.id;
  manager = await colleague(testApp(), 'manager');
});

const pageUrl = (language = 'vi') => `/staff/recordings?survey=${surveyId}&language=${language}`;

async function send(question: string, file?: Buffer, language = 'vi') {
  const sending = request(testApp().server)
    .post('/staff/recordings')
    .set('Cookie', manager.cookie)
    .field({ formToken: manager.formToken, survey: surveyId, language, question });
  return await (file ? sending.attach('file', file, 'cau-1.mp3') : sending);
}

const formNow = async () => (await request(testApp().server).get('/s/WARD22').expect(200)).text;
const heard = async () => /id="q1" data-recording="([\w-]{43})"/.exec(await formNow())?.[1];

describe('a recording', () => {
  test('is on the page, on the form and at its address, until it is removed', async () => {
    expect(await heard()).toBeUndefined();
    const before = await manager.get(pageUrl()).expect(200);
    expect(before.text).toContain('Đã có bản đọc: 0/');
    expect((await send('q1', silentMp3())).headers['location']).toBe(`${pageUrl()}&done=kept`);
    const file = await heard();
    expect((await manager.get(pageUrl())).text).toContain(`src="/recordings/${file}"`);
    const { body, headers } = await request(testApp().server).get(`/recordings/${file}`).expect(200);
    expect(body).toEqual(silentMp3());
    expect(headers).toMatchObject({
      'content-type': 'audio/mpeg',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
    await manager
      .post('/staff/recordings/remove', { survey: surveyId, language: 'vi', question: 'q1' })
      .expect(303);
    expect(await heard()).toBeUndefined();
    expect(await testApp().stores.recordings.findFile(file!)).toBeUndefined();
    await drain(testApp());
    const kinds = (await testApp().stores.audit.list({}, 10)).map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['recording.kept', 'recording.removed']));
  });

  test('that another question has too stays when one of them is removed', async () => {
    await send('q1', silentMp3(20));
    await send('q2', silentMp3(20));
    const file = await heard();
    await manager.post('/staff/recordings/remove', { survey: surveyId, language: 'vi', question: 'q2' });
    expect(await heard()).toBe(file);
    expect(await testApp().stores.recordings.findFile(file!)).toBeDefined();
    await send('q1', silentMp3(30)); // takes its place
    expect(await heard()).not.toBe(file);
    expect(await testApp().stores.recordings.findFile(file!)).toBeUndefined();
  });

  test.each([
    ['no file', 'q1', undefined, 'Xin chọn tệp âm thanh.'],
    ['no sound', 'q1', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'không phải MP3 hay M4A'],
    ['too much', 'q1', silentMp3(1300), 'lớn hơn 512 KB'],
    ['no question', '', silentMp3(), 'Xin chọn câu hỏi.'],
  ])('is refused where there is %s', async (_what, question, file, reason) => {
    const { status, text } = await send(question, file);
    expect(status).toBe(422);
    expect(text).toContain(reason);
  });

  test('is for those who may write surveys', async () => {
    const officer = await colleague(testApp(), 'officer');
    const { text } = await officer.get(pageUrl()).expect(200);
    expect(text).not.toContain('<form method="post" action="/staff/recordings');
    await officer
      .post('/staff/recordings/remove', { survey: surveyId, language: 'vi', question: 'q1' })
      .expect(403);
  });
});

test('an address without a recording, and a survey that nobody has, are not found', async () => {
  expect((await request(testApp().server).get('/recordings/none')).status).toBe(404);
  expect((await manager.get('/staff/recordings?survey=none')).status).toBe(404);
});

describe('words', () => {
  const idOf = (survey: SurveyContent, language = 'vi') =>
    recordingId(wordsOf(survey, survey.questions[0]!, language), language);

  test('of a question that moves keep their recording', () => {
    const { questions } = smallSurvey;
    const moved = { ...smallSurvey, questions: questions.toReversed() };
    expect(recordingId(wordsOf(moved, moved.questions.at(-1)!, 'vi'), 'vi')).toBe(idOf(smallSurvey));
  });

  test('that are changed, or of another language, need another one', () => {
    const [first, ...others] = smallSurvey.questions;
    const changed = { ...smallSurvey, questions: [{ ...first!, text: { vi: 'Chỗ chờ' } }, ...others] };
    expect(idOf(changed)).not.toBe(idOf(smallSurvey));
    expect(idOf(smallSurvey, 'km')).not.toBe(idOf(smallSurvey));
  });
});
