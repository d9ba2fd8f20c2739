import { addDays } from '../../platform/calendar/calendarDay.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { Succession } from './succession.ts';
import { unitName } from './unit.ts';
import type { Stores } from '../stores.ts';

/** Names of units, old and new, and of rounds, by id, for the error messages of a change. */
export async function namesInChange(
  change: Succession,
  stores: Pick<Stores, 'units' | 'rounds'>,
  language: PageLanguage,
): Promise<(id: string) => string> {
  const [units, rounds] = await Promise.all([stores.units.list(), stores.rounds.list()]);
  const names = new Map([
    ...rounds.map(({ id, title }) => [id, inLanguage(title, language)] as const),
    ...units.map((unit) => [unit.id, inLanguage(unitName(unit, addDays(change.on, -1)), language)] as const),
    ...change.founded.map(({ id, name }) => [id, inLanguage(name, language)] as const),
  ]);
  return (id) => names.get(id) ?? id;
}
