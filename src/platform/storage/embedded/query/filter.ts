/**
 * Filters: parses a document of conditions into a function from document to boolean, and into a list of conditions that
 * must all hold, which the planner reads.
 */
import {
  Type,
  Value,
  elementsOf,
  fieldsOf,
  isContainer,
  isTruthy,
  regexOf,
  type Field,
} from '../bytes/value.ts';
import { StoreError, refusal } from '../storeError.ts';
import { filterConnectives, filterOperators, isOneOf } from '../supported.ts';
import { valueTest, type Comparison, type FilterOperator } from './valueTest.ts';
import { pathOf, someAt, type Path, type ValueTest } from './path.ts';

/** A condition that every match fulfils: the operand that a path is compared with, and the operator. */
export interface Condition {
  readonly path: string;
  readonly operator: string;
  readonly operand: Value;
}

export interface Filter {
  matches(document: Value): boolean;
  /** Conditions that must all hold; `matches` may check more than these. */
  readonly conditions: readonly Condition[];
  /** Whether the filter consists of these conditions only. */
  readonly isWhole: boolean;
}

type Predicate = (document: Value) => boolean;

export const everything: Filter = { matches: () => true, conditions: [], isWhole: true };

export function parseFilter(filter: Value | undefined): Filter {
  if (filter === undefined) return everything;
  const conditions: Condition[] = [];
  const rest: boolean[] = [];
  const predicates = fieldsOf(filter).map((field) => predicateOf(field, conditions, rest));
  return { matches: allOf(predicates), conditions, isWhole: rest.length === 0 };
}

function allOf(predicates: readonly Predicate[]): Predicate {
  const [first, second] = predicates;
  if (first === undefined) return () => true;
  if (second === undefined) return first;
  return (document) => predicates.every((predicate) => predicate(document));
}

/** Adds the conditions that the planner may use, and an entry to `rest` for everything else. */
function predicateOf(field: Field, conditions: Condition[], rest: boolean[]): Predicate {
  if (!field.name.startsWith('$')) return fieldPredicate(field, conditions, rest);
  if (!isOneOf(filterConnectives, field.name)) throw refusal(`the query operator ${field.name}`);
  const branches = branchesOf(field);
  if (field.name === '$and' || (field.name === '$or' && branches.length === 1))
    return allOf(
      branches.flatMap((branch) => fieldsOf(branch).map((each) => predicateOf(each, conditions, rest))),
    );
  rest.push(true);
  const parsed = branches.map(parseFilter);
  if (field.name === '$or') return (document) => parsed.some((branch) => branch.matches(document));
  return (document) => !parsed.some((branch) => branch.matches(document));
}

function branchesOf({ name, value }: Field): Value[] {
  const branches = value.type === Type.array ? elementsOf(value) : [];
  if (branches.length === 0) throw new StoreError('BadValue', `${name} must be a nonempty array`);
  if (branches.some((branch) => branch.type !== Type.object))
    throw new StoreError('BadValue', `${name} argument's entries must be objects`);
  return branches;
}

function fieldPredicate({ name, value }: Field, conditions: Condition[], rest: boolean[]): Predicate {
  const path = pathOf(name);
  const comparisons = comparisonsOf(value);
  for (const comparison of comparisons) {
    if (comparison.operator === '$not') rest.push(true);
    const parts = comparison.operator === '$all' ? allComparisons(comparison.operand) : [comparison];
    for (const { operator, operand } of parts) conditions.push({ path: name, operator, operand });
  }
  return allOf(comparisons.map((comparison) => comparisonPredicate(path, comparison)));
}

/** `{a: 1}` is `{a: {$eq: 1}}`, `{a: /x/}` is `{a: {$regex: /x/}}`. */
function comparisonsOf(value: Value): Comparison[] {
  if (value.type === Type.regex) return [{ operator: '$regex', operand: value, options: undefined }];
  if (!isOperators(value)) return [{ operator: '$eq', operand: value, options: undefined }];
  const fields = fieldsOf(value);
  for (const { name } of fields)
    if (!isOneOf(filterOperators, name)) throw refusal(`the query operator ${name}`);
  const options = optionsOf(fields);
  if (fields.some(({ name, value: operand }) => name === '$ne' && operand.type === Type.regex))
    throw new StoreError('BadValue', "Can't have regex as arg to $ne.");
  return fields
    .filter(({ name }) => name !== '$options')
    .map(({ name, value: operand }) => ({ operator: name as FilterOperator, operand, options }));
}

/** The value of `$options` next to a `$regex`, which must then contain no options itself. */
function optionsOf(fields: readonly Field[]): Value | undefined {
  const position = fields.findIndex(({ name }) => name === '$options');
  if (position < 0) return undefined;
  const pattern = fields.findIndex(({ name }) => name === '$regex');
  if (pattern < 0) throw new StoreError('BadValue', '$options needs a $regex');
  const { value } = fields[pattern]!;
  if (value.type === Type.regex && regexOf(value).flags !== '')
    throw new StoreError(
      position < pattern ? 'Location51074' : 'Location51075',
      'options set in both $regex and $options',
    );
  return fields[position]!.value;
}

/** Whether a document consists of operators: MongoDB checks only its first name. */
export function isOperators(value: Value): boolean {
  return (
    value.type === Type.object && value.bytes[value.start + 4] !== 0 && value.bytes[value.start + 5] === 0x24
  );
}

function comparisonPredicate(path: Path, comparison: Comparison): Predicate {
  const { operator, operand } = comparison;
  switch (operator) {
    case '$ne':
      return not(comparisonPredicate(path, { ...comparison, operator: '$eq' }));
    case '$nin':
      return not(comparisonPredicate(path, { ...comparison, operator: '$in' }));
    case '$not':
      return not(allOf(negated(operand).map((inner) => comparisonPredicate(path, inner))));
    case '$all':
      return allOf(allComparisons(operand).map((inner) => comparisonPredicate(path, inner)));
    case '$exists': {
      const some: Predicate = (document) => someAt(document, path, (value) => value !== undefined);
      return isTruthy(operand) ? some : not(some);
    }
    case '$elemMatch': {
      const test = elemMatchTest(operand);
      return (document) => someAt(document, path, test, true);
    }
    default: {
      const test = valueTest(comparison);
      const wholeArrays = operator === '$size';
      return (document) => someAt(document, path, test, wholeArrays);
    }
  }
}

function not(predicate: Predicate): Predicate {
  return (document) => !predicate(document);
}

function negated(operand: Value): Comparison[] {
  if (operand.type !== Type.regex && !isOperators(operand))
    throw new StoreError('BadValue', '$not needs a regex or a document of operators');
  return comparisonsOf(operand);
}

function allComparisons(operand: Value): Comparison[] {
  if (operand.type !== Type.array) throw new StoreError('BadValue', '$all needs an array');
  const elements = elementsOf(operand);
  if (elements.length === 0) throw refusal('an empty $all');
  return elements.flatMap((element) => {
    if (!isOperators(element)) return comparisonsOf(element);
    if (fieldsOf(element)[0]?.name !== '$elemMatch')
      throw new StoreError('BadValue', 'no $ expressions in $all');
    return comparisonsOf(element);
  });
}

/** `{$elemMatch: {$gt: 1}}` tests the element itself, `{$elemMatch: {b: 1}}` its fields. */
function elemMatchTest(operand: Value): ValueTest {
  if (operand.type !== Type.object) throw new StoreError('BadValue', '$elemMatch needs an Object');
  const test =
    isOperators(operand) && !isOneOf(filterConnectives, fieldsOf(operand)[0]!.name)
      ? everyTest(comparisonsOf(operand))
      : documentTest(parseFilter(operand));
  return (value) => value?.type === Type.array && elementsOf(value).some(test);
}

function documentTest(filter: Filter): ValueTest {
  return (value) => value !== undefined && isContainer(value) && filter.matches(value);
}

function everyTest(comparisons: readonly Comparison[]): ValueTest {
  const tests = comparisons.map(elementTest);
  return (value) => tests.every((test) => test(value));
}

/** A comparison with an element of an array; no path leads further into the element. */
function elementTest(comparison: Comparison): ValueTest {
  const { operator, operand } = comparison;
  const inverted =
    (test: ValueTest): ValueTest =>
    (value) =>
      !test(value);
  switch (operator) {
    case '$ne':
      return inverted(valueTest({ ...comparison, operator: '$eq' }));
    case '$nin':
      return inverted(valueTest({ ...comparison, operator: '$in' }));
    case '$not':
      return inverted(everyTest(negated(operand)));
    case '$all':
      return everyTest(allComparisons(operand));
    case '$exists':
      return () => isTruthy(operand);
    case '$elemMatch':
      return elemMatchTest(operand);
    default:
      return valueTest(comparison);
  }
}
