import { layoutOf } from '../../../src/platform/print/layout.ts';

function failing(): never[] {
  throw new Error('no sheets');
}

export const failingLayout = layoutOf(import.meta.url, failing);
