/** An API error that says more than a Problem: which key, parameter or field is wrong. */
import type { Sentence } from '../../platform/problem.ts';

/**
 * - `unauthorised`: no key, or a key that grants nothing
 * - `parameter`: the address has an invalid parameter
 * - `unsound`: the body could be read, but its content cannot be stored
 */
export type ApiFaultKind = 'unauthorised' | 'parameter' | 'unsound';

export interface FieldFault {
  /** Name of a parameter, or a JSON pointer into the body. */
  readonly at: string;
  readonly sentence: Sentence;
}

export class ApiFault extends Error {
  readonly kind: ApiFaultKind;
  readonly sentence: Sentence;
  readonly faults: readonly FieldFault[];

  constructor(kind: ApiFaultKind, sentence: Sentence, faults: readonly FieldFault[] = []) {
    super(sentence.en);
    this.name = 'ApiFault';
    this.kind = kind;
    this.sentence = sentence;
    this.faults = faults;
  }
}

export function wrongParameters(faults: readonly FieldFault[]): ApiFault {
  const sentence = {
    vi: 'Yêu cầu có tham số không dùng được; xem "errors".',
    en: 'The request has parameters that cannot be used; see "errors".',
  };
  return new ApiFault('parameter', sentence, faults);
}

export function unsoundBody(faults: readonly FieldFault[]): ApiFault {
  const sentence = {
    vi: 'Chưa lưu gì: nội dung gửi lên có chỗ cần sửa; xem "errors".',
    en: 'Nothing was stored: what was sent has to be mended; see "errors".',
  };
  return new ApiFault('unsound', sentence, faults);
}
