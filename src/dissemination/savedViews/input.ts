import type { Request } from 'express';
import { line, needed, tick, verbatim } from '../../platform/web/fields.ts';
import { form } from '../../platform/web/form.ts';
import { malformedRequest, readBody, readQuery } from '../../platform/web/input.ts';
import { analysisAddress } from './savedView.ts';
import { savedViewTexts } from './texts.ts';

export const viewForm = form(savedViewTexts, {
  name: line(1000, { missing: (t) => t.errors.nameMissing, most: 80 }),
  shared: tick({ label: (t) => t.sharing, text: (t) => t.share }),
});

/** @throws Problem malformed: our pages only send their own addresses */
export async function readAddress(req: Request): Promise<string> {
  const read = req.method === 'GET' ? readQuery : readBody;
  const sent = await read(req, { address: needed(verbatim(100_000)) });
  const address = analysisAddress(sent.address);
  if (address === undefined) throw malformedRequest();
  return address;
}
