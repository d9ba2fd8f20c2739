import { layoutOf } from '../../../src/platform/print/layout.ts';

export function failing(): never[] {
  throw new Error('no sheets');
}

export const failingLayout = layoutOf(import.meta.url, failing);
