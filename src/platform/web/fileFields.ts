/** Fields for files, one in a form. */
import type { Field, Look } from './fields.ts';

/** A file, which platform/web/upload.ts reads; the code that opens it reports what is wrong with its content. */
export function file<T>(look: Look<T> = {}): Field<undefined, undefined, T> {
  return {
    chain: (chain) => chain.optional(),
    read: () => undefined,
    judge: () => ({ value: undefined }),
    look,
    shown: () => ({ type: 'file' }),
  };
}

/** A file with a table. */
export function tableFile<T>(look: Look<T> = {}): Field<undefined, undefined, T> {
  const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return file({ accept: `.csv,.xlsx,text/csv,${sheet}`, ...look });
}
