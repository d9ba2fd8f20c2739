/** How each update operator changes the value at its path. */
import { arrayOf, documentOf, double, int, long } from '../bytes/build.ts';
import { areEqual, compareValues } from '../bytes/orderedKey.ts';
import { render } from '../bytes/render.ts';
import { Type, Value, elementsOf, fieldsOf, integerOf, isNumber, numberOf } from '../bytes/value.ts';
import { isOperators, parseFilter } from '../query/filter.ts';
import { StoreError, refusal } from '../storeError.ts';
import { filterConnectives, isOneOf, type updateOperators } from '../supported.ts';

export interface Operation {
  /** The whole path, if it is an error that a value on the way is neither document nor array. */
  readonly mustReach?: string;
  /** The new value for the old one; undefined means "missing" for both. */
  apply(
    old: Value | undefined,
    context: { readonly id: Value | undefined; readonly name: string },
  ): Value | undefined;
}

type UpdateOperator = (typeof updateOperators)[number];

export function operationOf(operator: UpdateOperator, path: string, operand: Value): Operation {
  switch (operator) {
    case '$set':
    case '$setOnInsert':
      return { apply: () => operand };
    case '$unset':
      return { apply: () => undefined };
    case '$inc':
      return increment(path, operand);
    case '$min':
      return { apply: (old) => (old === undefined || compareValues(operand, old) < 0 ? operand : old) };
    case '$max':
      return { apply: (old) => (old === undefined || compareValues(operand, old) > 0 ? operand : old) };
    case '$push':
      return push(path, operand);
    case '$addToSet':
      return addToSet(operand);
    case '$pull':
      return pull(path, operand);
  }
}

function increment(path: string, operand: Value): Operation {
  if (!isNumber(operand))
    throw new StoreError(
      'TypeMismatch',
      `Cannot increment with non-numeric argument: {${path}: ${render(operand)}}`,
    );
  return {
    apply(old, { id, name }) {
      if (old === undefined) return operand;
      if (isNumber(old)) return sum(old, operand, id);
      const where = id === undefined ? '{no id}' : `{_id: ${render(id)}}`;
      throw new StoreError(
        'TypeMismatch',
        `Cannot apply $inc to a value of non-numeric type. ${where} has the field '${name}' of non-numeric type ${typeName(old)}`,
      );
    },
  };
}

/** Two ints make an int if it fits, otherwise a long; if one is a double, the result is a double. */
function sum(a: Value, b: Value, id: Value | undefined): Value {
  if (a.type === Type.double || b.type === Type.double) return double(numberOf(a) + numberOf(b));
  const total = integerOf(a) + integerOf(b);
  if (a.type === Type.int && b.type === Type.int && total === BigInt.asIntN(32, total))
    return int(Number(total));
  if (total === BigInt.asIntN(64, total)) return long(total);
  throw new StoreError(
    'BadValue',
    `Failed to apply $inc operations to current value (${renderTyped(a)}) for document {_id: ${id === undefined ? '' : render(id)}}`,
  );
}

function renderTyped(value: Value): string {
  return value.type === Type.long ? `(NumberLong)${render(value)}` : `(NumberInt)${render(value)}`;
}

const typeNames: Readonly<Record<number, string>> = {
  [Type.double]: 'double',
  [Type.string]: 'string',
  [Type.object]: 'object',
  [Type.array]: 'array',
  [Type.binary]: 'binData',
  [Type.objectId]: 'objectId',
  [Type.bool]: 'bool',
  [Type.date]: 'date',
  [Type.null]: 'null',
  [Type.regex]: 'regex',
  [Type.int]: 'int',
  [Type.long]: 'long',
  [Type.minKey]: 'minKey',
  [Type.maxKey]: 'maxKey',
};

function typeName(value: Value): string {
  return typeNames[value.type]!;
}

function push(path: string, operand: Value): Operation {
  const added = addedElements('$push', operand);
  return {
    apply(old, { id }) {
      if (old !== undefined && old.type !== Type.array)
        throw new StoreError(
          'BadValue',
          `The field '${path}' must be an array but is of type ${typeName(old)} in document {${id === undefined ? 'no id' : `_id: ${render(id)}`}}`,
        );
      return arrayOf([...(old === undefined ? [] : elementsOf(old)), ...added]);
    },
  };
}

/** A value, or several in `$each`, next to which no other field is allowed. */
function addedElements(operator: string, operand: Value): Value[] {
  if (!isOperators(operand)) return [operand];
  const [first, second] = fieldsOf(operand);
  const refused = [first!, second].find((field) => field !== undefined && field.name !== '$each');
  if (refused !== undefined) throw refusal(`${refused.name} in ${operator}`);
  const { value } = first!;
  if (value.type === Type.array) return elementsOf(value);
  throw new StoreError(
    operator === '$push' ? 'BadValue' : 'TypeMismatch',
    `The argument to $each in ${operator} must be an array but it was of type: ${typeName(value)}`,
  );
}

function addToSet(operand: Value): Operation {
  const added = addedElements('$addToSet', operand);
  return {
    apply(old, { name }) {
      if (old !== undefined && old.type !== Type.array)
        throw new StoreError(
          'BadValue',
          `Cannot apply $addToSet to non-array field. Field named '${name}' has non-array type ${typeName(old)}`,
        );
      const elements = old === undefined ? [] : elementsOf(old);
      for (const value of added)
        if (!elements.some((element) => areEqual(element, value))) elements.push(value);
      return arrayOf(elements);
    },
  };
}

/**
 * Elements equal to a value, or matching a condition: on their fields, or on themselves if it consists of operators.
 */
function pull(path: string, operand: Value): Operation {
  const passes = pullTest(operand);
  return {
    mustReach: path,
    apply(old) {
      if (old === undefined) return undefined;
      if (old.type !== Type.array)
        throw new StoreError('BadValue', 'Cannot apply $pull to a non-array value');
      const elements = elementsOf(old);
      const kept = elements.filter((element) => !passes(element));
      return kept.length === elements.length ? old : arrayOf(kept);
    },
  };
}

function pullTest(operand: Value): (element: Value) => boolean {
  const first = isOperators(operand) ? fieldsOf(operand)[0]!.name : undefined;
  if (first === '$not')
    throw new StoreError(
      'BadValue',
      'unknown top level operator: $not. If you are trying to negate an entire expression, use $nor.',
    );
  const isOfElement = first !== undefined && !isOneOf(filterConnectives, first);
  if (isOfElement || operand.type === Type.regex) {
    const filter = parseFilter(documentOf([{ name: 'element', value: operand }]));
    return (element) => filter.matches(documentOf([{ name: 'element', value: element }]));
  }
  if (operand.type !== Type.object) return (element) => areEqual(element, operand);
  const filter = parseFilter(operand);
  return (element) => element.type === Type.object && filter.matches(element);
}
