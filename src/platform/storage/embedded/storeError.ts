/** The reply of a command that fails: MongoDB's error code and name, and a sentence. */
import type { Plain } from './bytes/build.ts';

const codeNames = {
  BadValue: 2,
  FailedToParse: 9,
  TypeMismatch: 14,
  Overflow: 15,
  InvalidBSON: 22,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  PathCollisionBelow: 31249,
  PathCollision: 31250,
  MissingField: 40414,
  InvalidLength: 16,
  MaxTimeMSExpired: 50,
  InvalidIdField: 53,
  EmptyFieldName: 56,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  NotSingleValueField: 54,
  NotExactValueField: 111,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  OperationFailed: 96,
  CannotIndexParallelArrays: 171,
  CannotBackfillArray: 51,
  NotImplemented: 238,
  QueryExceededMemoryLimitNoDiskUseAllowed: 292,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  InterruptedAtShutdown: 11600,
  OutOfDiskSpace: 14031,
  Location15976: 15976,
  KeyTooLong: 17280,
  Location51074: 51074,
  Location51075: 51075,
  Location51108: 51108,
  Location51272: 51272,
} as const;

export type CodeName = keyof typeof codeNames;

export class StoreError extends Error {
  readonly codeName: CodeName;
  readonly code: number;
  /** Additional fields of the reply, such as keyPattern and keyValue. */
  readonly details: { readonly [name: string]: Plain };

  constructor(codeName: CodeName, message: string, details: { readonly [name: string]: Plain } = {}) {
    super(message);
    this.codeName = codeName;
    this.code = codeNames[codeName];
    this.details = details;
  }
}

/** Anything that is not listed as supported is refused by name; its meaning is never guessed. */
export function refusal(what: string): StoreError {
  return new StoreError('NotImplemented', `${what}: embedded store: not supported; use MongoDB`);
}
