import type { Request } from 'express';
import { matching, needed } from '../../platform/web/fields.ts';
import { file } from '../../platform/web/fileFields.ts';
import { form } from '../../platform/web/form.ts';
import { readBody, readQuery } from '../../platform/web/input.ts';
import { evidenceTexts } from './texts.ts';

/** What the browser offers to choose; keepFile.ts looks at the content. */
export const fileForm = form(evidenceTexts, {
  file: file({ accept: '.pdf,.docx,.xlsx,.odt,.png,.jpg,.jpeg' }),
});

const fields = { owner: needed(matching(/^(?=.{1,300}$)[\w.~-]+(?:\/[\w.~-]+)*$/)) };

/** The key of the object that evidence belongs to. @throws Problem malformed */
export async function readOwner(req: Request): Promise<string> {
  return (await (req.method === 'GET' ? readQuery : readBody)(req, fields)).owner;
}
