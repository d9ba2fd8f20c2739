/** A table in the file of a form. */
import type { Request } from 'express';
import type { Fault } from '../tables/fault.ts';
import { TableError } from '../tables/tableError.ts';
import { uploadOf, type Upload } from './upload.ts';

/** What is read from the file that was sent, or why nothing can be read. @throws Problem malformed without a form */
export async function uploadedTable<Read>(
  req: Request,
  read: (file: Exclude<Upload, string>) => Promise<Read>,
): Promise<Read | { readonly faults: readonly Fault[] }> {
  const upload = uploadOf(req);
  try {
    if (typeof upload === 'string') throw new TableError(upload);
    return await read(upload);
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    return { faults: [{ rows: [], sentence: error.sentence }] };
  }
}
