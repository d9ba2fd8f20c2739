/** Which publication of a round stands, and whether what is counted now is still what was published. */
import { Problem } from '../../platform/problem.ts';
import type { Board } from '../../statistics/estimation/board.ts';
import { markOf } from './boardMark.ts';
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
 * Whether the live pages have to give way: a few forms that were annulled after a publication could be read off the
 * difference between it and the board.
 */
export function isOvertaken(published: Publication, board: Board): boolean {
  return published.mark !== markOf(board);
}

/** The publication that is shown in the place of a board: once forms were taken out after it, beside it they could be told. */
export async function publicationInstead(
  publications: Pick<PublicationStore, 'listOfRound'>,
  roundId: string,
  board: Board,
): Promise<Publication | undefined> {
  const published = (await listPublished(publications, roundId)).at(-1);
  return published && isOvertaken(published, board) ? published : undefined;
}

/** Of files that are made of the board. */
export function overtaken(): Problem {
  return new Problem('conflict', {
    vi: 'Có phiếu bị hủy sau bản công bố của đợt; so tệp này với bản công bố thì lộ các phiếu ấy. Xin công bố bản đính chính rồi xuất lại.',
    en: 'Forms were annulled after the publication of the round; beside it, this file would tell them. Please publish a correction, then export again.',
  });
}

const beforeMax = 8;

/** What is published of the rounds before, each the one that the next is measured against; the last one first. */
export async function publishedBefore(
  { publications, rounds }: { publications: PublicationStore; rounds: Pick<RoundStore, 'find'> },
  { content }: Whole,
): Promise<Whole[]> {
  const before: Whole[] = [];
  let roundId = content.round.previousRoundId;
  while (roundId !== undefined && before.length < beforeMax) {
    const standing: Publication | undefined = (await listPublished(publications, roundId)).at(-1);
    if (standing) before.push({ publication: standing, content: await publications.content(standing) });
    roundId = standing
      ? before.at(-1)!.content.round.previousRoundId
      : (await rounds.find(roundId))?.previousRoundId;
  }
  return before;
}
