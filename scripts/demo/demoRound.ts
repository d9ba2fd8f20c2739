import type { Round } from '../../src/design/rounds/round.ts';

const dayMs = 86_400_000;

type What = Pick<Round, 'id' | 'title' | 'surveyVersionId' | 'methodIds' | 'unitIds'> & {
  readonly madeUp: NonNullable<Round['madeUp']>;
};

/** A round for trying things out: opened a month ago, closing in ten years, self-selected respondents. */
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
