import type { FieldErrors } from '../access/accounts/input.ts';

/** Status of a page with a form: 422 if the input was refused, otherwise the usual one. */
export function statusFor(errors: FieldErrors): 422 | undefined {
  return Object.keys(errors).length > 0 ? 422 : undefined;
}
