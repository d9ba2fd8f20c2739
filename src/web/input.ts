import type { Request } from 'express';
import { matchedData, type ValidationChain } from 'express-validator';
import { Problem } from '../problem.ts';

/**
 * The only way from a request to data: runs the chains and gives what they name, nothing else.
 *
 * @throws Problem malformed when a chain fails: our own pages send nothing that does
 */
export async function readFields(
  req: Request,
  chains: readonly ValidationChain[],
): Promise<Record<string, unknown>> {
  for (const chain of chains) {
    const result = await chain.run(req);
    if (!result.isEmpty()) throw malformedRequest();
  }
  return matchedData(req);
}

export function malformedRequest(): Problem {
  return new Problem('malformed', {
    vi: 'Yêu cầu gửi lên không đúng dạng nên chưa có gì được lưu. Xin mở lại trang và làm lại.',
    en: 'The request is not one that our pages send, so nothing was stored. Please open the page again.',
  });
}
