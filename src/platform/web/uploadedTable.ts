/** A table in the file of a form. */
import type { Request } from 'express';
import type { Fault } from '../tables/fault.ts';
import { TableError } from '../tables/tableError.ts';
import { uploaded, type UploadedFile } from './upload.ts';

interface Refused {
  readonly faults: readonly Fault[];
}

/** What is read from the file that was sent, or why nothing can be read. @throws Problem malformed without a form */
export async function uploadedTable<Read extends object>(
  req: Request,
  read: (file: UploadedFile) => Promise<Read>,
): Promise<Read | Refused> {
  return (await optionalTable(req, read)) ?? refused(new TableError('missing'));
}

/** The same where the file may be missing: undefined then. */
export async function optionalTable<Read extends object>(
  req: Request,
  read: (file: UploadedFile) => Promise<Read>,
): Promise<Read | Refused | undefined> {
  try {
    const found = await uploaded(req, read);
    if (found === 'tooBig') throw new TableError('tooBig');
    return found === 'missing' ? undefined : found;
  } catch (error) {
    if (error instanceof TableError) return refused(error);
    throw error;
  }
}

function refused({ sentence }: TableError): Refused {
  return { faults: [{ rows: [], sentence }] };
}
