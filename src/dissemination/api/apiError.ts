/** An API error that says more than a Problem: which key, parameter or field is wrong. */
import type { Sentence } from '../../platform/problem.ts';
import type { FieldError } from '../../platform/schemas/validate.ts';
import { sentenceOf } from './texts.ts';

/**
 * - `unauthorised`: no key, or a key that grants nothing
 * - `parameter`: the address has an invalid parameter
 * - `unsound`: the body could be read, but its content cannot be stored
 */
export type ApiErrorKind = 'unauthorised' | 'parameter' | 'unsound';

export class ApiError extends Error {
  readonly kind: ApiErrorKind;
  readonly sentence: Sentence;
  readonly errors: readonly FieldError[];

  constructor(kind: ApiErrorKind, sentence: Sentence, errors: readonly FieldError[] = []) {
    super(sentence.en);
    this.name = 'ApiError';
    this.kind = kind;
    this.sentence = sentence;
    this.errors = errors;
  }
}

export function wrongParameters(errors: readonly FieldError[]): ApiError {
  return new ApiError('parameter', sentenceOf('wrongParameters'), errors);
}

export function unsoundBody(errors: readonly FieldError[]): ApiError {
  return new ApiError('unsound', sentenceOf('unsoundBody'), errors);
}
