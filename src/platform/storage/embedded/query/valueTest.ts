/** The comparison operators, each as a test of one value. */
import { areEqual, compareValues, keyOf, rankOf } from '../bytes/orderedKey.ts';
import { Type, Value, elementsOf, integerOf, isNumber, numberOf, regexOf, stringOf } from '../bytes/value.ts';
import { StoreError, refusal } from '../storeError.ts';
import type { filterOperators } from '../supported.ts';
import type { ValueTest } from './path.ts';
import { compileRegex } from './regex.ts';

export type FilterOperator = (typeof filterOperators)[number];

export interface Comparison {
  readonly operator: FilterOperator;
  readonly operand: Value;
  /** The value of `$options` next to a `$regex`. */
  readonly options: Value | undefined;
}

export function valueTest({ operator, operand, options }: Comparison): ValueTest {
  switch (operator) {
    case '$eq':
      return (value) => areEqual(value, operand);
    case '$gt':
      return orderTest(operand, (order) => order > 0, false);
    case '$gte':
      return orderTest(operand, (order) => order >= 0, true);
    case '$lt':
      return orderTest(operand, (order) => order < 0, false);
    case '$lte':
      return orderTest(operand, (order) => order <= 0, true);
    case '$in':
      return membershipTest(operand);
    case '$type':
      return typeTest(operand);
    case '$size':
      return sizeTest(operand);
    case '$mod':
      return remainderTest(operand);
    case '$regex':
      return regexTest(operand, options);
    default:
      throw refusal(`the query operator ${operator} in this place`);
  }
}

/** `$lt` and similar operators consider only values of the operand's type; NaN is below no number. */
function orderTest(operand: Value, passes: (order: number) => boolean, orEqual: boolean): ValueTest {
  if (operand.type === Type.regex)
    throw new StoreError('BadValue', "Can't have RegEx as arg to predicate over field");
  if (operand.type === Type.minKey || operand.type === Type.maxKey)
    throw refusal('a comparison of order with minKey or maxKey');
  const rank = rankOf(operand);
  if (isNumber(operand) && Number.isNaN(numberOf(operand)))
    return (value) => orEqual && areEqual(value, operand);
  return (value) => rankOf(value) === rank && !isNotANumber(value) && passes(compareValues(value, operand));
}

function isNotANumber(value: Value | undefined): boolean {
  return value?.type === Type.double && Number.isNaN(numberOf(value));
}

/** Uses a set of keys, so that a long list costs no more per document than a short one. */
function membershipTest(operand: Value): ValueTest {
  if (operand.type !== Type.array) throw new StoreError('BadValue', '$in needs an array');
  const elements = elementsOf(operand);
  const keys = new Set(elements.map((element) => keyOf(element).toString('latin1')));
  const patterns = elements
    .filter(({ type }) => type === Type.regex)
    .map((element) => regexTest(element, undefined));
  return (value) =>
    keys.has(keyOf(value).toString('latin1')) || patterns.some((matchesPattern) => matchesPattern(value));
}

const typeNames: Readonly<Record<string, readonly number[]>> = {
  double: [Type.double],
  string: [Type.string],
  object: [Type.object],
  array: [Type.array],
  binData: [Type.binary],
  objectId: [Type.objectId],
  bool: [Type.bool],
  date: [Type.date],
  null: [Type.null],
  regex: [Type.regex],
  int: [Type.int],
  long: [Type.long],
  minKey: [Type.minKey],
  maxKey: [Type.maxKey],
  number: [Type.int, Type.long, Type.double],
};

const knownTypes = new Set(Object.values(typeNames).flat());

function typeTest(operand: Value): ValueTest {
  const wanted = new Set((operand.type === Type.array ? elementsOf(operand) : [operand]).flatMap(typesNamed));
  return (value) => value !== undefined && wanted.has(value.type);
}

function typesNamed(name: Value): readonly number[] {
  if (name.type === Type.string) {
    const named = typeNames[stringOf(name)];
    if (named === undefined) throw refusal(`the type name ${stringOf(name)}`);
    return named;
  }
  const number = isNumber(name) ? numberOf(name) : Number.NaN;
  const type = number === -1 ? Type.minKey : number;
  if (!knownTypes.has(type)) throw refusal(`the type number ${number}`);
  return [type];
}

function sizeTest(operand: Value): ValueTest {
  const size = isNumber(operand) ? numberOf(operand) : -1;
  if (!Number.isInteger(size) || size < 0)
    throw new StoreError('BadValue', 'Failed to parse $size. Expected a non-negative integer');
  return (value) => value?.type === Type.array && elementsOf(value).length === size;
}

function remainderTest(operand: Value): ValueTest {
  const parts = operand.type === Type.array ? elementsOf(operand).map(wholePart) : [];
  const [divisor, remainder] = parts;
  if (parts.length !== 2 || divisor === undefined || remainder === undefined)
    throw new StoreError('BadValue', 'malformed mod, needs to be an array of two numbers');
  if (divisor === 0n) throw new StoreError('BadValue', 'divisor cannot be 0');
  return (value) => {
    const whole = value === undefined ? undefined : wholePart(value);
    return whole !== undefined && whole % divisor === remainder;
  };
}

/** The integer part, if it fits into a long. */
function wholePart(value: Value): bigint | undefined {
  if (value.type === Type.int || value.type === Type.long) return integerOf(value);
  if (value.type !== Type.double) return undefined;
  const number = Math.trunc(numberOf(value));
  return Math.abs(number) < 2 ** 63 ? BigInt(number) : undefined;
}

function regexTest(operand: Value, options: Value | undefined): ValueTest {
  const source =
    operand.type === Type.regex ? regexOf(operand) : { pattern: patternOf(operand, '$regex'), flags: '' };
  const flags = options === undefined ? source.flags : patternOf(options, '$options');
  const regex = compileRegex(source.pattern, flags);
  return (value) => {
    if (value?.type === Type.string) return regex.test(stringOf(value));
    if (value?.type !== Type.regex) return false;
    const stored = regexOf(value);
    return stored.pattern === source.pattern && stored.flags === flags;
  };
}

function patternOf(value: Value, name: string): string {
  if (value.type !== Type.string) throw new StoreError('BadValue', `${name} has to be a string`);
  return stringOf(value);
}
