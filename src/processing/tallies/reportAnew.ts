import type { CountedAnew } from './countAnew.ts';

/** A line for each stored item that differs from a recount. */
export function differences({ tallies, columns }: CountedAnew): string[] {
  return [
    ...tallies.differing.map(({ roundId, method, unitId, dimension, value }) =>
      ['differs:', [roundId, method, unitId, dimension, value].filter(Boolean).join(' / ')].join(' '),
    ),
    ...columns.differing.map(
      ({ roundId, position }) => `differs: columns of ${roundId}, from entry ${position} of the ledger on`,
    ),
  ];
}

/** What was counted, for the person who started the recount. */
export function countedText({ tallies, columns }: CountedAnew): string {
  return `${tallies.submissions} submissions counted anew into ${tallies.tallies} tallies, ${columns.submissions} of them, which are in the ledger, into ${columns.chunks} chunks of columns`;
}
