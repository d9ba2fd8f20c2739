/** The log as JSON for kiosks, witnesses and programs. */
import { hourText } from './checkpoint.ts';
import { consistencyProof, inclusionProof } from './proofs.ts';
import type { KeptCheckpoint, LedgerStore } from './store.ts';

export function checkpointJson({ number, size, fromSize, root, time, note, key, totals }: KeptCheckpoint) {
  return {
    number,
    size,
    fromSize,
    root: root.toString('base64'),
    time: hourText(time),
    note,
    key,
    totals,
  };
}

/** Proof that the log of size `to` extends that of size `from`; undefined if it never had these sizes. */
export async function consistencyJson(ledger: LedgerStore, from: number, to: number) {
  const last = await ledger.findLast();
  if (!last || from > to || to > last.size) return undefined;
  const hashes = await consistencyProof(ledger, from, to);
  return { from, to, hashes: hashes.map((hash) => hash.toString('base64')) };
}

/** @param leaf 64 hexadecimal digits. @returns undefined if it is in no checkpoint */
export async function inclusionJson(ledger: LedgerStore, leaf: string) {
  const position = await ledger.findPosition(Buffer.from(leaf, 'hex'));
  const last = await ledger.findLast();
  if (position === undefined || !last || position >= last.size) return undefined;
  const hashes = await inclusionProof(ledger, position, last.size);
  return {
    position,
    checkpoint: last.note,
    key: last.key,
    hashes: hashes.map((hash) => hash.toString('base64')),
  };
}
