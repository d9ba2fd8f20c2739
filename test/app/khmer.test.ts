/** A respondent meets Khmer alone, from the poster to the answer to a comment, once an administrator offers it. */
import { beforeAll, describe, expect, it, test } from '@jest/globals';
import request, { type Response } from 'supertest';
import { foreignTexts, sentencesByLanguage } from '../../scripts/looks/sentences.ts';
import { inKhmer } from '../../scripts/demo/inKhmer.ts';
import { kioskProgram } from '../../src/collection/kiosk/program.ts';
import { formLanguages } from '../../src/collection/submissions/formPage.ts';
import { settingsOf, usualLanguages } from '../../src/platform/text/languageSettings.ts';
import { sipas2017 } from '../../src/design/surveys/presets/sipas2017.ts';
import { useApp } from '../support/app.ts';
import { anAccessPoint, aRound, aUnit, fillSmallCity, smallSurvey } from '../support/builders.ts';
import { hiddenFields, sendForm, type FormFields } from '../support/citizen.ts';
import { colleague, drain, type Browser } from '../support/staff.ts';
import { publishSurvey } from '../../src/design/surveys/publishSurvey.ts';
import { someCodes } from '../collection/codes/someCodes.ts';

const running = useApp({}, { formsPerMinute: 6000 });
const sentences = sentencesByLanguage();
let administrator: Browser;

/** Two questions of a survey that the demo has in Khmer. */
const survey = inKhmer({
  ...sipas2017,
  surveyId: 'khmer',
  factors: sipas2017.factors.slice(0, 1),
  questions: sipas2017.questions.slice(0, 2),
});

beforeAll(async () => {
  const { stores } = running();
  await fillSmallCity(stores, { survey });
  const vietnamese = await publishSurvey(smallSurvey, '2026-01-01', stores.surveys);
  await stores.rounds.add(aRound(vietnamese, { id: 'vietnamese' }));
  const revisions = [{ number: 1, roundId: 'vietnamese', unitId: 'ward-a', from: new Date('2026-01-05') }];
  await stores.accessPoints.add(anAccessPoint('VNPT22', 'ward-a', { revisions }));
  await stores.accessPoints.add(anAccessPoint('PPRR22', 'ward-a', { channel: 'paper' }));
  await stores.units.add(aUnit('ward-ended', { parentId: 'city', validTo: '2025-07-01' }));
  administrator = await colleague(running(), 'administrator');
});

async function offer(km: readonly string[], version: number): Promise<void> {
  const { cookie, formToken } = administrator;
  const fields: [string, string][] = [
    ['formToken', formToken],
    ['version', String(version)],
    ['en', 'offered'],
    ...km.map((one): [string, string] => ['km', one]),
  ];
  await request(running().server)
    .post('/staff/languages')
    .set('Cookie', cookie)
    .send(new URLSearchParams(fields).toString())
    .expect(303);
}

const get = async (path: string): Promise<Response> => await request(running().app).get(path);

/** What stands on a page, without what is marked as another language and without names. */
function textsOn(html: string): readonly string[] {
  const body = html.slice(html.indexOf('<body'));
  return body
    .replaceAll(/<(\w+)[^>]* lang="(?!km)[^"]*"[^>]*>[^<]*<\/\1>/g, '')
    .split(/<[^>]*>/)
    .map((text) => text.replaceAll(/\s+/g, ' ').trim())
    .filter((text) => text !== '');
}

const names =
  /Lắng Nghe|phường ward-[ab]|Đợt thử|phường city|Zalo|JavaScript|PAR INDEX|^[A-Z0-9 -]+$|^[0-9a-f ]{71}$/g;

/** Sentences of the catalogues in other languages, and words of Latin letters on end that are no names. */
function foreignOn(html: string): readonly string[] {
  const texts = textsOn(html);
  const latin = texts.filter((text) =>
    /\p{Script=Latin}+ +\p{Script=Latin}+/u.test(text.replaceAll(names, '')),
  );
  return [...foreignTexts(texts, 'km', sentences), ...latin];
}

async function filled(code: string, changes: FormFields = {}): Promise<FormFields> {
  const { text } = await get(`/s/${code}?lang=km`);
  return { ...hiddenFields(text), 'answer-q1': '4', 'answer-q2': '5', ...changes };
}

describe('before Khmer is offered', () => {
  it('is Vietnamese what is asked for in it, and nothing leads to it', async () => {
    for (const path of ['/', '/s/WARD22', '/feedback']) {
      const { text } = await get(`${path}?lang=km`);
      expect(text).toContain('<html lang="vi">');
      expect(text).not.toContain('lang="km"');
    }
  });
});

describe('once Khmer is offered', () => {
  beforeAll(async () => await offer(['offered'], 0));

  it.each([
    ['/', 200],
    ['/s/WARD22', 200],
    ['/s/NONE22', 404],
    ['/s/PPRR22', 403],
    ['/privacy', 200],
    ['/ledger', 200],
    ['/ledger?code=ABCD', 422],
    ['/feedback', 200],
    ['/cases', 200],
    ['/answers', 200],
    ['/receipts/ABCD', 404],
    ['/there-is-no-such-page', 404],
  ])('%s speaks nothing else, and says that nobody has reviewed it', async (path, status) => {
    const { text, ...response } = await get(`${path}${path.includes('?') ? '&' : '?'}lang=km`);
    expect([response.status, foreignOn(text)]).toEqual([status, []]);
    expect(text).toContain('<html lang="km">');
    expect(text).toContain('មិនទាន់បានត្រួតពិនិត្យដោយអ្នកនិយាយភាសាខ្មែរពីកំណើត');
  });

  it('is a form with errors, a second one and the receipt in Khmer', async () => {
    const fields = await filled('WARD22');
    const lacking = await sendForm(running().app, 'WARD22', { ...fields, 'answer-q2': '' });
    expect([lacking.status, foreignOn(lacking.text)]).toEqual([422, []]);
    const sent = await sendForm(running().app, 'WARD22', fields);
    expect(sent.headers['location']).toMatch(/^\/receipts\/[A-Z0-9-]+\?lang=km$/);
    const again = await sendForm(running().app, 'WARD22', { ...fields, 'answer-q2': '1' });
    expect([again.status, foreignOn(again.text)]).toEqual([409, []]);
    const receipt = await get(sent.headers['location']!);
    expect([receipt.status, foreignOn(receipt.text)]).toEqual([200, []]);
  });

  it('is the field of a one-time code in Khmer, and what is wrong with it', async () => {
    const { accessCode } = await someCodes(running().stores);
    const refused = await sendForm(running().app, accessCode, await filled(accessCode, { code: 'ABC' }));
    expect([refused.status, foreignOn(refused.text)]).toEqual([422, []]);
  });

  it('is a key for the answer to a comment in Khmer, and a case that nobody has yet', async () => {
    const form = hiddenFields((await get('/feedback?lang=km')).text);
    const post = (path: string, fields: FormFields) =>
      request(running().app).post(`${path}?lang=km`).type('form').send(fields);
    const refused = await post('/feedback', { ...form, unit: 'ward-a', comment: '' });
    expect([refused.status, foreignOn(refused.text)]).toEqual([422, []]);
    const key = await post('/feedback', { ...form, unit: 'ward-a', comment: 'រង់ចាំយូរ', wantsAnswer: 'yes' });
    expect([key.status, foreignOn(key.text)]).toEqual([200, []]);
    const followed = await post('/cases', { key: /<code>([^<]+)<\/code>/.exec(key.text)![1]! });
    expect([followed.status, foreignOn(followed.text)]).toEqual([200, []]);
    const wrong = await post('/cases', { key: 'ABCD' });
    expect([wrong.status, foreignOn(wrong.text)]).toEqual([422, []]);
  });

  it('is Vietnamese where there are no messages in it, with one remark in Khmer', async () => {
    const { text } = await get('/publications?lang=km');
    expect(text).toContain('<html lang="vi">');
    expect(text).toContain('<p class="remark" lang="km">ទំព័រនេះមិនទាន់មានជាភាសាខ្មែរទេ។</p>');
  });

  it('is Vietnamese, on a Vietnamese page, where a sentence on what went wrong has no translation', async () => {
    const { status, text } = await get('/scorecards/none?lang=km');
    expect([status, text.includes('<html lang="vi">')]).toEqual([404, true]);
    expect(text).toContain('<p class="remark" lang="km">ទំព័រនេះមិនទាន់មានជាភាសាខ្មែរទេ។</p>');
  });

  it('is not offered for a survey whose questions are in other languages', async () => {
    const { text } = await get('/s/VNPT22?lang=km');
    expect(text).toContain('<html lang="vi">');
    expect(text).not.toContain('value="km"');
  });

  it('is not offered for a survey of which one question is not translated', () => {
    const [first, ...rest] = survey.questions;
    const lacking = { ...survey, questions: [{ ...first!, text: { vi: 'Ghế', en: 'Seats' } }, ...rest] };
    const settings = settingsOf((language) => ({ ...usualLanguages[language], offered: true }));
    expect([survey, lacking].map((one) => formLanguages(one, settings))).toEqual([
      ['vi', 'en', 'km'],
      ['vi', 'en'],
    ]);
  });

  it('is spoken by the kiosk, in every message that respondents meet', () => {
    const { messages } = kioskProgram();
    const spoken = JSON.parse(messages.slice(messages.indexOf('{'), messages.lastIndexOf(';'))) as Record<
      string,
      Record<string, string>
    >;
    expect([spoken['km']!['start'], spoken['km']!['menuTitle']]).toEqual(['ចាប់ផ្ដើម', 'Mục nhân viên']);
  });
});

describe('what administrators accept', () => {
  it('offers a survey with its questions in Vietnamese, and the form says so', async () => {
    await offer(['offered', 'fallbacks'], 1);
    const { text } = await get('/s/VNPT22?lang=km');
    expect(text).toContain('<html lang="km">');
    expect(text).toContain('<p class="remark">សំណួរនៃសន្លឹកនេះមិនទាន់បានបកប្រែជាភាសាខ្មែរទេ');
    expect(text).toContain('Chỗ ngồi');
  });

  it('takes the remark off the pages once a native speaker has reviewed the translation', async () => {
    await offer(['offered', 'reviewed'], 2);
    for (const path of ['/s/WARD22', '/privacy'])
      expect((await get(`${path}?lang=km`)).text).not.toContain('មិនទាន់បានត្រួតពិនិត្យ');
  });

  it('is audited, and refused when somebody else was faster', async () => {
    const refused = await administrator.post('/staff/languages', { version: '1', en: 'offered' });
    expect([refused.status, refused.text.includes('Người khác vừa thay đổi')]).toEqual([409, true]);
    await drain(running());
    const entries = await running().stores.audit.list({ kind: 'languages.set' }, 10);
    expect(entries.map(({ before, after }) => [before, after])).toContainEqual([
      { languagesOffered: 'en, km', languagesReviewed: '', languagesForAll: 'km' },
      { languagesOffered: 'en, km', languagesReviewed: 'km', languagesForAll: '' },
    ]);
  });

  it('takes English away from respondents, and not from staff', async () => {
    await administrator.post('/staff/languages', { version: '3' }).expect(303);
    expect((await get('/privacy?lang=en')).text).toContain('<html lang="vi">');
    expect((await get('/staff/sign-in?lang=en')).text).toContain('<html lang="en">');
  });
});

test('whoever does not administer the installation cannot set the languages', async () => {
  const manager = await colleague(running(), 'manager');
  expect((await manager.get('/staff/languages')).status).toBe(403);
});

test.each(['/assets', kioskProgram().base])('devices without a Khmer font load one from %s', async (base) => {
  const style = await get(`${base}/${base === '/assets' ? 'pages' : 'kiosk'}.css`);
  expect(style.text).toContain("url('khmer.woff2')");
  const font = await get(`${base}/khmer.woff2`);
  expect(font.headers['content-type']).toBe('font/woff2');
  expect(font.headers['cache-control']).toContain('immutable');
  const page = await get('/');
  expect(page.headers['content-security-policy']).toContain("font-src 'self'");
});
