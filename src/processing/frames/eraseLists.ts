/** Erases lists of people, on their day or on request. */
import { auditEntry, type AuditEntry } from '../../access/audit/entry.ts';
import { peopleIn, type Frame } from './frame.ts';
import type { FrameStore } from './store.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';

/** An upload takes far less time, so an older list that no frame names is left over from a crash. */
const uploadMs = 60 * 60 * 1000;

export interface Erasing {
  readonly now: Date;
  readonly unitIds: readonly string[];
  /** Absent if the list is erased because its day has come. */
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
 * Erases the lists whose day has come. If a leader dies midway, nothing readable remains and the next leader finishes the
 * work.
 *
 * @param unitIdsOf units of a round, whose auditors are notified
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
