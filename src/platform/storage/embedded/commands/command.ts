/** A command as its handler receives it: it can contain only supported options. */
import { Type, Value, elementsOf, fieldsOf, isNumber, isTruthy, numberOf, stringOf } from '../bytes/value.ts';
import { StoreError, refusal } from '../storeError.ts';
import { commandAliases, commands, commonOptions, type CommandName } from '../supported.ts';
import type { Request } from '../wire/message.ts';

export class Options {
  private readonly owner: string;
  private readonly fields: ReadonlyMap<string, Value>;

  constructor(owner: string, document: Value, allowed: readonly string[]) {
    requireOnly(owner, document, allowed);
    this.owner = owner;
    this.fields = new Map(fieldsOf(document).map(({ name, value }) => [name, value]));
  }

  find(name: string): Value | undefined {
    const value = this.fields.get(name);
    return value?.type === Type.null ? undefined : value;
  }

  document(name: string): Value | undefined {
    return this.typed(name, Type.object, 'object');
  }

  requiredDocument(name: string): Value {
    const value = this.document(name);
    if (value === undefined) throw this.missing(name);
    return value;
  }

  string(name: string): string {
    const value = this.typed(name, Type.string, 'string');
    if (value === undefined) throw this.missing(name);
    return stringOf(value);
  }

  array(name: string): Value[] {
    const value = this.typed(name, Type.array, 'array');
    if (value === undefined) throw this.missing(name);
    return elementsOf(value);
  }

  boolean(name: string, otherwise = false): boolean {
    const value = this.find(name);
    return value === undefined ? otherwise : isTruthy(value);
  }

  /** A non-negative integer. */
  count(name: string, otherwise: number): number {
    const value = this.find(name);
    if (value === undefined) return otherwise;
    const number = isNumber(value) ? numberOf(value) : Number.NaN;
    if (!Number.isSafeInteger(number) || number < 0)
      throw new StoreError('BadValue', `${this.owner}: ${name} has to be a whole number, 0 or more`);
    return number;
  }

  private typed(name: string, type: number, typeName: string): Value | undefined {
    const value = this.find(name);
    if (value === undefined || value.type === type) return value;
    throw new StoreError('TypeMismatch', `${this.owner}: ${name} has to be of type ${typeName}`);
  }

  private missing(name: string): StoreError {
    return new StoreError(
      'MissingField',
      `BSON field '${this.owner}.${name}' is missing but a required field`,
    );
  }
}

export interface Command {
  readonly name: CommandName;
  /** The value of the first field, usually the name of a collection. */
  readonly target: Value;
  readonly database: string;
  readonly options: Options;
  /** Documents in the body or in a document sequence. */
  documents(name: string): readonly Value[];
}

export function readCommand({ body, sequences }: Request): Command {
  const [first] = fieldsOf(body);
  if (first === undefined) throw new StoreError('CommandNotFound', "no such command: ''");
  const name = commandAliases[first.name] ?? first.name;
  if (!isCommand(name))
    throw new StoreError(
      'CommandNotFound',
      `no such command: '${first.name}': embedded store: not supported; use MongoDB`,
    );
  const options = new Options(name, body, [...commands[name], first.name, ...commonOptions]);
  requireHarmless(options);
  return {
    name,
    target: first.value,
    database: options.find('$db')?.type === Type.string ? options.string('$db') : 'admin',
    options,
    documents(field) {
      const documents = sequences.get(field) ?? options.array(field);
      if (documents.some(({ type }) => type !== Type.object))
        throw new StoreError('TypeMismatch', `${name}: ${field} has to hold documents`);
      return documents;
    },
  };
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

/** Common options are allowed where they request nothing beyond what a single durable process guarantees anyway. */
function requireHarmless(options: Options): void {
  requireOnly('readConcern', options.document('readConcern'), ['level']);
  requireOnly('writeConcern', options.document('writeConcern'), ['w', 'j', 'wtimeout', 'fsync']);
}

function requireOnly(owner: string, document: Value | undefined, allowed: readonly string[]): void {
  for (const { name } of document === undefined ? [] : fieldsOf(document))
    if (!allowed.includes(name)) throw refusal(`the option ${name} of ${owner}`);
}

/** The collection on which a command operates. */
export function collectionName({ name, target }: Command): string {
  if (target.type === Type.string) return stringOf(target);
  throw new StoreError('InvalidNamespace', `collection name has invalid type in ${name}`);
}
