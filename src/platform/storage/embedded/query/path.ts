/**
 * The values at a dotted path. A path descends into documents, and into each element of an array on its way; a number
 * in it may also be an array index.
 */
import { Type, Value, elementsOf, fieldsOf, findField, isContainer } from '../bytes/value.ts';

interface PathPart {
  readonly name: string;
  readonly bytes: Buffer;
}

export type Path = readonly PathPart[];

/** A test of one candidate; undefined means "no value". */
export type ValueTest = (value: Value | undefined) => boolean;

export function pathOf(dotted: string): Path {
  return dotted.split('.').map((name) => ({ name, bytes: Buffer.from(name) }));
}

/**
 * Whether any value at the end of the path passes. An array at the end is tested element by element and then as a
 * whole; with `wholeArrays` only as a whole.
 */
export function someAt(document: Value, path: Path, test: ValueTest, wholeArrays = false, from = 0): boolean {
  let current = document;
  for (let index = from; ; index++) {
    const isLast = index === path.length - 1;
    const found = findField(current, path[index]!.bytes);
    if (found === undefined) return test(undefined);
    if (found.type === Type.array) {
      if (!isLast) return someInArray(found, path, test, wholeArrays, index + 1);
      return (!wholeArrays && elementPasses(found, test)) || test(found);
    }
    if (isLast) return test(found);
    if (found.type !== Type.object) return test(undefined);
    current = found;
  }
}

function elementPasses(array: Value, test: ValueTest): boolean {
  return fieldsOf(array).some((element) => test(element.value));
}

function someInArray(array: Value, path: Path, test: ValueTest, wholeArrays: boolean, next: number): boolean {
  const position = path[next]!.name;
  const isLast = next === path.length - 1;
  for (const { name, value } of fieldsOf(array)) {
    if (value.type === Type.object && someAt(value, path, test, wholeArrays, next)) return true;
    if (name !== position) continue;
    if (isLast) {
      if (test(value)) return true;
    } else if (value.type === Type.array) {
      if (someInArray(value, path, test, wholeArrays, next + 1)) return true;
    } else if (value.type === Type.object && someAt(value, path, test, wholeArrays, next + 1)) return true;
  }
  return false;
}

/** The values for `distinct`: there a number after an array is an index and never a field name in its elements. */
export function distinctValues(container: Value, [part, next, ...rest]: Path): Value[] {
  const found = part && findField(container, part.bytes);
  if (found === undefined) return [];
  if (next === undefined) return [found];
  if (found.type === Type.object || (found.type === Type.array && /^\d+$/.test(next.name)))
    return distinctValues(found, [next, ...rest]);
  if (found.type !== Type.array) return [];
  return elementsOf(found)
    .filter(isContainer)
    .flatMap((element) => distinctValues(element, [next, ...rest]));
}
