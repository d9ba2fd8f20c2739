/**
 * The order of one axis of a crosstab: by the values of a group of the other axis. An address has it as `desc:KEY`, the highest
 * value first, or `asc:KEY`; without a key, all groups of the other axis together.
 */
type Direction = 'ascending' | 'descending';

export interface AxisOrder {
  /** Missing: all groups. */
  readonly key: string | undefined;
  readonly direction: Direction;
}

/** @returns undefined where the text names no order, or a group that the table does not have */
export function axisOrder(text: string, keys: readonly string[]): AxisOrder | undefined {
  const [, short, key = ''] = /^(asc|desc):(.*)$/s.exec(text) ?? [];
  if (short === undefined || (key !== '' && !keys.includes(key))) return undefined;
  return { key: key || undefined, direction: short === 'asc' ? 'ascending' : 'descending' };
}

/** The order that a click on a heading leads to: the highest first, then the lowest, then as it was. */
export function nextOrder(key: string | undefined, current: AxisOrder | undefined): string {
  if (current?.key !== key || !current) return `desc:${key ?? ''}`;
  return current.direction === 'descending' ? `asc:${key ?? ''}` : '';
}

/** @param valueOf a group's value by a key of the other axis; groups without one stand last, in the order in which they came */
export function inOrderOf<G>(
  groups: readonly G[],
  order: AxisOrder | undefined,
  valueOf: (group: G, key: string | undefined) => number | undefined,
): readonly G[] {
  if (!order) return groups;
  const sign = order.direction === 'ascending' ? 1 : -1;
  const placed = groups.map((group) => {
    const value = valueOf(group, order.key);
    return { group, value: value === undefined ? Infinity : sign * value };
  });
  return placed
    .toSorted((one, other) => (one.value === other.value ? 0 : one.value - other.value))
    .map(({ group }) => group);
}
