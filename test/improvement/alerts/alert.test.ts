import { describe, expect, test } from '@jest/globals';
import {
  alertAfter,
  attempted,
  dueSendings,
  eventsMax,
  sent,
  type Alert,
} from '../../../src/improvement/alerts/alert.ts';
import { judge, nothingSent } from '../../../src/improvement/alerts/input.ts';
import { alertMail, alertMessage } from '../../../src/improvement/alerts/message.ts';
import { addressError, isPublicAddress } from '../../../src/platform/web/publicAddress.ts';
import { standingRound } from '../../../src/improvement/alerts/readings.ts';
import { alertTexts } from '../../../src/improvement/alerts/texts.ts';
import { aRound } from '../../support/builders.ts';
import { anAlert } from './someAlerts.ts';

const hourMs = 3_600_000;
const start = new Date('2026-01-20T02:00:00Z');
const later = (hours: number): Date => new Date(start.getTime() + hours * hourMs);
const said = { vi: 'thấp', en: 'low' };
const look = (alert: Alert, holds: boolean | undefined, hours: number): Alert =>
  alertAfter(alert, holds === undefined ? undefined : { holds, said }, later(hours), later(hours));
const kinds = ({ events }: Alert) => events.map(({ kind }) => kind);

describe('an alert', () => {
  test('is raised once, still told after a week, and over once', () => {
    let alert = look(anAlert(), false, 0);
    expect([alert.isRaised, alert.hasData, alert.events]).toEqual([false, true, []]);
    for (const hour of [1, 2, 3, 24 * 7]) alert = look(alert, true, hour);
    expect([kinds(alert), alert.isRaised]).toEqual([['raised'], true]);
    alert = look(alert, true, 24 * 7 + 1);
    alert = look(alert, true, 24 * 7 + 2);
    expect(kinds(alert)).toEqual(['raised', 'still']);
    alert = look(look(alert, false, 200), false, 201);
    expect([kinds(alert), alert.isRaised]).toEqual([['raised', 'still', 'over'], false]);
    expect(alert.events.map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  test('stays as it was where nothing can be told', () => {
    const raised = look(anAlert(), true, 1);
    const unknown = look(raised, undefined, 2);
    expect([unknown.isRaised, unknown.hasData, kinds(unknown)]).toEqual([true, false, ['raised']]);
    expect(unknown.checkedHour).toEqual(later(2));
  });

  test('keeps the last events only, and numbers them on', () => {
    let alert = anAlert();
    for (let hour = 1; hour <= eventsMax + 5; hour += 1) alert = look(alert, hour % 2 === 1, hour);
    expect(alert.events).toHaveLength(eventsMax);
    expect(alert.events.at(-1)?.number).toBe(eventsMax + 5);
  });

  test('is sent by each way that was asked for, five times at most, ever later', () => {
    const hook = { url: 'https://example.vn/', secret: 's' };
    let alert = look(anAlert({ mail: true, webhook: hook }), true, 1);
    const [mail, webhook] = dueSendings(alert, later(1));
    expect([mail!.sending.way, webhook!.sending.way]).toEqual(['mail', 'webhook']);
    alert = sent(attempted(alert, mail!, later(1)), mail!, true);
    const gaps: number[] = [];
    let now = later(1);
    for (let due = webhook; due; [due] = dueSendings(alert, now)) {
      alert = sent(attempted(alert, due, now), due, false);
      const next = alert.events[0]!.sendings[1]!.nextAt;
      gaps.push(next ? (next.getTime() - now.getTime()) / 60_000 : NaN);
      now = next ?? new Date(now.getTime() + 1000 * hourMs);
    }
    expect(gaps).toEqual([1, 10, 60, 360, NaN]);
    expect(alert.events[0]?.sendings).toEqual([
      { way: 'mail', attempts: 1, outcome: 'sent' },
      { way: 'webhook', attempts: 5, outcome: 'givenUp' },
    ]);
  });

  test('is told without a name of staff, and names its event for whoever gets it twice', () => {
    const alert = look(anAlert(), true, 1);
    const message = {
      alert,
      event: alert.events[0]!,
      unitName: { vi: 'phường A', en: 'A ward' },
      publicUrl: 'https://ln.example.vn',
    };
    expect(alertMessage(message)).toEqual({
      format: 1,
      id: 'alert.1',
      event: 'raised',
      at: later(1).toISOString(),
      unit: { id: 'ward-a', name: { vi: 'phường A', en: 'A ward' } },
      watch: 'casesOverdue',
      label: alert.label,
      said,
      url: 'https://ln.example.vn/staff/alerts/alert',
    });
    const { subject, text } = alertMail(message);
    expect(subject).toBe('Lắng Nghe: Bắt đầu cảnh báo – phường A');
    expect(text).toContain('Alert raised: A ward');
    expect(JSON.stringify([alertMessage(message), text])).not.toContain(alert.madeBy.name);
  });

  test('on a round goes on to the last that has opened of those measured against it', () => {
    const survey = { id: 's' } as Parameters<typeof aRound>[0];
    const opening = (id: string, month: string, previousRoundId?: string) =>
      aRound(survey, {
        id,
        opensAt: new Date(`2026-${month}-01T00:00:00Z`),
        closesAt: new Date(`2026-${month}-20T00:00:00Z`),
        ...(previousRoundId !== undefined && { previousRoundId }),
      });
    const rounds = [opening('one', '01'), opening('two', '03', 'one'), opening('three', '06', 'two')];
    const standing = (day: string) => standingRound('one', rounds, new Date(day))?.id;
    expect(['2026-02-01', '2026-03-02', '2026-07-01'].map(standing)).toEqual(['one', 'two', 'three']);
    expect(standingRound('none', rounds, start)).toBeUndefined();
  });
});

describe('what is typed', () => {
  const t = alertTexts.vi;
  const context = { allowPrivate: false, email: undefined, t };
  const errorsOf = (kind: Parameters<typeof judge>[1], changes: object) =>
    Object.entries(judge({ ...nothingSent, ...changes }, kind, context).errors).flatMap(([field, error]) =>
      error ? [field] : [],
    );

  test.each<[string, Parameters<typeof judge>[1], object, string[]]>([
    ['no level', 'responseLow', { below: '' }, ['below']],
    ['a level of nothing', 'indexBelow', { below: '0' }, ['below']],
    ['a level beyond all', 'indexBelow', { below: '100,01' }, ['below']],
    ['a level and no rate', 'rateBelow', { below: '80,5' }, ['rate']],
    ['no case', 'casesOverdue', { casesMin: '0' }, ['casesMin']],
    ['half a case', 'casesOverdue', { casesMin: '1,5' }, ['casesMin']],
    ['mail without an address', 'kioskSilent', { mail: 'yes' }, ['mail']],
    ['an address without TLS', 'kioskSilent', { webhook: 'http://example.vn/' }, ['webhook']],
    [
      'several errors at once',
      'casesOverdue',
      { casesMin: '', webhook: 'x', mail: 'yes' },
      ['casesMin', 'mail', 'webhook'],
    ],
    ['nothing wrong', 'rateBelow', { below: '80,25', rate: 'item54', webhook: 'https://example.vn/x' }, []],
  ])('%s', (_what, kind, changes, errors) => {
    expect(errorsOf(kind, changes)).toEqual(errors);
  });
});

describe('addresses of webhooks', () => {
  test.each([
    'http://example.vn/',
    'ftp://example.vn/',
    'https://user:word@example.vn/',
    'https://',
    'example.vn',
    'javascript:alert(1)',
  ])('%s is not one of https', (url) => {
    expect(addressError(url, true)).toBe('notHttps');
  });

  test.each([
    'https://localhost/',
    'https://LOCALHOST./',
    'https://api.localhost:8443/',
    'https://printer.local/',
    'https://metadata.google.internal/',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://0/',
    'https://10.1.2.3/',
    'https://172.31.255.255/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://100.64.0.1/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a00:1]/',
    'https://[fe80::1]/',
    'https://[fd00::1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
  ])('%s is private, unless those are allowed', (url) => {
    expect(addressError(url, false)).toBe('private');
    expect(addressError(url, true)).toBeUndefined();
  });

  test.each(['8.8.8.8', '172.32.0.1', '2a00:1450:4001::1'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test('a name, or an address with a zone, is no public address', () => {
    expect(['example.vn', '', 'fe80::1%eth0', '127.1'].map(isPublicAddress)).toEqual(Array(4).fill(false));
  });
});
