import { createHash } from 'node:crypto';
import type { Actor } from '../../access/audit/entry.ts';
import { codesMax, codesMin, type CodeKeys } from '../../collection/codes/code.ts';
import { makeBatch } from '../../collection/codes/makeBatch.ts';
import type { RoutesOptions } from '../stores.ts';
import type { Frame, FrameStratum } from './frame.ts';

export interface BatchTools extends RoutesOptions {
  readonly codeKeys: CodeKeys;
}

/** How the people drawn are invited, once they have codes: a list is invited in one way only. */
export async function invitedBy(
  { strata }: Pick<Frame, 'strata'>,
  codes: Pick<RoutesOptions['stores']['codes'], 'findBatch'>,
): Promise<'letters' | 'messages' | undefined> {
  const [batchId] = strata.flatMap(({ batchIds }) => batchIds);
  const batch = batchId === undefined ? undefined : await codes.findBatch(batchId);
  return batch && (batch.handedOut === undefined ? 'letters' : 'messages');
}

/**
 * Makes the batches of codes of a stratum: several for a large stratum, with slips left over in a small one. Repeated or
 * concurrent requests, also after a crash, give the same batches.
 *
 * @param label name of a batch by its number, from 1
 * @returns ids of the batches
 */
export async function makeFrameBatches(
  { id: roundId, listId }: Pick<Frame, 'id' | 'listId'>,
  { unitId, serviceId, drawn }: FrameStratum,
  {
    label,
    by,
    handedOut,
  }: {
    readonly label: (number: number) => string;
    readonly by: Actor;
    /** 0 where they are not printed. */
    readonly handedOut?: 0 | undefined;
  },
  { stores: { codes, accessPoints }, codeKeys: keys, now }: BatchTools,
): Promise<readonly string[]> {
  const made: string[] = [];
  while (made.length * codesMax < drawn) {
    const count = Math.max(codesMin, Math.min(codesMax, drawn - made.length * codesMax));
    const named = JSON.stringify([listId, unitId, serviceId ?? '', made.length]);
    const id = `frame-${createHash('sha256').update(named).digest('hex').slice(0, 32)}`;
    const at = { roundId, unitId, serviceId, ...(handedOut === 0 && { handedOut }) };
    const draft = { id, label: label(made.length + 1), count, ...at };
    made.push((await makeBatch(draft, by, { codes, accessPoints, keys, now: now() })).id);
  }
  return made;
}
