/**
 * The values of a path for an index or a sort: each element of an array separately, "no value" for an empty array, and
 * a missing value for every element on which the path ends early. (A filter considers only elements on which the path
 * continues.)
 */
import { emptyArray } from '../bytes/orderedKey.ts';
import { Type, Value, elementsOf, findField } from '../bytes/value.ts';
import type { Path } from './path.ts';

export interface IndexedValues {
  /** At least one; undefined means "missing". */
  readonly values: readonly (Value | undefined)[];
  readonly isArray: boolean;
}

export function indexedValues(document: Value, path: Path): IndexedValues {
  let current: Value | undefined = document;
  for (const [index, part] of path.entries()) {
    current = current.type === Type.object ? findField(current, part.bytes) : undefined;
    if (current === undefined) return { values: [undefined], isArray: false };
    if (current.type === Type.array)
      return { values: valuesBelow(current, path.slice(index + 1)), isArray: true };
  }
  return { values: [current], isArray: false };
}

function valuesBelow(array: Value, rest: Path): readonly (Value | undefined)[] {
  const elements = elementsOf(array);
  if (elements.length === 0) return [rest.length === 0 ? emptyArray : undefined];
  if (rest.length === 0) return elements;
  return elements.flatMap((element) =>
    element.type === Type.object ? indexedValues(element, rest).values : [undefined],
  );
}
