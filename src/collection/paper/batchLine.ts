/** Descriptions of batches of paper forms. */
import { locationNames, type Names } from '../../design/accessPoints/locationNames.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { numbersToKey, type PaperBatch, type Pass } from './batch.ts';
import { paperTexts } from './texts.ts';

/** A batch as shown in the list and on its page. */
export function batchLine(batch: PaperBatch, names: Names) {
  const { service, ...rest } = locationNames(batch, names);
  const keyed = (pass: Pass) =>
    batch.state === 'open' ? batch.announced - numbersToKey(batch, pass).length : batch.announced;
  return {
    ...rest,
    service: service ?? paperTexts[names.language].anyService,
    id: batch.id,
    serial: batch.serial,
    announced: batch.announced,
    keyedTwice: batch.keyedTwice,
    first: keyed('first'),
    second: keyed('second'),
    state: batch.state,
    differed: batch.keyedTwice ? batch.differed : undefined,
    collectedOn: dayText(batch.collectedOn, names.language),
    madeBy: batch.madeBy.name,
  };
}

/** "1–4, 7": the first few numbers, and whether there are more. */
export function numbersText(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last && number === last[1] + 1) last[1] = number;
    else ranges.push([number, number]);
  }
  const shown = ranges.slice(0, rangesShown).map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
  return [...shown, ...(ranges.length > rangesShown ? ['…'] : [])].join(', ');
}
const rangesShown = 12;
