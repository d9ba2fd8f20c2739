/**
 * Publishes the closed rounds of the demo, as if two managers had done so two hours ago: the ledger includes the
 * publications, and people who verify them find them there.
 */
import { appendColumns } from '../../src/processing/columns/appendColumns.ts';
import { columnReader } from '../../src/processing/columns/columnReader.ts';
import { sealLedger } from '../../src/collection/ledger/sealLedger.ts';
import type { Signers } from '../../src/collection/ledger/signers.ts';
import { carryOutPublications } from '../../src/dissemination/publications/carryOutPublications.ts';
import { publicationEntry, publisher } from '../../src/dissemination/publications/proposePublication.ts';
import { measuredRounds } from '../../src/processing/results/measuredRounds.ts';
import type { Stores } from '../../src/app/stores.ts';
import { roundIds } from './province.ts';

const hourMs = 60 * 60 * 1000;
const readsMax = 30;
const askedBy = { accountId: 'demo-first', name: 'quanly (minh họa)' };
const decidedBy = { accountId: 'demo-second', name: 'phó quản lý (minh họa)' };

export async function publishRounds(stores: Stores, signers: Signers): Promise<void> {
  const term = { number: 0, isOver: () => false };
  await appendColumns({ stores, term });
  const at = new Date(Date.now() - 2 * hourMs);
  const now = () => at;
  const columns = columnReader(stores);
  const rounds = measuredRounds(stores, now);
  const publishing = publisher({ stores, rounds, columns, now });
  for (const roundId of [roundIds.before, roundIds.report]) {
    if ((await stores.publications.listOfRound(roundId)).length > 0) continue;
    const round = await stores.rounds.find(roundId);
    if (!round) continue;
    // Each read waits for the disclosure audit, though not for ever.
    for (let reads = 0; reads < readsMax; reads++) if (!(await rounds.measure(round)).snapshot.live) break;
    const candidate = await publishing.candidate(round);
    if (!candidate.checks.every(({ isPassed }) => isPassed)) continue;
    const publication = await publishing.propose(candidate, { askedBy, whatChanged: '' });
    if (!publication) continue;
    const entry = publicationEntry('publication.agreed', publication, { at: now(), by: decidedBy });
    await stores.publications.decide(publication.id, { state: 'agreed', decidedBy, decidedAt: now() }, entry);
  }
  await columns.stop();
  await carryOutPublications(stores, signers, at, term.isOver);
  await sealLedger({ stores, signers, now: new Date(), term, hurries: true });
}
