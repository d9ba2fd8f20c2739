import { beforeAll, describe, expect, it } from '@jest/globals';
import request, { type Response } from 'supertest';
import { channels, whereAnswered } from '../../../src/design/accessPoints/accessPoint.ts';
import { someCodes } from '../../collection/codes/someCodes.ts';
import { useApp } from '../../support/app.ts';
import { sealFormContext } from '../../../src/collection/submissions/formContext.ts';
import { anAccessPoint, duringAt, fillSmallCity } from '../../support/builders.ts';
import { hiddenFields, openForm, sendForm } from '../../support/citizen.ts';

const testApp = useApp();
let made: Awaited<ReturnType<typeof someCodes>> & Pick<Awaited<ReturnType<typeof fillSmallCity>>, 'survey'>;

beforeAll(async () => {
  const { survey } = await fillSmallCity(testApp().stores);
  made = { ...(await someCodes(testApp().stores)), survey };
});

async function type(code: string, language = ''): Promise<Response> {
  return await request(testApp().app).post(`/${language}`).type('form').send({ code });
}

describe('a code that is typed on the home page', () => {
  it('leads to the form of the access point', async () => {
    const answer = await type('ward-22', '?lang=en');
    expect([answer.status, answer.headers['location']]).toEqual([303, '/s/WARD22?lang=en']);
  });

  it('opens the form that a one-time code is for, with the code in its field and in no address', async () => {
    const code = made.codes[0]!;
    const { status, text, headers } = await type(code.toLowerCase());
    expect([status, headers['cache-control'], headers['location']]).toEqual([200, 'no-store', undefined]);
    expect(text).toContain(`action="/s/${made.accessCode}"`);
    expect(text).toContain(`name="code" value="${code.toLowerCase()}"`);
    const fields = { ...hiddenFields(text), 'answer-q1': '4', 'answer-q2': '4', code };
    expect((await sendForm(testApp().app, made.accessCode, fields)).status).toBe(303);
  });

  it.each(['', 'ABC', 'WARD01'])('is looked at again when it cannot be one: "%s"', async (code) => {
    const { status, text } = await type(code);
    expect(status).toBe(422);
    expect(text).toContain(`name="code" value="${code}"`);
  });

  it('says that there is no such point for twelve letters that are no code of ours', async () => {
    const answer = await type('AAAAAAAAAAAA');
    expect([answer.status, answer.headers['location']]).toEqual([303, '/s/AAAAAAAAAAAA']);
  });
});

it.each([
  ['', 'Công chức tiếp ông/bà không xem được phiếu', '/ledger'],
  ['?lang=en', 'The official who served you cannot see the form', '/ledger?lang=en'],
])(
  'every page leads to what becomes of a form, in the language of the page ("%s")',
  async (language, said, check) => {
    const home = await request(testApp().app).get(`/${language}`);
    expect(home.text).toContain(`href="/privacy${language}"`);
    const { status, text } = await request(testApp().app).get(`/privacy${language}`);
    expect(status).toBe(200);
    expect(text).toContain(said);
    expect(text).toContain(`href="${check}"`);
  },
);

describe('the public address', () => {
  const elsewhere = channels.filter((channel) => whereAnswered(channel) !== 'publicAddress');

  it('is refused with a clear page by every channel that is answered elsewhere', async () => {
    const { app, stores } = testApp();
    const codes = ['PPPP', 'QQQQ', 'RRRR', 'SSSS'];
    for (const [index, channel] of elsewhere.entries()) {
      await stores.accessPoints.add(anAccessPoint(codes[index]!, 'ward-a', { channel }));
    }
    const answers = await Promise.all(codes.map((code) => request(app).get(`/s/${code}?lang=en`)));
    expect(elsewhere).toEqual(['kiosk', 'paper', 'interviewer', 'import']);
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect(answers[0]?.text).toContain('This survey point uses the office’s device');
  });

  it('takes no form that was opened at a point of another channel', async () => {
    const { app, stores } = testApp();
    const point = anAccessPoint('TTTT', 'ward-a', { channel: 'interviewer' });
    await stores.accessPoints.add(point);
    const installation = await stores.installation.open('real');
    const context = {
      roundId: 'round',
      surveyVersionId: made.survey.id,
      accessPointId: point.id,
      revision: 1,
      openedAt: duringAt,
    };
    const form = sealFormContext(context, installation.key('form context'));
    const fields = { ...(await openForm(app, 'WARD22')), form, 'answer-q1': '1', 'answer-q2': '1' };
    const before = await stores.submissions.countAll();
    const answer = await sendForm(app, 'WARD22', fields);
    expect([answer.status, await stores.submissions.countAll()]).toEqual([403, before]);
  });
});
