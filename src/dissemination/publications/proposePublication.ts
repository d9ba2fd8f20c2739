/** Runs the checks on a closed round and freezes its results as a proposal. */
import { randomUUID } from 'node:crypto';
import { auditEntry, type Actor, type AuditEntry } from '../../access/audit/entry.ts';
import type { ColumnReader } from '../../processing/columns/columnReader.ts';
import type { KeptCheckpoint } from '../../collection/ledger/store.ts';
import { roundState, type Round } from '../../design/rounds/round.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import { roundCaseloadsReader } from '../../design/rounds/roundCaseloads.ts';
import { problemOf } from '../../platform/text/problemOf.ts';
import { checksOf, expectedAt, toKnow, type CheckOutcome, type ToKnow } from './checks.ts';
import { restsOn } from '../proof/restsOn.ts';
import { frozenContent } from './freeze.ts';
import { shownScopes } from '../../statistics/estimation/snapshot.ts';
import { releasedState } from '../../processing/results/releasedState.ts';
import { snapshotHashOf } from '../../processing/published/snapshotHash.ts';
import { contentHash, contentText, type Publication } from '../../processing/published/publication.ts';
import { publicationTexts } from './texts.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

/** A round with what is needed to publish it. */
export interface Candidate {
  readonly round: Round;
  readonly measured: MeasuredRound;
  readonly checkpoint: KeptCheckpoint | undefined;
  /** Publications of the round, published or in progress. */
  readonly earlier: readonly Publication[];
  readonly checks: readonly CheckOutcome[];
  readonly known: ToKnow;
  /** Where checks wait for the ledger: when it will have the responses; undefined: within minutes. */
  readonly expectedAt?: Date | undefined;
}

/** Results for staff only are not published. */
export function mayBePublished(round: Round, now: Date): boolean {
  return round.resultsFor === 'everybody' && roundState(round, now) === 'closed';
}

/** Whether the next one would be a correction. */
export function isCorrected({ earlier }: Candidate): boolean {
  return earlier.some(({ state }) => state === 'published');
}

export interface PublisherOptions extends RoundsRoutesOptions {
  readonly columns: ColumnReader;
}

export function publisher({ stores, rounds, columns, now }: PublisherOptions) {
  const caseloadsOf = roundCaseloadsReader(stores.importBatches, now);

  return {
    async candidate(round: Round): Promise<Candidate> {
      const [measured, earlier, checkpoint] = await Promise.all([
        rounds.measure(round),
        stores.publications.listOfRound(round.id),
        stores.ledger.findLast(),
      ]);
      const last = earlier.findLast(({ state }) => state === 'published');
      const published = last && {
        snapshotHash: last.snapshotHash,
        released: await stores.publications.released(last),
      };
      const checking = { stores, columns, measured, checkpoint, published, now: now() };
      const [checks, known] = [await checksOf(checking), await toKnow(checking)];
      const expected = await expectedAt(checking, checks);
      return { round, measured, checkpoint, earlier, checks, known, expectedAt: expected };
    },

    /**
     * @param candidate has passed its checks
     * @returns undefined where another publication of the round is in progress
     * @throws Problem conflict where the disclosure audit is not over, or the answers of a few would follow in any case
     */
    async propose(
      { round, measured, checkpoint, earlier }: Candidate,
      { askedBy, whatChanged }: Pick<Publication, 'askedBy' | 'whatChanged'>,
    ): Promise<Publication | undefined> {
      const last = earlier.at(-1);
      if (!checkpoint || (last && last.state !== 'published')) return undefined;
      if (measured.snapshot.live) throw problemOf('conflict', publicationTexts, (t) => t.notAudited);
      const [previous, caseloads] = await Promise.all([rounds.measurePrevious(round), caseloadsOf(round)]);
      const number = (last?.number ?? 0) + 1;
      const correction = last ? { corrects: last.hash, whatChanged } : {};
      const text = contentText({
        ...frozenContent({ measured, previous, checkpoint, caseloads, number, now: now(), ...correction }),
        basis: await restsOn(stores, round, caseloads.months),
      });
      const waiting = { number, text, checkpoint: checkpoint.number, whatChanged, askedBy, askedAt: now() };
      const publication = waitingPublication(measured, waiting);
      const kept = {
        text,
        released: JSON.stringify(releasedState(measured, shownScopes(measured.plan), now())),
      };
      const entry = publicationEntry('publication.proposed', publication, { at: now(), by: askedBy });
      return (await stores.publications.add(publication, kept, entry)) ? publication : undefined;
    },

    /**
     * @returns false where the counts have changed since: the live results may have shown the new state, whose
     * difference from the old one would disclose the answers of a few people
     */
    async isCurrent({ roundId, snapshotHash }: Publication): Promise<boolean> {
      const round = await stores.rounds.find(roundId);
      return round !== undefined && snapshotHashOf((await rounds.measure(round)).snapshot) === snapshotHash;
    },
  };
}

function waitingPublication(
  { round, snapshot }: MeasuredRound,
  {
    text,
    ...asked
  }: Pick<Publication, 'number' | 'checkpoint' | 'whatChanged' | 'askedBy' | 'askedAt'> & {
    readonly text: string;
  },
): Publication {
  return {
    ...asked,
    id: randomUUID(),
    roundId: round.id,
    roundTitle: round.title,
    unitIds: round.unitIds,
    hash: contentHash(text),
    snapshotHash: snapshotHashOf(snapshot),
    state: 'waiting',
  };
}

export function publicationEntry(
  kind: AuditEntry['kind'],
  { id, roundTitle, unitIds, number, hash, checkpoint }: Publication,
  { at, by }: { readonly at: Date; readonly by: Actor },
): AuditEntry {
  return auditEntry({
    at,
    by,
    kind,
    unitIds,
    subject: { id, label: roundTitle.vi },
    after: { number: String(number), hash, checkpoint: String(checkpoint) },
  });
}
