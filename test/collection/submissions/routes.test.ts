import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import request from 'supertest';
import { useApp } from '../../support/app.ts';
import { fillSmallCity } from '../../support/builders.ts';
import { answer, hiddenFields, openForm, sendForm } from '../../support/citizen.ts';

const allAnswered = { 'answer-q1': '5', 'answer-q2': '4', 'answer-q3': '0' };

describe('answering a form', () => {
  const running = useApp();
  const stored = (): Promise<number> => running().stores.submissions.countOfRound('round');

  beforeAll(async () => {
    await fillSmallCity(running().stores);
  });

  test('a complete form is stored and leads to a receipt that tells nothing of the answers', async () => {
    const { app } = running();
    const before = await stored();
    const sent = await answer(app, 'WARD22', { q1: 5, q2: 2, q3: 0 });
    expect(sent.status).toBe(303);
    expect(sent.headers['location']).toMatch(/^\/receipts\/([2-9A-HJKMNP-TV-Z]{4}-?){4}$/);
    expect(await stored()).toBe(before + 1);

    const receipt = await request(app)
      .get(sent.headers['location'] ?? '')
      .expect(200);
    expect(receipt.text).toContain('Đã nhận phiếu');
    expect(receipt.text).not.toContain('Không hài lòng');
    expect(receipt.headers['cache-control']).toBe('no-store');
  });

  test('sending the same again gives the same receipt and stores nothing', async () => {
    const { app } = running();
    const form = { ...(await openForm(app, 'WARD22')), ...allAnswered, comment: 'Cảm ơn' };
    const first = await sendForm(app, 'WARD22', form);
    const before = await stored();
    const again = await sendForm(app, 'WARD22', form);
    expect(again.status).toBe(303);
    expect(again.headers['location']).toBe(first.headers['location']);
    expect(await stored()).toBe(before);
  });

  test('other answers under the same id are refused and offered as another person’s form', async () => {
    const { app } = running();
    const form = { ...(await openForm(app, 'WARD22')), ...allAnswered };
    await sendForm(app, 'WARD22', form);
    const before = await stored();
    const other = await sendForm(app, 'WARD22', { ...form, 'answer-q1': '1' });
    expect(other.status).toBe(409);
    expect(other.text).toContain('Phiếu này đã được gửi trước đó với câu trả lời khác.');
    expect(await stored()).toBe(before);

    const offered = hiddenFields(other.text);
    expect(offered['submissionId']).not.toBe(form['submissionId' as keyof typeof form]);
    const asOther = await sendForm(app, 'WARD22', { ...form, ...offered, 'answer-q1': '1' });
    expect(asOther.status).toBe(303);
    expect(await stored()).toBe(before + 1);
  });

  test('a form that finds no room on the disk comes back as it was sent, and can be sent later', async () => {
    const { app, stores, errors } = running();
    const form = { ...(await openForm(app, 'WARD22')), ...allAnswered, comment: 'Chờ lâu' };
    const full = Object.assign(new Error('full'), { code: 14_031 });
    jest.spyOn(stores.submissions, 'add').mockRejectedValueOnce(full);
    const refused = await sendForm(app, 'WARD22', form);
    expect([refused.status, refused.headers['retry-after']]).toEqual([503, '300']);
    expect(refused.text).toContain('Hệ thống tạm thời hết chỗ lưu phiếu');
    expect(refused.text).toContain('Chờ lâu');
    expect(refused.text).toMatch(/name="answer-q1"[^>]*value="5"[^>]*checked/);
    expect(errors.splice(0)).toMatchObject([{ error: full }]); // so that it is not ready
    expect((await sendForm(app, 'WARD22', { ...form, ...hiddenFields(refused.text) })).status).toBe(303);
  });

  test('levels with long words are given more room than a fifth of a telephone', async () => {
    const levelsIn = async (language: string) =>
      (await request(running().app).get(`/s/WARD22?lang=${language}`)).text.match(
        /<div class="(levels[^"]*)">/,
      )?.[1];
    expect([await levelsIn('vi'), await levelsIn('en')]).toEqual(['levels narrowed', 'levels long narrowed']);
  });

  const page = async (path: string) => (await request(running().app).get(path).expect(200)).text;
  const tokens = /name="(form|submissionId|followKey|ticket)" value="([^"]*)"/g;
  const withoutTokens = (html: string) => html.replaceAll(tokens, '$1');

  test('a form is the same for everybody but for its tokens, which are everybody’s own', async () => {
    const [one, other] = [await page('/s/WARD22'), await page('/s/WARD22')];
    expect(withoutTokens(one)).toBe(withoutTokens(other));
    const tokensOf = (html: string) =>
      [...html.matchAll(tokens)].map(([, name, value]) => `${name} ${value}`);
    expect(tokensOf(one).map((token) => token.split(' ')[0])).toEqual(['form', 'submissionId', 'followKey']);
    expect(tokensOf(one).filter((token) => tokensOf(other).includes(token))).toEqual([]);
  });

  test.each(['vi', 'en'])(
    'a new form is byte for byte the one that is shown again blank, in %s',
    async (language) => {
      const { app } = running();
      const opened = await page(`/s/WARD22?lang=${language}`);
      const again = await sendForm(app, 'WARD22', { ...hiddenFields(opened), switchTo: language });
      expect(again.status).toBe(200);
      expect(again.text).toBe(opened);
    },
  );

  test('each access point and language has a form of its own', async () => {
    const forms = [await page('/s/WARD22'), await page('/s/WARD33'), await page('/s/WARD22?lang=en')];
    expect(new Set(forms.map(withoutTokens)).size).toBe(3);
    expect(withoutTokens(await page('/s/WARD22'))).toBe(withoutTokens(forms[0]!));
  });

  test('a form has the headers of a page that nobody may keep, and HEAD has the same without the page', async () => {
    const { app } = running();
    const plain = ['Accept-Encoding', 'identity'] as const;
    const opened = await request(app)
      .get('/s/ward22')
      .set(...plain);
    const head = await request(app)
      .head('/S/WARD22')
      .set(...plain);
    const headersOf = ({ headers: { date: _date, ...headers } }: typeof opened) => headers;
    expect(headersOf(head)).toEqual(headersOf(opened));
    expect(head.text).toBe(undefined);
    expect(opened.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-length': String(Buffer.byteLength(opened.text)),
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none';style-src 'self';img-src 'self' data:;font-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none';script-src 'self';connect-src 'self';media-src 'self'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    expect(opened.headers).not.toHaveProperty('etag');
  });

  test('a form that failed is there the next time', async () => {
    const { app } = running();
    const english = async () => (await request(app).get('/s/WARD33?lang=en')).status;
    const fail = (...given: unknown[]) => (given.at(-1) as (error: Error) => void)(new Error('once'));
    jest.spyOn(app, 'render').mockImplementationOnce(fail).mockImplementationOnce(fail); // and Express tries again
    expect([await english(), await english()]).toEqual([500, 200]);
  });
});
