import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it, test } from '@jest/globals';
import { drawHashOf, drawnPeople, listHashOf } from '../../../src/processing/frames/drawSample.ts';
import {
  isEraseDay,
  isTooSmall,
  noOutcomes,
  strataOf,
  type ListedPerson,
} from '../../../src/processing/frames/frame.ts';
import {
  eligiblePeople,
  isOverfull,
  responseRate,
  weightedResponseRate,
} from '../../../src/processing/frames/outcome.ts';
import { sampleResult } from '../../../src/processing/frames/sampleResult.ts';
import {
  listKeyOf,
  newKeyMaterial,
  openPiece,
  sealedPieces,
} from '../../../src/processing/frames/sealedList.ts';
import { aMeasuredRound, afterClosing } from '../results/measured.ts';
import { aFrame, somePeople } from './someFrame.ts';

describe('a draw', () => {
  const people = somePeople({ 'ward-a': 300, 'ward-b': 100 });
  let listHash = '';
  beforeAll(async () => {
    listHash = await listHashOf(people);
  });
  const strata = strataOf(people).map((stratum) => ({ ...stratum, drawn: 60 }));
  const draw = async (seed: string, changes: Partial<{ listHash: string }> = {}) =>
    await drawnPeople(people, strata, { listHash, seed, ...changes });
  const numbers = (drawn: readonly { number: number }[]) => drawn.map(({ number }) => number);

  it('takes from each stratum as many as it is to give, nobody twice', async () => {
    const drawn = await draw('482913');
    expect(drawn.filter(({ unitId }) => unitId === 'ward-a')).toHaveLength(60);
    expect(new Set(numbers(drawn)).size).toBe(120);
    expect(drawn.every(({ number, contact }) => people[number - 1]!.contact === contact)).toBe(true);
  });

  it('gives the same people for the same list and seed, and others for another seed or list', async () => {
    expect(drawHashOf(await draw('482913'))).toBe(drawHashOf(await draw('482913')));
    expect(drawHashOf(await draw('482914'))).not.toBe(drawHashOf(await draw('482913')));
    const other = await listHashOf(people.toReversed());
    expect(drawHashOf(await draw('482913', { listHash: other }))).not.toBe(drawHashOf(await draw('482913')));
  });

  it('can be repeated with nothing but what docs/sampling.md says', async () => {
    const tickets = people.map(({ unitId }, index) => ({
      unitId,
      number: index + 1,
      ticket: createHash('sha256')
        .update(`lang-nghe draw 1\n${listHash}\n482913\n${index + 1}`)
        .digest('hex'),
    }));
    const byHand = ['ward-a', 'ward-b'].flatMap((unit) =>
      tickets
        .filter(({ unitId }) => unitId === unit)
        .sort((one, other) => (one.ticket < other.ticket ? -1 : 1))
        .slice(0, 60),
    );
    expect(numbers(await draw('482913'))).toEqual(numbers(byHand));
  });

  it('gives everybody the same chance', async () => {
    const times = new Map<number, number>();
    for (let seed = 0; seed < 400; seed++) {
      for (const { number } of await draw(`seed ${seed}`)) times.set(number, (times.get(number) ?? 0) + 1);
    }
    // Of 400 draws, 80 on average in ward a and 240 in ward b; five standard deviations are 40 and 49.
    const [a, b] = [people.slice(0, 300), people.slice(300)].map((part, which) =>
      part.map((_, index) => times.get(index + 1 + which * 300) ?? 0),
    );
    expect(Math.max(...a!.map((count) => Math.abs(count - 80)))).toBeLessThan(40);
    expect(Math.max(...b!.map((count) => Math.abs(count - 240)))).toBeLessThan(49);
  });
});

describe('a list of people', () => {
  it('has a stratum for each unit, or for each service of a unit', () => {
    const people: ListedPerson[] = [
      { unitId: 'b', contact: ['x'] },
      { unitId: 'a', serviceId: 's', contact: ['y'] },
      { unitId: 'a', serviceId: 't', contact: ['z'] },
      { unitId: 'b', contact: ['w'] },
    ];
    expect(
      strataOf(people).map(({ unitId, serviceId, people: count }) => [unitId, serviceId, count]),
    ).toEqual([
      ['a', 's', 1],
      ['a', 't', 1],
      ['b', undefined, 2],
    ]);
  });

  it('is opened by its own key only', () => {
    const people = somePeople({ 'ward-a': 2100 });
    const [key, other] = [listKeyOf(newKeyMaterial()), listKeyOf(newKeyMaterial())];
    const pieces = [...sealedPieces(people, key)];
    expect(pieces.flatMap((piece) => openPiece(piece, key))).toEqual(people);
    expect(() => openPiece(pieces[0]!, other)).toThrow(/authenticate/);
    expect(Buffer.concat(pieces).includes('Nguyễn')).toBe(false);
  });

  test.each([
    ['2026-01-20', false],
    ['2026-01-21', true],
    ['2026-07-19', true], // 180 days later
    ['2026-07-20', false],
  ])('may be kept until %s: %s', (day, may) => {
    expect(isEraseDay(day, '2026-01-20', 180)).toBe(may);
  });

  test.each([
    [1, 100, true],
    [2, 100, false],
    [1, 1, false],
  ])('with %d drawn of %d is too small for an interval: %s', (drawn, people, small) => {
    expect(isTooSmall({ people, drawn })).toBe(small);
  });
});

describe('what a draw came to', () => {
  const a = { people: 300, drawn: 60, answers: 40, outcomes: { ...noOutcomes, ineligible: 10 } };
  const b = { people: 100, drawn: 60, answers: 20, outcomes: { ...noOutcomes, refused: 15, notReached: 5 } };

  it('is AAPOR’s RR1: answers over all who were drawn and not found ineligible', () => {
    expect(responseRate([a])).toEqual({ units: 800, decimals: 1 }); // 40/(60 − 10)
    expect(responseRate([b])).toEqual({ units: 333, decimals: 1 }); // 20/60
    expect(responseRate([a, b])).toEqual({ units: 545, decimals: 1 }); // 60/110
    expect(responseRate([{ ...a, drawn: 10, answers: 0 }])).toBeUndefined();
  });

  it('weighs each person by N/drawn', () => {
    // a: 300/60 = 5 → 200 of 250; b: 100/60 → 33.33 of 100; 233.33/350 = 66.67 %
    expect(weightedResponseRate([a, b])).toEqual({ units: 667, decimals: 1 });
  });

  it('takes from the people of a stratum the part that was found not to belong', () => {
    expect(eligiblePeople(a)).toBe(250); // 300·50/60
    expect(eligiblePeople(b)).toBe(100);
    expect(eligiblePeople({ people: 10, drawn: 3, outcomes: { ...noOutcomes, ineligible: 1 } })).toBe(7); // 6.67
  });

  test.each([
    [20, false],
    [40, false],
    [41, true],
  ])('with %d answers is more than was drawn: %s', (answers, more) => {
    expect(isOverfull({ ...b, answers })).toBe(more);
  });

  const [good, bad] = [
    { q1: 5, q2: 4 },
    { q1: 1, q2: 2 },
  ];
  const forms = (few = 8) => [
    { unitId: 'ward-a', count: 30, answers: good },
    { unitId: 'ward-a', count: 10, answers: bad },
    { unitId: 'ward-b', count: few, answers: good },
    { unitId: 'ward-b', count: few === 8 ? 12 : 0, answers: bad },
  ];
  const frame = aFrame([
    { ...a, unitId: 'ward-a', batchIds: [] },
    { ...b, unitId: 'ward-b', batchIds: [] },
  ]);
  const measured = (few?: number) => {
    const round = aMeasuredRound(forms(few));
    return { ...round, round: { ...round.round, sampleKind: 'probability' as const } };
  };

  it('gives the weighted index and its variance, stratum by stratum', () => {
    const { index } = sampleResult(frame, measured(), afterClosing);
    if (index?.state !== 'shown') throw new Error(`not shown: ${index?.state}`);
    // (250·30/40 + 100·8/20)/350 = (187.5 + 40)/350 = 65 %; pooled it would be 38/60 = 63.33 %
    expect(index.value).toEqual({ units: 6500, decimals: 2 });
    // Everybody gave two answers of one kind, so each stratum is a binomial: Σ W²(1 − n/N)·p(1−p)/(n−1)
    const byHand =
      (250 / 350) ** 2 * (1 - 40 / 250) * ((0.75 * 0.25) / 39) +
      (100 / 350) ** 2 * (1 - 20 / 100) * ((0.4 * 0.6) / 19);
    expect(index.variance! / byHand).toBeCloseTo(1, 9);
    expect(index.sample).toBe('probability');
  });

  it('hides the index with a stratum that is hidden: with the pooled figure it would tell it', () => {
    const { index } = sampleResult(frame, measured(9), afterClosing);
    expect([index?.state, index && 'reason' in index && index.reason]).toEqual(['hidden', 'fewPeople']);
  });

  it('gives no index where a stratum has more answers than people were drawn', () => {
    const small = aFrame([
      { ...a, unitId: 'ward-a', batchIds: [], drawn: 30 },
      { ...b, unitId: 'ward-b', batchIds: [] },
    ]);
    expect(sampleResult(small, measured(), afterClosing).index).toBeUndefined();
  });
});
