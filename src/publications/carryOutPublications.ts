/**
 * Signs what was agreed to, notes it for the ledger, and then lets everybody see it. Each step can be repeated: the
 * signature of the same words is the same, and the act is noted once.
 */
import type { ActStore } from '../ledger/actStore.ts';
import { signNote } from '../ledger/note.ts';
import type { Signers } from '../ledger/signers.ts';
import type { LedgerStore } from '../ledger/store.ts';
import { hourOf } from '../submissions/submission.ts';
import { noteText } from './publication.ts';
import type { PublicationStore } from './store.ts';

export interface PublicationStores {
  readonly publications: PublicationStore;
  readonly ledger: Pick<LedgerStore, 'findLast'>;
  readonly ledgerActs: Pick<ActStore, 'add'>;
}

export async function carryOutPublications(
  { publications, ledger, ledgerActs }: PublicationStores,
  signers: Signers,
  now: Date,
  isOver: () => boolean,
): Promise<void> {
  for (const publication of await publications.listAgreed()) {
    if (isOver()) return;
    const { id, roundId, number = 0, hash, checkpoint } = publication;
    const key = (await ledger.findLast())?.nextKey ?? signers.identity.firstKey;
    const note = signNote(noteText(signers.identity.name, publication), signers.get(key));
    await ledgerActs.add({
      id: `publication:${hash}`,
      kind: 'publication',
      fields: { round: roundId, number, hash, checkpoint },
      hour: hourOf(now),
    });
    await publications.publish(id, { note, key, publishedAt: now });
  }
}
