/** Proves to an outsider that a publication and everything it rests on are in the ledger. */
import { logEntryText, type LogEntry, type LogEntryStore } from '../../collection/ledger/logEntryStore.ts';
import { leafHash } from '../../collection/ledger/merkle.ts';
import { inclusionProof } from '../../collection/ledger/proofs.ts';
import type { LedgerStore } from '../../collection/ledger/store.ts';
import { findNotedHash } from '../proof/logBases.ts';
import { publicationEntryId } from './carryOutPublications.ts';
import type { Publication, PublicationContent } from '../../processing/published/publication.ts';

export interface ProofStores {
  readonly ledger: Pick<
    LedgerStore,
    'findLast' | 'findIdentity' | 'findPosition' | 'listTiles' | 'listEntries' | 'noteWithCosignatures'
  >;
  readonly logEntries: Pick<LogEntryStore, 'find' | 'listIds'>;
}

interface ProvenEntry {
  /** Byte for byte as hashed. */
  readonly entry: string;
  readonly position: number;
  /** RFC 6962 audit path to the root of the checkpoint, in Base64. */
  readonly hashes: readonly string[];
}

export interface PublicationProof {
  /** The first key of the ledger and every change, each signed by the previous key. */
  readonly keys: readonly object[];
  /** The last checkpoint, with the cosignatures of witnesses; missing while there is none. */
  readonly checkpoint?: string;
  /** Verifier key of the signature. */
  readonly key?: string;
  /** The entries of the publication and of what it rests on, as far as they are in the ledger. */
  readonly entries: readonly ProvenEntry[];
}

export async function publicationProof(
  { ledger, logEntries }: ProofStores,
  { hash }: Pick<Publication, 'hash'>,
  { basis = [] }: Pick<PublicationContent, 'basis'>,
): Promise<PublicationProof> {
  const [identity, last] = await Promise.all([ledger.findIdentity(), ledger.findLast()]);
  const size = last?.size ?? 0;
  const changes = await ledger.listEntries(['keyChange'], { from: 0, to: size, count: 1000 });
  const keys = [{ key: identity?.firstKey }, ...changes.map(({ text }) => JSON.parse(text) as object)];
  if (!last) return { keys, entries: [] };

  const proven = async (logEntry: LogEntry | undefined): Promise<ProvenEntry[]> => {
    const entry = logEntry && logEntryText(logEntry);
    const position = entry === undefined ? undefined : await ledger.findPosition(leafHash(entry));
    if (entry === undefined || position === undefined || position >= size) return [];
    const hashes = await inclusionProof(ledger, position, size);
    return [{ entry, position, hashes: hashes.map((each) => each.toString('base64')) }];
  };
  const entries = await proven(await logEntries.find(publicationEntryId(hash)));
  for (const one of basis) entries.push(...(await proven(await findNotedHash(logEntries, one))));
  return { keys, checkpoint: await ledger.noteWithCosignatures(last), key: last.key, entries };
}
