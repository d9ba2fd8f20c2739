import type { Faults } from '../access/accounts/input.ts';

/** Status of a page with a form: 422 if the input was refused, otherwise the usual one. */
export function statusFor(faults: Faults): 422 | undefined {
  return Object.keys(faults).length > 0 ? 422 : undefined;
}
