/** Equivalence classes: records that agree on all variables processed so far. */

/** One variable, coded for all records. */
export interface CodedVariable {
  /** For each record, an index into the values. It is overwritten with `suppressed` where the value is not released. */
  readonly codes: Uint8Array | Uint16Array;
  /** The number of values; this number is also the code of a suppressed value. */
  readonly suppressed: number;
}

export interface EquivalenceClasses {
  /** Record indexes, class after class. */
  readonly order: Uint32Array;
  /** Where each class begins, plus the end of the last class. */
  readonly starts: Uint32Array;
}

export function oneClass(records: Uint32Array): EquivalenceClasses {
  return { order: records, starts: Uint32Array.of(0, records.length) };
}

/**
 * Splits each class by the values of a variable.
 *
 * @returns finer classes, in the order of the old ones and, within each, of the values; the sort is stable
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
    for (let index = from; index < to; index++) counts[codes[order[index]!]!]! += 1;
    let next = from;
    for (let code = 0; code < counts.length; code++) {
      const found = counts[code]!;
      if (found === 0) continue;
      begins[classes++] = next;
      counts[code] = next; // from here on, the position of the next record with this value
      next += found;
    }
    for (let index = from; index < to; index++) {
      const record = order[index]!;
      sorted[counts[codes[record]!]!++] = record;
    }
  }
  begins[classes] = order.length;
  return { order: sorted, starts: begins.slice(0, classes + 1) };
}

/** The class number of each record; 0 for records in no class. */
export function classNumbers({ order, starts }: EquivalenceClasses, records: number): Uint32Array {
  const numbers = new Uint32Array(records);
  for (let at = 0; at + 1 < starts.length; at++)
    for (let index = starts[at]!; index < starts[at + 1]!; index++) numbers[order[index]!] = at;
  return numbers;
}
