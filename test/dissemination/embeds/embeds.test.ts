import { beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { aClosedCity } from '../publications/publishing.ts';
import { useApp } from '../../support/app.ts';
import { fillSmallCity } from '../../support/builders.ts';
import { hiddenFields } from '../../support/citizen.ts';

const origins = ['https://www.example.vn', 'https://portal.example.vn:8443'];
const allowed = `frame-ancestors ${origins.join(' ')}`;

describe('with sites that may frame', () => {
  const testApp = useApp({ embedOrigins: origins });
  const get = (path: string) => request(testApp().app).get(path);

  beforeAll(async () => {
    await fillSmallCity(testApp().stores);
  });

  test('the form and its errors may be framed by these sites, every other page by none', async () => {
    for (const path of ['/embed/s/WARD22', '/embed/s/NOSUCH', '/embed/receipts/none', '/embed/units/city']) {
      const { headers } = await get(path);
      expect(headers['content-security-policy']).toContain(allowed);
      expect(headers).not.toHaveProperty('x-frame-options');
    }
    for (const path of ['/', '/s/WARD22', '/staff', '/receipts/none', '/publications', '/results']) {
      const { headers } = await get(path);
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['x-frame-options']).toBe('SAMEORIGIN');
    }
  });

  test('a framed form is stored once however often it arrives, leads to its receipt in the frame, and sets no cookie', async () => {
    const { text } = await get('/embed/s/WARD22');
    const send = () =>
      request(testApp().app)
        .post('/embed/s/WARD22')
        .type('form')
        .send({ ...hiddenFields(text), 'answer-q1': '5', 'answer-q2': '4' });
    const answers = [await send(), await send()];
    for (const { status, headers } of answers) {
      expect(status).toBe(303);
      expect(headers).not.toHaveProperty('set-cookie');
    }
    const [path, again] = answers.map(({ headers }) => String(headers['location']));
    expect(path).toMatch(/^\/embed\/receipts\//);
    expect(again).toBe(path);
    expect((await get(path!)).status).toBe(200);
    expect(await testApp().connection.collection('submissions').countDocuments()).toBe(1);
  });

  test('a badge of a unit without published results says so', async () => {
    expect((await get('/embed/units/city')).text).toContain('Chưa có kết quả nào');
    expect((await get('/embed/units/city?lang=en')).text).toContain('No results of this unit');
    expect(testApp().errors).toEqual([]);
  });
});

describe('the badge', () => {
  const testApp = useApp({ embedOrigins: origins });

  test('shows the last published index of the unit and leads to its proof, outside the frame', async () => {
    await (await aClosedCity(testApp())).publish();
    const { text, headers } = await request(testApp().app).get('/embed/units/ward-a');
    expect(text).toContain('<b>80,00%</b>');
    expect(text).toContain('<a href="/publications/round/1/units/ward-a">');
    expect(text).toContain('<base target="_blank">');
    expect(text).not.toContain('<footer'); // small frames have no room for it
    expect(headers['cache-control']).toBe('public, max-age=300');
    const hidden = (await request(testApp().app).get('/embed/units/ward-c')).text;
    expect(hidden).not.toMatch(/<b>[\d,]+%/);
  });
});

describe('without such sites', () => {
  const testApp = useApp();

  test('there is no such address, and pages carry nothing of it', async () => {
    await fillSmallCity(testApp().stores);
    for (const path of ['/embed/s/WARD22', '/embed/units/city', '/embed/receipts/none'])
      expect((await request(testApp().app).get(path)).status).toBe(404);
    const { text } = await request(testApp().app).get('/s/WARD22');
    expect(text).not.toContain('<base');
    expect(text).not.toContain('_self');
  });
});
