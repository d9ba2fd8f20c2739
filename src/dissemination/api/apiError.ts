/** An API error that says more than a Problem: which key, parameter or field is wrong. */
import type { Sentence } from '../../platform/problem.ts';
import type { FieldError } from '../../platform/schemas/validate.ts';

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
  const sentence = {
    vi: 'Yêu cầu có tham số không dùng được; xem "errors".',
    en: 'The request has parameters that cannot be used; see "errors".',
  };
  return new ApiError('parameter', sentence, errors);
}

export function unsoundBody(errors: readonly FieldError[]): ApiError {
  const sentence = {
    vi: 'Chưa lưu gì: nội dung gửi lên có chỗ cần sửa; xem "errors".',
    en: 'Nothing was stored: what was sent has to be mended; see "errors".',
  };
  return new ApiError('unsound', sentence, errors);
}
