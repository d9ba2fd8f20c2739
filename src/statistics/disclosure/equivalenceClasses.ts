/** Equivalence classes: records that agree on the variables that were gone through so far. */

/** One variable of all records. */
export interface CodedVariable {
  /** By record, a place among the values; overwritten by `suppressed` where the value is not released. */
  readonly codes: Uint8Array | Uint16Array;
  /** How many values there are; this number itself is the code of a suppressed value. */
  readonly suppressed: number;
}

export interface EquivalenceClasses {
  /** Records by their places, classes one behind the other. */
  readonly order: Uint32Array;
  /** Where each class begins, and behind the last where it ends. */
  readonly starts: Uint32Array;
}

export function oneClass(records: Uint32Array): EquivalenceClasses {
  return { order: records, starts: Uint32Array.of(0, records.length) };
}

/**
 * Divides each class by the values of a variable.
 *
 * @returns finer classes, in the order of the old ones and, within, of the values; the order of equal records stays
 */
export function divide(
  { order, starts }: EquivalenceClasses,
  { codes, suppressed }: CodedVariable,
): EquivalenceClasses {
  const sorted = new Uint32Array(order.length);
  const begins = new Uint32Array(order.length + 1);
  const counts = new Uint32Array(suppressed + 1);
  let classes = 0;
  for (let at = 0; at + 1 < starts.length; at++) {
    const [from, to] = [starts[at]!, starts[at + 1]!];
    if (to - from === 1) {
      sorted[from] = order[from]!;
      begins[classes++] = from;
      continue;
    }
    counts.fill(0);
    for (let place = from; place < to; place++) counts[codes[order[place]!]!]! += 1;
    let next = from;
    for (let code = 0; code < counts.length; code++) {
      const found = counts[code]!;
      if (found === 0) continue;
      begins[classes++] = next;
      counts[code] = next; // from here on, where the next record with this value goes
      next += found;
    }
    for (let place = from; place < to; place++) {
      const record = order[place]!;
      sorted[counts[codes[record]!]!++] = record;
    }
  }
  begins[classes] = order.length;
  return { order: sorted, starts: begins.slice(0, classes + 1) };
}

/** By record, the number of its class; of records that are in none, 0. */
export function classNumbers({ order, starts }: EquivalenceClasses, records: number): Uint32Array {
  const numbers = new Uint32Array(records);
  for (let at = 0; at + 1 < starts.length; at++)
    for (let place = starts[at]!; place < starts[at + 1]!; place++) numbers[order[place]!] = at;
  return numbers;
}
