import { expect, test } from '@jest/globals';
import type { Round } from '../../../src/design/rounds/round.ts';
import { warmUp } from '../../../src/processing/results/warmUp.ts';
import type { Stores } from '../../../src/processing/stores.ts';
import { afterClosing, aMeasuredRound } from './measured.ts';

const measured = aMeasuredRound([{ unitId: 'ward-a', count: 40, answers: { q1: 5, q2: 5, q3: 5 } }]);
const day = 24 * 60 * 60 * 1000;
const at = (days: number) => new Date(afterClosing.getTime() + days * day);
const rounds: readonly Round[] = [
  { ...measured.round, id: 'open', opensAt: at(-1), closesAt: at(1) },
  { ...measured.round, id: 'newest', opensAt: at(-20), closesAt: at(-10) },
  { ...measured.round, id: 'older', opensAt: at(-40), closesAt: at(-30) },
];

async function readAfterStart(auditedIds: readonly string[], isOver = () => false): Promise<string[]> {
  const read: string[] = [];
  const stores = {
    rounds: { list: () => Promise.resolve(rounds) },
    releases: { has: (id: string) => Promise.resolve(auditedIds.includes(id)) },
  };
  const measuring = {
    measure(round: Round) {
      read.push(round.id);
      return Promise.resolve({ ...measured, round });
    },
    measurePrevious: () => Promise.resolve(undefined),
  };
  const columns = {
    count({ roundId }: { readonly roundId: string }) {
      read.push(`columns of ${roundId}`);
      return Promise.resolve([]);
    },
  };
  await warmUp(
    stores as unknown as Stores,
    { rounds: measuring, columns },
    { now: () => afterClosing, isOver },
  );
  return read;
}

test('a start reads the open rounds and the newest closed one with its columns', async () => {
  expect(await readAfterStart(['newest', 'older'])).toEqual(['open', 'newest', 'columns of newest']);
});

test('a start leaves a round without an audit to the leader', async () => {
  expect(await readAfterStart([])).toEqual(['open']);
});

test('a stop ends it', async () => {
  expect(await readAfterStart(['newest'], () => true)).toEqual([]);
});
