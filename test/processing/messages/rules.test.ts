import { describe, expect, test } from '@jest/globals';
import { addressKeys } from '../../../src/platform/messages/addressKeys.ts';
import { afterAttempt, isSendingHour } from '../../../src/processing/messages/mailing.ts';
import { addressIn, batchesLookedInto, recipientsOf } from '../../../src/processing/messages/recipients.ts';
import { filledIn, partsOf } from '../../../src/platform/messages/template.ts';
import { strataOf } from '../../../src/processing/frames/frame.ts';
import { duringAt } from '../../support/builders.ts';
import { aFrame } from '../frames/someFrame.ts';

describe('an address', () => {
  test.each([
    ['mail', ' a.b+c@example.vn ', 'a.b+c@example.vn'],
    ['mail', 'a@example', undefined],
    ['mail', 'A <a@example.vn>', undefined],
    ['mail', 'a@example.vn, b@example.vn', undefined],
    ['mail', '', undefined],
    ['gateway', '0912 345 678', '84912345678'],
    ['gateway', '+84 (912) 345.678', '84912345678'],
    ['gateway', '0084912345678', '84912345678'],
    ['gateway', '84912345678', '84912345678'],
    ['gateway', '912', undefined],
    ['gateway', 'a@example.vn', undefined],
  ] as const)('for %s in %j is %j', (kind, cell, address) => {
    expect(addressIn(cell, kind)).toBe(address);
  });
});

describe('a message after an attempt', () => {
  const now = duringAt;
  const after = (how: Parameters<typeof afterAttempt>[1], attempts: number, knowsIds: boolean) =>
    afterAttempt({ attempts }, how, { knowsIds, now });

  test('waits longer from attempt to attempt, a day at last, and is then given up', () => {
    const minutes = [1, 2, 3, 4, 5].map((attempts) => {
      const { state, nextAt } = after('later', attempts, false);
      return state === 'due' && (nextAt.getTime() - now.getTime()) / 60_000;
    });
    expect(minutes).toEqual([1, 10, 60, 360, 1440]);
    expect(after('later', 6, false).state).toBe('givenUp');
  });

  test('of which nobody knows is tried again where the channel knows its id, and nowhere else', () => {
    expect(after('unknown', 1, true).state).toBe('due');
    expect(after('unknown', 1, false).state).toBe('unknown');
    expect(after('unknown', 6, true).state).toBe('unknown');
  });
});

test('hours are those of Viet Nam, from the first to before the last', () => {
  const at = (time: string) => isSendingHour(new Date(`2026-01-20T${time}+07:00`), { from: 8, to: 20 });
  expect(['07:59', '08:00', '19:59', '20:00'].map(at)).toEqual([false, true, true, false]);
});

test('a batch is looked into once ten of its codes were used since it was looked into before', () => {
  const used = new Map([
    ['few', 9],
    ['enough', 10],
    ['again', 29],
    ['more', 30],
  ]);
  expect(batchesLookedInto({ used, usedBefore: { again: 20, more: 20 } })).toEqual({ enough: 10, more: 30 });
});

describe('people and codes', () => {
  const people = Array.from({ length: 1200 }, (_, at) => ({
    unitId: at < 1100 ? 'a' : 'b',
    contact: [`p${at}`, `p${at}@example.vn`],
  }));
  const strata = strataOf(people).map((stratum) => ({
    ...stratum,
    drawn: stratum.people,
    batchIds: stratum.unitId === 'a' ? ['a1', 'a2'] : ['b1'],
  }));
  const frame = aFrame(strata, {
    fields: ['Họ tên', 'Thư điện tử'],
    draw: { seed: 'seed', seedSource: '', drawHash: '', at: duringAt },
  });
  const paired = async (key: number) =>
    await recipientsOf(
      frame,
      people,
      { addressField: 'Thư điện tử' },
      { kind: 'mail', keys: addressKeys(Buffer.alloc(32, key)) },
    );

  test('are paired one to one, each within the unit', async () => {
    const all = await paired(1);
    expect(all).toHaveLength(1200);
    expect(new Set(all.map(({ batchId, serial }) => `${batchId} ${serial}`)).size).toBe(1200);
    expect(all.filter(({ unitId, batchId }) => !batchId.startsWith(unitId))).toEqual([]);
    expect(Math.max(...all.map(({ serial }) => serial))).toBe(1000);
  });

  test('are paired again in the same way by the same key, and in another by any other', async () => {
    expect(await paired(1)).toEqual(await paired(1));
    const [one, other] = [await paired(1), await paired(2)];
    const same = one.filter(
      ({ batchId, serial }, at) => other[at]!.batchId === batchId && other[at]!.serial === serial,
    );
    expect(same.length).toBeLessThan(15); // about one of each unit by chance
  });
});

test('parts are counted as each recipient gets the text', () => {
  const parameters = { unit: 'phường A', service: '', until: '04/02/2026', link: 'x'.repeat(60), stop: '' };
  const wording = { subject: '', text: '{unit}: {link}', templateId: '' };
  expect(filledIn('{unit} {name}', parameters)).toBe('phường A {name}');
  expect(partsOf(wording, parameters, 'gateway')).toBe(1); // 70 letters with accents
  expect(partsOf({ ...wording, text: `${wording.text}.` }, parameters, 'gateway')).toBe(2);
  expect(partsOf({ ...wording, text: `${wording.text}.` }, parameters, 'mail')).toBe(1);
});
