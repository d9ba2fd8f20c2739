/** Words for batches of paper forms. */
import type { Caller } from '../accounts/caller.ts';
import type { Revision } from '../accessPoints/accessPoint.ts';
import { inLanguage } from '../localized.ts';
import type { Stores } from '../stores.ts';
import { dayText } from '../web/clock.ts';
import { numbersToKey, type PaperBatch, type Pass } from './batch.ts';
import { paperTexts } from './texts.ts';

type NamingStores = Pick<Stores, 'services' | 'rounds'>;

/** What a person at the counter calls the place that a revision or a batch belongs to. */
export async function placeNames(
  caller: Caller,
  { unitId, serviceId, roundId }: Pick<Revision, 'unitId' | 'serviceId' | 'roundId'>,
  stores: NamingStores,
) {
  const { language } = caller.account;
  const service = (await stores.services.list()).find(({ id }) => id === serviceId);
  const round = await stores.rounds.find(roundId);
  return {
    unit: inLanguage(caller.units.name(unitId), language),
    service: service ? inLanguage(service.name, language) : paperTexts[language].anyService,
    round: round ? inLanguage(round.title, language) : '',
  };
}

/** A batch as the list and its own page show it. */
export async function batchLine(caller: Caller, batch: PaperBatch, stores: NamingStores) {
  const keyed = (pass: Pass) =>
    batch.state === 'open' ? batch.announced - numbersToKey(batch, pass).length : batch.announced;
  return {
    ...(await placeNames(caller, batch, stores)),
    id: batch.id,
    serial: batch.serial,
    announced: batch.announced,
    keyedTwice: batch.keyedTwice,
    first: keyed('first'),
    second: keyed('second'),
    state: batch.state,
    differed: batch.keyedTwice ? batch.differed : undefined,
    collectedOn: dayText(batch.collectedOn, caller.account.language),
    madeBy: batch.madeBy.name,
  };
}

/** "1–4, 7": a few numbers, and that there are more. */
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
