/** The end of lists of people: on their day, or when somebody says so. */
import { auditEntry, type AuditEntry } from '../../access/audit/entry.ts';
import { peopleIn, type Frame } from './frame.ts';
import type { FrameStore } from './store.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';

/** An upload is over long before: a list that no frame names then is what a crash left. */
const uploadMs = 60 * 60 * 1000;

export interface Erasing {
  readonly now: Date;
  readonly unitIds: readonly string[];
  /** Missing where its day has come. */
  readonly by?: AuditEntry['by'];
}

export async function eraseList(
  frames: FrameStore,
  frame: Frame,
  { now, unitIds, by }: Erasing,
): Promise<void> {
  await frames.erasePeople(frame.listId);
  const entry = auditEntry({
    at: now,
    ...(by ? { by } : {}),
    kind: 'frame.erased',
    unitIds,
    subject: { id: frame.id, label: frame.purpose },
    before: { people: String(peopleIn(frame.strata)), eraseOn: frame.eraseOn },
  });
  await frames.markErased(frame, now, entry);
}

/**
 * Carries out what the days say. A leader that dies in the middle leaves nothing that can be read, and the next one ends it.
 *
 * @param unitIdsOf units of a round, whose auditors are told
 */
export async function eraseDueLists(
  frames: FrameStore,
  now: Date,
  unitIdsOf: (roundId: string) => Promise<readonly string[]>,
): Promise<void> {
  const kept = await frames.listKept();
  for (const frame of kept.filter(({ eraseOn }) => eraseOn <= dayOf(now))) {
    await eraseList(frames, frame, { now, unitIds: await unitIdsOf(frame.id) });
  }
  const named = new Set(kept.map(({ listId }) => listId));
  const sealed = await frames.listSealed(new Date(now.getTime() - uploadMs));
  for (const listId of sealed.filter((one) => !named.has(one))) await frames.erasePeople(listId);
}
