/**
 * Publishes the closed rounds of the demo, as if two managers had done so two hours ago: the ledger includes the
 * publications, and people who verify them find them there.
 */
import { columnReader } from '../../src/processing/columns/columnReader.ts';
import { sealLedger } from '../../src/collection/ledger/sealLedger.ts';
import type { Signers } from '../../src/collection/ledger/signers.ts';
import { carryOutPublications } from '../../src/dissemination/publications/carryOutPublications.ts';
import { publicationEntry, publisher } from '../../src/dissemination/publications/proposePublication.ts';
import type { MeasuredRounds } from '../../src/processing/results/measuredRounds.ts';
import type { Stores } from '../../src/app/stores.ts';
import { roundIds } from './province.ts';

const hourMs = 60 * 60 * 1000;
const readsMax = 30;
const askedBy = { accountId: 'demo-first', name: 'quanly (minh họa)' };
const decidedBy = { accountId: 'demo-second', name: 'phó quản lý (minh họa)' };

const published = [roundIds.before, roundIds.report];

/** Waits until the disclosure audit of the rounds is over, though not for ever. */
export async function auditRounds({ rounds: { find } }: Stores, rounds: MeasuredRounds): Promise<void> {
  const audited = published.map(async (id) => {
    const round = await find(id);
    if (!round) return;
    for (let reads = 0; reads < readsMax; reads++) if (!(await rounds.measure(round)).snapshot.live) return;
  });
  await Promise.all(audited);
}

/** The rounds are counted, logged and in the columns. */
export async function publishRounds({
  stores,
  signers,
  rounds,
}: {
  readonly stores: Stores;
  readonly signers: Signers;
  readonly rounds: MeasuredRounds;
}): Promise<void> {
  await auditRounds(stores, rounds);
  const at = new Date(Date.now() - 2 * hourMs);
  const now = () => at;
  const columns = columnReader(stores);
  const publishing = publisher({ stores, rounds, columns, now });
  for (const roundId of published) {
    if ((await stores.publications.listOfRound(roundId)).length > 0) continue;
    const round = await stores.rounds.find(roundId);
    if (!round) continue;
    const candidate = await publishing.candidate(round);
    if (!candidate.checks.every(({ isPassed }) => isPassed)) continue;
    const publication = await publishing.propose(candidate, { askedBy, whatChanged: '' });
    if (!publication) continue;
    const entry = publicationEntry('publication.agreed', publication, { at: now(), by: decidedBy });
    await stores.publications.decide(publication.id, { state: 'agreed', decidedBy, decidedAt: now() }, entry);
  }
  await columns.stop();
  await carryOutPublications(stores, signers, at, () => false);
  const term = { number: 0, isOver: () => false };
  await sealLedger({ stores, signers, now: new Date(), term, hurries: true });
}
