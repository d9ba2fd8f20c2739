import type { Request } from 'express';
import { matchedData, type ValidationChain } from 'express-validator';
import { Problem } from '../problem.ts';
import { inEveryLanguage } from '../text/catalogue.ts';
import { withoutControls } from '../text/plainText.ts';
import { layoutTexts } from './texts.ts';

/**
 * The only access to request data: runs the validation chains and returns the fields that they name, nothing else.
 *
 * @throws Problem malformed when a chain fails, which never happens with requests of our own pages
 */
export async function readFields(
  req: Request,
  chains: readonly ValidationChain[],
): Promise<Record<string, unknown>> {
  makePlain(req);
  for (const chain of chains) {
    const result = await chain.run(req);
    if (!result.isEmpty()) throw malformedRequest();
  }
  return matchedData(req);
}

const plain = new WeakSet<object>();

/** Removes control characters from the fields of a body, once per body. */
function makePlain({ body }: Request): void {
  if (typeof body !== 'object' || body === null || plain.has(body as object)) return;
  plain.add(body as object);
  const fields = body as Record<string, unknown>;
  for (const [name, value] of Object.entries(fields))
    if (typeof value === 'string') fields[name] = withoutControls(value);
}

const malformed = inEveryLanguage(layoutTexts, ({ malformed: sentence }) => sentence);

export function malformedRequest(): Problem {
  return new Problem('malformed', malformed);
}
