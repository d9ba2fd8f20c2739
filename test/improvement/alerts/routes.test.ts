import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Mail } from '../../../src/access/accounts/mail.ts';
import type { Alert } from '../../../src/improvement/alerts/alert.ts';
import { watchAlerts, type AlertChannels } from '../../../src/improvement/alerts/watchAlerts.ts';
import { signingKey } from '../../../src/platform/webhooks/signedPost.ts';
import { aCase } from '../cases/someCases.ts';
import { useApp } from '../../support/app.ts';
import { anAccessPoint, aRound, aUnit, closingAt, duringAt, fillSmallCity } from '../../support/builders.ts';
import { answer } from '../../support/citizen.ts';
import { countAll } from '../../support/counting.ts';
import { addAccount, aGrant, colleague, drain, signedIn, type Browser } from '../../support/staff.ts';
import { anAlert, anAlertEntry } from './someAlerts.ts';

const mails: Mail[] = [];
const hooks: object[] = [];
const sendMail = async (mail: Mail): Promise<boolean> => mails.push(mail) > 0;
const testApp = useApp({ sendMail });
const hourMs = 3_600_000;
let manager: Browser;
let isHookDown = false;

const channels: AlertChannels = {
  sendMail,
  sendWebhook: async (_webhook, body) => {
    if (isHookDown) throw new Error('down');
    hooks.push(body);
  },
  publicUrl: 'https://ln.example.vn',
  logError: () => {},
};
const watch = async (at: Date): Promise<void> => watchAlerts(testApp().stores, channels, at, () => false);
const afterHours = (hours: number): Date => new Date(duringAt.getTime() + hours * hourMs);
const form = { unit: 'ward-a', kind: 'casesOverdue', casesMin: '1' };

async function make(fields: Record<string, string>): Promise<Alert> {
  const { headers } = await manager.post('/staff/alerts', { ...form, ...fields }).expect(303);
  const [, id = ''] = /alerts\/([^?]*)/.exec(String(headers['location'])) ?? [];
  return (await testApp().stores.alerts.find(id))!;
}

const eventsOf = async ({ id }: Alert) =>
  (await testApp().stores.alerts.find(id))!.events.map(({ kind, said }) => `${kind}: ${said.vi}`);

beforeAll(async () => {
  const { stores } = testApp();
  const { survey } = await fillSmallCity(stores);
  await stores.units.add(aUnit('ward-old', { parentId: 'city', validTo: '2026-01-10' }));
  const times = { opensAt: closingAt, closesAt: new Date(closingAt.getTime() + 30 * 24 * hourMs) };
  await stores.rounds.add(aRound(survey, { ...times, id: 'next', previousRoundId: 'round' }));
  const account = await addAccount(testApp(), [aGrant('manager', 'city')], { email: 'ql@example.vn' });
  manager = await signedIn(testApp(), account);
});

describe('setting an alert', () => {
  it('asks for unit and kind, then for what the kind needs', async () => {
    expect((await manager.get('/staff/alerts')).text).toContain('Chưa đặt cảnh báo nào');
    const { text } = await manager.get('/staff/alerts/new?unit=ward-a&kind=indexBelow').expect(200);
    expect(text).toContain('Gửi đến ql@example.vn.');
    expect(text).toContain('<option value="next question q1">');
    expect(text).not.toContain('<option value="round question q1">'); // the alert goes on to the next
    expect(text).not.toContain('id="casesMin"');
  });

  it.each([
    ['an index of nobody', { kind: 'indexBelow', index: 'next question q9', below: '80' }, 'index'],
    ['a round of others', { kind: 'responseLow', round: 'none', below: '80' }, 'round'],
    ['a private address', { webhook: 'https://169.254.169.254/' }, 'webhook'],
    ['a unit that has ended', { unit: 'ward-old' }, 'unit'],
    ['no kind', { kind: 'rain' }, 'kind'],
    ['no unit', { unit: 'none' }, 'unit'],
  ])('is refused for %s, and keeps what was typed', async (_what, fields, field) => {
    const { status, text } = await manager.post('/staff/alerts', { ...form, ...fields });
    expect([status, text]).toEqual([422, expect.stringContaining(`id="${field}-error"`)]);
    const { webhook = '' } = fields as { webhook?: string };
    expect(text).toContain(webhook === '' ? 'name="kind"' : `value="${webhook}"`);
    expect(await testApp().stores.alerts.list()).toEqual([]);
  });

  it('is for managers, of their own units', async () => {
    const officer = await colleague(testApp(), 'officer', 'ward-a');
    expect((await officer.get('/staff/alerts')).status).toBe(403);
    const other = await colleague(testApp(), 'manager', 'ward-b');
    expect((await other.post('/staff/alerts', form)).status).toBe(404);
    await testApp().stores.alerts.add(anAlert({ endedAt: duringAt }), anAlertEntry());
    expect((await other.get('/staff/alerts/alert')).status).toBe(404);
    expect((await manager.post('/staff/alerts/alert/end')).status).toBe(409); // it has ended
  });
});

describe('the leader', () => {
  it('tells once of cases that are overdue, by mail and webhook, until they are not', async () => {
    const { stores } = testApp();
    const alert = await make({ mail: 'yes', webhook: 'https://example.vn/hook' });
    await watch(afterHours(0));
    expect(await eventsOf(alert)).toEqual([]);
    const late = aCase({ week: '2025-12-01', state: 'assigned', text: 'Lâu.' });
    await stores.cases.add(late);
    await watch(afterHours(0)); // the hour was looked at
    expect(await eventsOf(alert)).toEqual([]);
    isHookDown = true;
    await Promise.all([watch(afterHours(1)), watch(afterHours(1))]);
    await watch(afterHours(1));
    expect(await eventsOf(alert)).toEqual(['raised: 1 phản ánh quá hạn']);
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
      ['ql@example.vn', 'Lắng Nghe: Bắt đầu cảnh báo – phường ward-a'],
    ]);
    expect(hooks).toEqual([]);
    const shown = (await manager.get(`/staff/alerts/${alert.id}`)).text;
    expect(shown).toContain('thông báo tự động: chưa gửi được sau 1 lần, sẽ gửi lại');
    expect(shown).toContain(signingKey(alert.webhook!.secret));
    isHookDown = false;
    await watch(afterHours(2));
    await watch(afterHours(3));
    expect(hooks).toMatchObject([{ id: `${alert.id}.1`, event: 'raised' }]);

    expect((await manager.get('/staff')).text).toContain('phường ward-a · Từ 1 phản ánh quá hạn');
    const steps = [{ kind: 'answer' as const, on: '2026-01-20', unitId: 'ward-a' }];
    expect(await stores.cases.replace({ ...late, state: 'closed', steps, version: 2 })).toBe(true);
    await watch(afterHours(4));
    expect(await eventsOf(alert)).toEqual(['raised: 1 phản ánh quá hạn', 'over: 0 phản ánh quá hạn']);
    expect((await manager.get('/staff')).text).not.toContain('Từ 1 phản ánh quá hạn');
    expect([mails.length, hooks.length]).toEqual([2, 2]);

    await manager.post(`/staff/alerts/${alert.id}/end`).expect(303);
    await drain(testApp());
    const made = await stores.audit.list({ kind: 'alert.made' }, 5);
    const action = made.find(({ subject }) => subject.id === alert.id);
    expect(action?.after).toEqual({ mail: 'true', webhook: 'example.vn' });
    expect(JSON.stringify(action)).not.toContain(alert.webhook!.secret);
    expect(JSON.stringify(action)).not.toContain(signingKey(alert.webhook!.secret));
  });

  it('sends nothing to a maker who may not see the unit any more', async () => {
    const gone = await addAccount(testApp(), [aGrant('manager', 'city', { to: '2026-01-01' })], {
      email: 'cu@example.vn',
    });
    await testApp().stores.alerts.add(
      anAlert({
        id: 'old',
        mail: true,
        watch: { kind: 'casesOverdue', casesMin: 1 },
        madeBy: { accountId: gone.id, name: gone.name },
      }),
      anAlertEntry(),
    );
    await testApp().stores.cases.add(aCase({ week: '2025-12-01', state: 'assigned', text: 'Lâu.' }));
    await watch(afterHours(5));
    expect(mails.map(({ to }) => to)).not.toContain('cu@example.vn');
  });

  it('watches a silent kiosk, and says nothing where there is none', async () => {
    const { stores } = testApp();
    const [mine, none] = [
      await make({ kind: 'kioskSilent' }),
      await make({ kind: 'kioskSilent', unit: 'ward-b' }),
    ];
    const point = (await stores.accessPoints.list()).find(({ code }) => code === 'WARD22')!;
    const device = { id: 'd1', accessPointId: point.id, label: 'Quầy 1', firstNumber: 1, pairedAt: duringAt };
    await stores.devices.add({ ...device, credentialHash: 'h' }, anAlertEntry());
    await watch(afterHours(6));
    expect(await eventsOf(mine)).toEqual([]);
    await watch(afterHours(25));
    expect(await eventsOf(mine)).toEqual(['raised: 1 máy mất liên lạc: Quầy 1']);
    expect(await eventsOf(none)).toEqual([]);
    expect((await manager.get(`/staff/alerts/${none.id}`)).text).toContain('chưa có số liệu để xem');
  });

  it('watches an index, what it fell by, and how many answered, round after round', async () => {
    const { stores, app, clock } = testApp();
    const send = async (code: string, q1: number): Promise<void> => {
      for (let count = 0; count < 70; count += 1) {
        const level = count % 10 < 3 ? 6 - q1 : q1;
        expect((await answer(app, code, { q1: level, q2: level, q3: level })).status).toBe(303);
      }
      await countAll(stores);
    };
    await send('WARD22', 5);
    const index = 'next question q1';
    const [below, band, fell, response, hidden] = [
      await make({ kind: 'indexBelow', index, below: '99,5' }),
      await make({ kind: 'indexBelow', index: 'next', below: '60' }),
      await make({ kind: 'indexFell', index }),
      await make({ kind: 'responseLow', round: 'next', below: '50' }),
      await make({ kind: 'rateBelow', rate: 'casesHelped', below: '99' }),
    ];
    clock.now = new Date(closingAt.getTime() + 24 * hourMs);
    const revisions = [{ number: 1, roundId: 'next', unitId: 'ward-a', from: closingAt }];
    await stores.accessPoints.add(anAccessPoint('WARD44', 'ward-a', { revisions }));
    await countAll(stores);
    await send('WARD44', 1);
    await watch(clock.now);
    // 30 % are satisfied, so the band ends at 50 % at the most. By question nothing is shown, nor a change.
    expect(await eventsOf(band)).toEqual([expect.stringMatching(/^raised: \d\d–\d\d%, mức đặt ra 60,00%$/)]);
    expect([await eventsOf(below), await eventsOf(fell)]).toEqual([[], []]);
    clock.now = new Date(closingAt.getTime() + 31 * 24 * hourMs);
    await watch(clock.now);
    expect(await eventsOf(below)).toEqual(['raised: 30,00%, mức đặt ra 99,50%']);
    expect(await eventsOf(fell)).toEqual([
      'raised: 30,00%, giảm 40,00 điểm phần trăm (giảm có ý nghĩa thống kê nếu người đã trả lời không khác người chưa trả lời)',
    ]);
    expect(await eventsOf(response)).toEqual([]); // no volumes
    expect(await eventsOf(hidden)).toEqual([]); // nobody has said whether it helped
    expect(testApp().errors).toEqual([]);
  });
});

it('an alert that cannot be read keeps nothing from those behind it', async () => {
  const { stores } = testApp();
  const surveyless = { ...(await stores.rounds.find('round'))!, id: 'broken', surveyVersionId: 'gone' };
  await stores.rounds.add(surveyless);
  const broken = { kind: 'responseLow', roundId: 'broken', belowHundredths: 1000 } as const;
  await stores.alerts.add(anAlert({ id: 'broken', unitId: 'city', watch: broken }), anAlertEntry());
  const madeAt = new Date(duringAt.getTime() + 1000);
  await stores.alerts.add(anAlert({ id: 'behind', unitId: 'ward-b', madeAt }), anAlertEntry());
  const errors: string[] = [];
  const logError = ({ route }: { route: string }) => errors.push(route);
  await watchAlerts(stores, { ...channels, logError }, afterHours(0), () => false);
  expect(errors).toEqual(['alert: responseLow']);
  expect(await stores.alerts.find('behind')).toMatchObject({ hasData: true });
});
