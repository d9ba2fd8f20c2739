/** Which publication of a round is current, and whether the current counts still match it. */
import { Problem } from '../../platform/problem.ts';
import type { ResultsSnapshot } from '../../statistics/estimation/snapshot.ts';
import { snapshotHashOf } from './snapshotHash.ts';
import type { Round } from '../../design/rounds/round.ts';
import type { RoundStore } from '../../design/rounds/store.ts';
import { isPublished, type Publication, type Whole } from './publication.ts';
import type { PublicationStore } from './store.ts';

export async function listPublished(
  publications: Pick<PublicationStore, 'listOfRound'>,
  roundId: string,
): Promise<readonly Publication[]> {
  return (await publications.listOfRound(roundId)).filter(isPublished);
}

/**
 * Whether the live pages must be replaced. A few submissions annulled after a publication could be inferred from the
 * difference between it and the snapshot.
 */
export function isOvertaken(published: Publication, snapshot: ResultsSnapshot): boolean {
  return published.snapshotHash !== snapshotHashOf(snapshot);
}

/** The publication to show instead of a snapshot, once submissions were annulled after it: the two together would disclose them. */
export async function publicationInstead(
  publications: Pick<PublicationStore, 'listOfRound'>,
  roundId: string,
  snapshot: ResultsSnapshot,
): Promise<Publication | undefined> {
  const published = (await listPublished(publications, roundId)).at(-1);
  return published && isOvertaken(published, snapshot) ? published : undefined;
}

/** For files made from the snapshot. */
export function overtaken(): Problem {
  return new Problem('conflict', {
    vi: 'Có phiếu bị hủy sau bản công bố của đợt; so tệp này với bản công bố thì lộ các phiếu ấy. Xin công bố bản đính chính rồi xuất lại.',
    en: 'Forms were annulled after the publication of the round; beside it, this file would tell them. Please publish a correction, then export again.',
  });
}

const beforeMax = 8;

/** The publications of the rounds before one, the latest first. Each is the comparison for the next. */
export async function publishedBefore(
  { publications, rounds }: { publications: PublicationStore; rounds: Pick<RoundStore, 'find'> },
  { previousRoundId }: Pick<Round, 'previousRoundId'>,
): Promise<Whole[]> {
  const before: Whole[] = [];
  let roundId = previousRoundId;
  while (roundId !== undefined && before.length < beforeMax) {
    const standing: Publication | undefined = (await listPublished(publications, roundId)).at(-1);
    if (standing) before.push({ publication: standing, content: await publications.content(standing) });
    roundId = standing
      ? before.at(-1)!.content.round.previousRoundId
      : (await rounds.find(roundId))?.previousRoundId;
  }
  return before;
}
