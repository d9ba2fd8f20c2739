/**
 * Signs what was agreed to, queues it for the ledger with everything it rests on, and then makes it public. Each step
 * can be repeated: the same words give the same signature, and the log entry is queued once.
 */
import { signNote } from '../../collection/ledger/note.ts';
import type { Signers } from '../../collection/ledger/signers.ts';
import type { LedgerStore } from '../../collection/ledger/store.ts';
import { logBases, type LoggingStores } from '../proof/logBases.ts';
import { noteText } from '../../processing/published/publication.ts';
import type { PublicationStore } from '../../processing/published/store.ts';
import { hourOf } from '../../platform/calendar/vietNamTime.ts';

export interface PublicationStores extends LoggingStores {
  readonly publications: PublicationStore;
  readonly ledger: Pick<LedgerStore, 'findLast'>;
}

export async function carryOutPublications(
  stores: PublicationStores,
  signers: Signers,
  now: Date,
  isOver: () => boolean,
): Promise<void> {
  const { publications, ledger, logEntries } = stores;
  const agreed = await publications.listAgreed();
  if (agreed.length > 0) await logBases(stores, now, isOver);
  for (const publication of agreed) {
    if (isOver()) return;
    const { id, roundId, number = 0, hash, checkpoint } = publication;
    const key = (await ledger.findLast())?.nextKey ?? signers.identity.firstKey;
    const note = signNote(noteText(signers.identity.name, publication), signers.get(key));
    await logEntries.add({
      id: publicationEntryId(hash),
      kind: 'publication',
      fields: { round: roundId, number, hash, checkpoint },
      hour: hourOf(now),
    });
    await publications.publish(id, { note, key, publishedAt: now });
  }
}

export function publicationEntryId(hash: string): string {
  return `publication:${hash}`;
}
