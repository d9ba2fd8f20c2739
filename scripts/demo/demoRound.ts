import type { Round } from '../../src/design/rounds/round.ts';

const dayMs = 86_400_000;

type What = Pick<Round, 'id' | 'title' | 'surveyVersionId' | 'methodIds' | 'unitIds'> & {
  readonly madeUp: NonNullable<Round['madeUp']>;
};

/** A round to try things out in: opened a month ago, closing ten years ahead, of anybody who answers. */
export function demoRound(what: What, now: Date): Round {
  return {
    ...what,
    opensAt: new Date(now.getTime() - 30 * dayMs),
    closesAt: new Date(now.getTime() + 3650 * dayMs),
    unitsOn: '2021-12-31',
    resultsFor: 'everybody',
    sampleKind: 'selfSelected',
  };
}
