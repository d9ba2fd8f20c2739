/** The statements of a write command, and the errors of those that fail. */
import type { Plain } from '../bytes/build.ts';
import type { Value } from '../bytes/value.ts';
import { StoreError } from '../storeError.ts';
import { Options, type Command } from './command.ts';

export type WriteError = { readonly [name: string]: Plain };

/** The error of one of several writes; anything but a StoreError is an error of the whole command. */
export function writeError(index: number, error: unknown): WriteError {
  if (!(error instanceof StoreError)) throw error;
  return { index, code: error.code, ...error.details, errmsg: error.message };
}

export class WriteErrors {
  readonly ordered: boolean;
  private readonly errors: WriteError[] = [];

  constructor(ordered: boolean) {
    this.ordered = ordered;
  }

  get isOver(): boolean {
    return this.ordered && this.errors.length > 0;
  }

  add(errors: readonly WriteError[]): void {
    this.errors.push(...errors);
  }

  reply(): { writeErrors?: readonly WriteError[] } {
    return this.errors.length === 0 ? {} : { writeErrors: this.errors };
  }
}

/** Maximum number of unordered statements per commit, so that other writers get their turn. */
const statementsAtOnce = 200;

/** Runs the statements of an update or a delete: one after the other where they are ordered, otherwise many at once. */
export async function eachStatement(
  command: Command,
  field: string,
  allowed: readonly string[],
  run: (statement: Options, index: number) => Promise<StoreError | undefined>,
): Promise<WriteErrors> {
  const errors = new WriteErrors(command.options.boolean('ordered', true));
  const statements = command.documents(field);
  const errorOf = async (document: Value, index: number): Promise<WriteError[]> => {
    try {
      const error = await run(new Options(field, document, allowed), index);
      return error === undefined ? [] : [writeError(index, error)];
    } catch (error) {
      return [writeError(index, error)];
    }
  };
  const atOnce = errors.ordered ? 1 : statementsAtOnce;
  for (let from = 0; from < statements.length && !errors.isOver; from += atOnce) {
    const some = statements.slice(from, from + atOnce);
    const found = await Promise.all(some.map((document, index) => errorOf(document, from + index)));
    errors.add(found.flat());
  }
  return errors;
}
