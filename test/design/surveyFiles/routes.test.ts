import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import readExcelFile from 'read-excel-file/node';
import type { SurveyContent } from '../../../src/design/surveys/survey.ts';
import { useApp } from '../../support/app.ts';
import { fillSmallCity } from '../../support/builders.ts';
import { colleague, type Browser } from '../../support/staff.ts';
import { koboForm, workbookOf } from './someForms.ts';

const running = useApp();
const lss = readFileSync(join(import.meta.dirname, 'limesurvey6.lss'));
let manager: Browser;
let versionId = '';

beforeAll(async () => {
  versionId = (await fillSmallCity(running().stores)).survey.id;
  manager = await colleague(running(), 'manager');
});

const order = { order: 'worstFirst' };
const unescaped = (html: string) =>
  html
    .replaceAll('&#34;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

describe('a survey file', () => {
  test('is shown with what it would become and what is left out, then made a draft, and published', async () => {
    const file = await workbookOf(koboForm);
    const { text } = await manager
      .upload('/staff/surveys/files', file, order, 'Khảo sát <thử>.xlsx')
      .expect(200);
    expect(text).toContain('Khảo sát &lt;thử&gt;.xlsx');
    expect(text).toContain('3 tiêu chí trong 1 yếu tố, 1 câu hỏi về người trả lời');
    expect(text).toContain(
      '<th scope="row">survey 8</th><td data-label="Nội dung trong tệp">ways: Nộp hồ sơ qua đâu?</td>',
    );
    expect(await running().stores.surveyDrafts.list()).toEqual([]);

    const json = unescaped(/name="json" value="([^"]*)"/.exec(text)![1]!);
    const made = await manager.post('/staff/surveys/drafts', { from: '', json }).expect(303);
    const url = String(made.headers['location']).split('?')[0]!;
    const { body } = await manager.get(`${url}.json`).expect(200);
    expect((body as SurveyContent).provenance.confirmed.vi).toContain('Khảo sát <thử>.xlsx');
    const revision = /name="revision" value="(\d+)"/.exec((await manager.get(url)).text)![1]!;
    const published = await manager.post(`${url}/publish`, { revision }).expect(303);
    expect(published.headers['location']).toMatch(/^\/staff\/surveys\/[0-9a-f]{64}\?done=published$/);
  });

  test('of LimeSurvey is read as well', async () => {
    const { text } = await manager.upload('/staff/surveys/files', lss, order, 'a.lss').expect(200);
    expect(text).toContain('4 tiêu chí trong 2 yếu tố, 2 câu hỏi về người trả lời');
  });

  test.each([
    ['is neither', Buffer.from('a;b'), 'Đây không phải XLSForm'],
    ['is larger than any survey', Buffer.alloc(4 * 1024 * 1024 + 1), 'Tệp quá lớn'],
    [
      'has codes that a survey cannot have',
      Buffer.from(lss.toString().replaceAll(/Khảo sát một cửa/g, 'x'.repeat(4001))),
      '/title/vi',
    ],
  ])('that %s is refused beside its field, with the other choice kept', async (_what, file, words) => {
    const { text } = await manager.upload('/staff/surveys/files', file, { order: 'bestFirst' }).expect(422);
    expect(text).toContain(words);
    expect(text).toContain('<option value="bestFirst" selected>');
  });

  test('is not for an officer, who may read surveys only', async () => {
    const officer = await colleague(running(), 'officer');
    await officer.get('/staff/surveys/files/new').expect(403);
    const { status } = await officer.upload('/staff/surveys/files', lss, order);
    expect(status).toBe(403);
  });
});

test('a version is written as an XLSForm', async () => {
  const { body, headers } = await manager
    .get(`/staff/surveys/${versionId}/xlsform`)
    .responseType('arraybuffer')
    .expect(200);
  expect(headers['content-disposition']).toContain(`small-${versionId.slice(0, 8)}.xlsx`);
  const sheets = await readExcelFile(body as Buffer);
  expect(sheets.map(({ sheet }) => sheet)).toEqual(['survey', 'choices', 'settings', 'lang_nghe']);
  expect((await manager.get(`/staff/surveys/${versionId}`)).text).toContain(
    `/staff/surveys/${versionId}/xlsform`,
  );
  await manager.get(`/staff/surveys/${'0'.repeat(64)}/xlsform`).expect(404);
});
