import type { KeptCheckpoint } from '../src/collection/ledger/store.ts';
import { auditEntry } from '../src/access/audit/entry.ts';
import { frozenContent } from '../src/dissemination/publications/freeze.ts';
import { snapshotHashOf } from '../src/processing/published/snapshotHash.ts';
import { contentHash, contentText, type Publication } from '../src/processing/published/publication.ts';
import type { MeasuredRound } from '../src/processing/results/results.ts';
import type { Stores } from '../src/app/stores.ts';
import { roundCaseloads } from '../src/design/rounds/roundCaseloads.ts';

const checkpoint = { number: 1, size: 1, note: '', key: '' } as KeptCheckpoint;

interface Published {
  readonly measured: MeasuredRound;
  readonly previous?: MeasuredRound;
  readonly now: Date;
}

interface Publishing extends Published {
  readonly id: string;
  readonly unitIds: readonly string[];
}

/** What a first publication of a round would say. */
export function publicationText(of: Published): string {
  const caseloads = roundCaseloads([], [], '2022-02');
  return contentText(frozenContent({ ...of, checkpoint, caseloads, number: 1 }));
}

/** Publishes a round as two accounts would, without their pages. */
export async function publishRound(
  stores: Pick<Stores, 'publications'>,
  { id, unitIds, ...published }: Publishing,
): Promise<void> {
  const { measured, now } = published;
  const text = publicationText(published);
  const publication: Publication = {
    id,
    roundId: measured.round.id,
    roundTitle: measured.round.title,
    number: 1,
    unitIds,
    hash: contentHash(text),
    checkpoint: 1,
    whatChanged: '',
    snapshotHash: snapshotHashOf(measured.snapshot),
    state: 'agreed',
    askedBy: { accountId: 'bench', name: 'bench' },
    askedAt: now,
  };
  const subject = { id, label: 'bench' };
  const entry = auditEntry({ at: now, kind: 'publication.proposed', unitIds: [], subject });
  await stores.publications.add(publication, { text, released: '{"respondents":{},"suppressed":[]}' }, entry);
  await stores.publications.publish(id, { note: 'note', key: 'key', publishedAt: now });
}
