/** What a receipt proves about a submission: first a signed promise, later its position in the log. */
import type { Submission } from '../submissions/submission.ts';
import type { RecordStore } from '../submissions/recordStore.ts';
import { recordHash, submissionEntry } from './entry.ts';
import { writeVerifierKey } from './note.ts';
import { promisedDay, signPromise } from './promise.ts';
import { inclusionProof } from './proofs.ts';
import type { Signers } from './signers.ts';
import type { KeptCheckpoint, LedgerStore } from './store.ts';

export interface ReceiptProof {
  /** The entry of the submission, byte by byte. */
  readonly entry: string;
  readonly leafHash: Buffer;
  readonly loggedBy: string;
  /** Signed note. */
  readonly promise: string;
  /** Verifier key of the promise. */
  readonly key: string;
  readonly lastCheckpoint: KeptCheckpoint | undefined;
  readonly inclusion:
    | {
        readonly position: number;
        /** The checkpoint that added it to the log. */
        readonly checkpoint: KeptCheckpoint;
        readonly hashes: readonly Buffer[];
      }
    | undefined;
}

export interface ReceiptStores {
  readonly ledger: LedgerStore;
  readonly submissions: Pick<RecordStore, 'isUnlogged'>;
}

/** @returns undefined if the stored record differs from the logged one: nothing is promised for another record */
export async function receiptProof(
  submission: Submission,
  { ledger, submissions }: ReceiptStores,
  signers: Signers,
): Promise<ReceiptProof | undefined> {
  const hash = recordHash(submission);
  if (!hash) return undefined;
  const waits = await submissions.isUnlogged(submission.id); // checked before the position: it may be logged meanwhile
  const [lastCheckpoint, position] = await Promise.all([ledger.findLast(), ledger.findPosition(hash)]);
  if (!waits && position === undefined) return undefined;
  const entry = submissionEntry(submission);
  const signer = signers.get(lastCheckpoint?.nextKey ?? signers.identity.firstKey);
  const loggedBy = promisedDay(submission.receivedHour);
  return {
    entry,
    leafHash: hash,
    loggedBy,
    promise: signPromise({ leafHash: hash, loggedBy }, signer),
    key: writeVerifierKey(signer.key),
    lastCheckpoint,
    inclusion: position === undefined ? undefined : await inclusion(ledger, position),
  };
}

async function inclusion(ledger: LedgerStore, position: number): Promise<ReceiptProof['inclusion']> {
  const checkpoint = await ledger.findOfPosition(position);
  if (!checkpoint) return undefined; // its checkpoint is still being completed
  return { position, checkpoint, hashes: await inclusionProof(ledger, position, checkpoint.size) };
}

/** The receipt as a file, with everything needed to check it. */
export function receiptFile(code: string, proof: ReceiptProof) {
  const { key, promise, entry, lastCheckpoint, inclusion: found } = proof;
  return {
    format: 'lang-nghe receipt 1',
    code,
    key,
    promise,
    entry,
    ...(lastCheckpoint ? { lastCheckpoint: lastCheckpoint.note } : {}),
    ...(found
      ? {
          inclusion: {
            position: found.position,
            checkpoint: found.checkpoint.note,
            key: found.checkpoint.key,
            hashes: found.hashes.map((hash) => hash.toString('base64')),
          },
        }
      : {}),
  };
}

/**
 * The part of a receipt's QR code after `#`, which no server receives: the promise and the last checkpoint, in case
 * the receipt's page disappears. `public/verify.mjs` reads it.
 */
export function receiptFragment({ promise, leafHash: hash, loggedBy, lastCheckpoint }: ReceiptProof): string {
  const signed = signatureOf(promise);
  const fields = [signed.name, signed.keyId, hash.toString('base64url'), loggedBy, signed.signature];
  if (lastCheckpoint) {
    const { size, root, number, time, note } = lastCheckpoint;
    const { keyId, signature } = signatureOf(note);
    fields.push(
      String(size),
      root.toString('base64url'),
      String(number),
      time.toISOString().replace('.000', ''),
      keyId,
      signature,
    );
  }
  return fields.join('~');
}

function signatureOf(note: string): { name: string; keyId: string; signature: string } {
  const [, name = '', encoded = ''] = /\n— (\S+) (\S+)\n$/.exec(note) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  return {
    name,
    keyId: bytes.subarray(0, 4).toString('hex'),
    signature: bytes.subarray(4).toString('base64url'),
  };
}
