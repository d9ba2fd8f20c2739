/**
 * What analysis tells of the parts of each unit, by service, channel, band and month: whoever has single forms may have its
 * tables as well (decision 0238).
 */
import { setImmediate } from 'node:timers/promises';
import { countedSides } from '../analysis/countedSides.ts';
import type { Counting } from '../analysis/countedSides.ts';
import { dimensionsOf, type AnalysisDimension } from '../analysis/dimensions.ts';
import { isTooLarge } from '../analysis/countedSides.ts';
import { scopeOf } from '../satisfaction/regroup.ts';
import type { MeasuredRound } from '../satisfaction/results.ts';
import { WHOLE } from '../satisfaction/scope.ts';
import type { PartOf, PartStates } from '../satisfaction/singleForms.ts';
import { aboutValue } from '../satisfaction/tally.ts';

/** Where a table is too large to be shown, its parts count as hidden. */
export async function partsInAnalysis(measured: MeasuredRound, counting: Counting): Promise<PartStates> {
  const states = new Map<string, ReturnType<PartStates>>();
  const unitIds = scopeOf(measured);
  for (const dimension of dimensionsOf(measured, [], unitIds[0]!)) {
    if (!partIn(dimension, '')) continue;
    for (const unitId of unitIds) {
      await setImmediate(); // others have their turn between the tables
      const asked = { unitId, dimensions: [dimension], scopes: [WHOLE] };
      const counted = await countedSides(measured, asked, counting);
      const table = isTooLarge(counted) ? undefined : counted.tableOf(WHOLE);
      for (const key of counted.keys[0]!)
        states.set(keyOf(unitId, partIn(dimension, key)!), table?.figure({ first: key }).state ?? 'hidden');
    }
  }
  return (unitId, part) => states.get(keyOf(unitId, part)) ?? 'none';
}

function partIn({ id }: AnalysisDimension, key: string): PartOf | undefined {
  const [kind = '', question = ''] = id.split(':');
  if (kind === 'about') return { dimension: kind, value: aboutValue(question, key) };
  return kind === 'service' || kind === 'channel' || kind === 'month'
    ? { dimension: kind, value: key }
    : undefined;
}

function keyOf(unitId: string, { dimension, value }: PartOf): string {
  return `${unitId} ${dimension} ${value}`;
}
