/**
 * Parses a document of update operators into a tree of paths with one operation at each leaf, so that two operations on
 * one path are impossible. New fields are added in the order of the tree: by name, and numbers by value.
 */
import { Type, Value, fieldsOf } from '../bytes/value.ts';
import { StoreError, refusal } from '../storeError.ts';
import { isOneOf, updateOperators } from '../supported.ts';
import { operationOf, type Operation } from './operations.ts';

export interface UpdateTree {
  readonly children: Map<string, UpdateTree>;
  operation?: Operation;
}

export type Update =
  | { readonly kind: 'replacement'; readonly document: Value }
  | { readonly kind: 'operators'; readonly tree: UpdateTree };

/** @param isInsert whether `$setOnInsert` applies */
export function parseUpdate(update: Value | undefined, isInsert: boolean): Update {
  if (update === undefined) throw new StoreError('FailedToParse', 'an update needs a document');
  if (update.type === Type.array) throw refusal('an update by a pipeline');
  if (update.type !== Type.object) throw new StoreError('FailedToParse', 'an update has to be a document');
  const fields = fieldsOf(update);
  if (fields[0] === undefined || !fields[0].name.startsWith('$'))
    return { kind: 'replacement', document: update };

  const tree: UpdateTree = { children: new Map() };
  for (const { name: operator, value: operands } of fields) {
    if (!isOneOf(updateOperators, operator)) {
      if (operator.startsWith('$')) throw refusal(`the update operator ${operator}`);
      throw new StoreError('FailedToParse', `Unknown modifier: ${operator}`);
    }
    if (operands.type !== Type.object)
      throw new StoreError(
        'FailedToParse',
        `Modifiers operate on fields but we found type another in ${operator}`,
      );
    for (const { name, value } of fieldsOf(operands)) {
      const operation = operationOf(operator, name, value);
      if (operator !== '$setOnInsert' || isInsert) position(tree, name, operation);
      else position(tree, name, leaveAlone);
    }
  }
  return { kind: 'operators', tree };
}

/** `$setOnInsert` on an existing document: it can conflict with other operations and changes nothing. */
const leaveAlone: Operation = { apply: (old) => old };

export function position(tree: UpdateTree, path: string, operation: Operation): void {
  const parts = path.split('.');
  if (parts.some((part) => part === ''))
    throw new StoreError(
      'EmptyFieldName',
      `The update path '${path}' contains an empty field name, which is not allowed.`,
    );
  let branch = tree;
  parts.forEach((part, index) => {
    if (part.startsWith('$')) throw refusal(`${part} in the path of an update`);
    const next = branch.children.get(part) ?? { children: new Map<string, UpdateTree>() };
    const isLast = index === parts.length - 1;
    const isTaken = isLast
      ? next.operation !== undefined || next.children.size > 0
      : next.operation !== undefined;
    if (isTaken) throw conflict(path, parts.slice(0, index + 1).join('.'));
    branch.children.set(part, next);
    branch = next;
  });
  branch.operation = operation;
}

function conflict(path: string, at: string): StoreError {
  return new StoreError(
    'ConflictingUpdateOperators',
    `Updating the path '${path}' would create a conflict at '${at}'`,
  );
}
