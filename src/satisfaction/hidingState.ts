/** What is hidden of a table so far, and what each of its relations still asks for. */
import type { HidingReason, HidingTable, Relation } from './hiding.ts';

export type HidingState = ReturnType<typeof openHiding>;

interface Together {
  readonly cells: number;
  readonly people: number;
}
const NOTHING: Together = { cells: 0, people: 0 };

/** @param minimum people, and two cells, that have to be hidden together in a relation where anything is */
export function openHiding(table: HidingTable, minimum: number) {
  const hidden = new Map<string, HidingReason>();
  const relationsOf = groupedBy(
    table.relations.flatMap((relation) => members(relation).map((key) => [key, relation] as const)),
  );
  const cellsOf = groupedBy([...(table.figureOf ?? [])].map(([key, figure]) => [figure, key] as const));
  const hiddenIn = new Map<Relation, Together>();

  const peopleOf = (key: string): number => table.people.get(key) ?? 0;
  const canBeHidden = (key: string): boolean =>
    peopleOf(key) > 0 && !hidden.has(key) && table.told?.has(key) !== true;
  const isLonely = ({ cells, people }: Together): boolean => cells > 0 && (cells < 2 || people < minimum);

  const asksForMore = (relation: Relation): boolean => isLonely(hiddenIn.get(relation) ?? NOTHING);

  /** A cell, where it is shown, with those that its figure shows. */
  function withFigure(key: string): readonly string[] {
    const figure = table.figureOf?.get(key);
    return (figure === undefined ? [key] : cellsOf.get(figure)!).filter(canBeHidden);
  }

  /** What would be hidden in each relation of some cells after these were hidden. */
  function after(keys: readonly string[]): ReadonlyMap<Relation, Together> {
    const then = new Map<Relation, Together>();
    for (const key of keys) {
      for (const relation of relationsOf.get(key) ?? []) {
        const { cells, people } = then.get(relation) ?? hiddenIn.get(relation) ?? NOTHING;
        then.set(relation, { cells: cells + 1, people: people + peopleOf(key) });
      }
    }
    return then;
  }

  /** With all that its figure shows. */
  function hide(key: string, reason: HidingReason): void {
    const keys = withFigure(key);
    for (const [relation, then] of after(keys)) hiddenIn.set(relation, then);
    for (const one of keys) hidden.set(one, reason);
  }

  /** How many more relations would ask for more if a cell were hidden; below 0 where it is what some ask for. */
  const moreAsked = (key: string): number => {
    let more = 0;
    for (const [relation, then] of after(withFigure(key)))
      more += Number(isLonely(then)) - Number(asksForMore(relation));
    return more;
  };

  return {
    hidden: hidden as ReadonlyMap<string, HidingReason>,
    peopleOf,
    canBeHidden,
    relationsOf: (key: string): readonly Relation[] => relationsOf.get(key) ?? [],
    shownWithin: (key: string): readonly string[] => (table.within?.get(key) ?? []).filter(canBeHidden),
    asksForMore,
    moreAsked,
    hide,
  };
}

export function members({ total, parts }: Relation): string[] {
  return [total, ...parts];
}

function groupedBy<Key, Value>(
  pairs: readonly (readonly [Key, Value])[],
): ReadonlyMap<Key, readonly Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
