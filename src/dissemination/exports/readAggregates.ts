/** Finds the results that an account may export: publications, and rounds as currently counted. */
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { roundContent } from '../publications/freeze.ts';
import type { Publication } from '../../processing/published/publication.ts';
import { isOvertaken, listPublished } from '../../processing/published/standing.ts';
import { roundState, type Round } from '../../design/rounds/round.ts';
import { roundCaseloadsReader } from '../../design/rounds/roundCaseloads.ts';
import type { Aggregates } from './aggregates.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

export interface TakenRound {
  readonly round: Round;
  readonly published: readonly Publication[];
}

export function aggregatesReader({ stores, rounds, now }: RoundsRoutesOptions) {
  const caseloadsOf = roundCaseloadsReader(stores.importBatches, now);

  /** Where results are for staff only, just the units that the account may export. */
  const mayDownload = (caller: Caller, { resultsFor }: Round, unitId: string): boolean =>
    resultsFor === 'everybody' || caller.may('downloadResults', unitId);

  async function ofPublication(publication: Publication): Promise<Aggregates> {
    const { number, hash, publishedAt } = publication;
    return {
      publication: { number, hash, publishedAt },
      content: await stores.publications.content(publication),
    };
  }

  /**
   * Once responses were annulled after a publication, the publication replaces the live results: their difference would
   * disclose those responses.
   */
  async function ofRound(caller: Caller, round: Round): Promise<Aggregates> {
    const measured = await rounds.measure(round);
    const standing = (await listPublished(stores.publications, round.id)).at(-1);
    if (standing && isOvertaken(standing, measured.snapshot)) return await ofPublication(standing);
    const [previous, caseloads] = await Promise.all([rounds.measurePrevious(round), caseloadsOf(round)]);
    const content = roundContent({ measured, previous, caseloads, now: now() });
    return {
      content: { ...content, units: content.units.filter(({ id }) => mayDownload(caller, round, id)) },
    };
  }

  return {
    /** Newest first, each with its publications. */
    async list(caller: Caller): Promise<TakenRound[]> {
      const all = (await stores.rounds.list()).filter(
        (round) =>
          roundState(round, now()) !== 'notYetOpen' &&
          (round.resultsFor === 'everybody' || round.unitIds.some((id) => caller.may('downloadResults', id))),
      );
      return await Promise.all(
        all.map(async (round) => ({ round, published: await listPublished(stores.publications, round.id) })),
      );
    },
    /**
     * @param of `ROUND`, or `ROUND/2` for its second publication
     * @throws Problem notFound
     */
    async get(caller: Caller, of: string): Promise<Aggregates> {
      const [, roundId = '', number] = /^(.+?)(?:\/(\d+))?$/s.exec(of) ?? [];
      const found = (await this.list(caller)).find(({ round }) => round.id === roundId);
      if (!found) throw notYours();
      if (number === undefined) return await ofRound(caller, found.round);
      const publication = found.published.find((one) => String(one.number) === number);
      if (!publication) throw notYours();
      return await ofPublication(publication);
    },
  };
}
