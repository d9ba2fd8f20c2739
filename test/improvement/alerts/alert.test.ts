import { describe, expect, test } from '@jest/globals';
import {
  alertAfter,
  attempted,
  dueEvents,
  eventsMax,
  sent,
  type Alert,
} from '../../../src/improvement/alerts/alert.ts';
import { alertForm, judge } from '../../../src/improvement/alerts/input.ts';
import { alertMail } from '../../../src/improvement/alerts/message.ts';
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

  test('is mailed five times at most, ever later', () => {
    let alert = look(anAlert({ mail: true }), true, 1);
    const gaps: number[] = [];
    let now = later(1);
    for (let [due] = dueEvents(alert, now); due; [due] = dueEvents(alert, now)) {
      alert = sent(attempted(alert, due, now), due, false);
      const next = alert.events[0]!.mail!.nextAt;
      gaps.push(next ? (next.getTime() - now.getTime()) / 60_000 : NaN);
      now = next ?? new Date(now.getTime() + 1000 * hourMs);
    }
    expect(gaps).toEqual([1, 10, 60, 360, NaN]);
    expect(alert.events[0]?.mail).toEqual({ attempts: 5, outcome: 'givenUp' });
  });

  test('is mailed once where the mail was taken, and not at all where its maker wants none', () => {
    const alert = look(anAlert({ mail: true }), true, 1);
    const [due] = dueEvents(alert, later(1));
    const taken = sent(attempted(alert, due!, later(1)), due!, true);
    expect(taken.events[0]?.mail).toEqual({ attempts: 1, outcome: 'sent' });
    expect(dueEvents(taken, later(100))).toEqual([]);
    expect(dueEvents(look(anAlert(), true, 1), later(1))).toEqual([]);
  });

  test('is told without a name of staff', () => {
    const alert = look(anAlert(), true, 1);
    const unitName = { vi: 'phường A', en: 'A ward' };
    const publicUrl = 'https://ln.example.vn';
    const { subject, text } = alertMail({ alert, event: alert.events[0]!, unitName, publicUrl });
    expect(subject).toBe('Lắng Nghe: Bắt đầu cảnh báo – phường A');
    expect(text).toContain('Alert raised: A ward');
    expect(text).toContain('https://ln.example.vn/staff/alerts/alert');
    expect(text).not.toContain(alert.madeBy.name);
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
  const context = { email: undefined, t };
  const errorsOf = (kind: Parameters<typeof judge>[1], changes: object) =>
    Object.entries(judge({ ...alertForm.empty.typed, ...changes }, kind, context).errors).flatMap(
      ([field, error]) => (error ? [field] : []),
    );

  test.each<[string, Parameters<typeof judge>[1], object, string[]]>([
    ['no level', 'responseLow', { below: '' }, ['below']],
    ['a level of nothing', 'indexBelow', { below: '0' }, ['below']],
    ['a level beyond all', 'indexBelow', { below: '100,01' }, ['below']],
    ['a level and no rate', 'rateBelow', { below: '80,5' }, ['rate']],
    ['no case', 'casesOverdue', { casesMin: '0' }, ['casesMin']],
    ['half a case', 'casesOverdue', { casesMin: '1,5' }, ['casesMin']],
    ['mail without an address', 'kioskSilent', { mail: 'yes' }, ['mail']],
    ['several errors at once', 'casesOverdue', { casesMin: '', mail: 'yes' }, ['casesMin', 'mail']],
    ['nothing wrong', 'rateBelow', { below: '80,25', rate: 'item54' }, []],
  ])('%s', (_what, kind, changes, errors) => {
    expect(errorsOf(kind, changes)).toEqual(errors);
  });
});
