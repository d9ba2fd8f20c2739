/** The path of an import batch from its lines to being applied, whether a page or a program submits it. */
import { randomUUID } from 'node:crypto';
import type { Caller } from '../../access/accounts/caller.ts';
import { auditEntry, type Facts } from '../../access/audit/entry.ts';
import { dayMs } from '../../access/retention/retention.ts';
import type { Book, BookContext } from './book.ts';
import type { Changes } from './changes.ts';
import { currentLines, type Delivery } from './delivery.ts';
import type { DeliveryStore } from './store.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { Stores } from '../stores.ts';

/** What the lines of a caller may refer to today. */
export async function bookContext(
  stores: Pick<Stores, 'units' | 'services' | 'rounds'>,
  caller: Caller,
  { keep }: Pick<Book<object>, 'keep'>,
  now: Date,
): Promise<BookContext> {
  const [units, services, rounds] = await Promise.all([
    stores.units.list(),
    stores.services.list(),
    stores.rounds.list(),
  ]);
  const kept = caller.unitIdsFor(keep);
  return { units, services, rounds, today: dayOf(now), mayKeep: (id) => !kept || kept.has(id) };
}

/** The lines in force for some periods. */
export async function heldLines<Line extends object>(
  deliveries: Pick<DeliveryStore, 'list'>,
  { kind, keyOf }: Pick<Book<Line>, 'kind' | 'keyOf'>,
  periods: readonly string[],
): Promise<ReadonlyMap<string, Line>> {
  return currentLines(await deliveries.list<Line>(kind, { periods }), keyOf);
}

export interface Bringing {
  readonly by: { readonly accountId: string; readonly name: string };
  readonly at: Date;
}

/** Stores lines as a batch that waits for confirmation. */
export async function stageLines<Line extends object>(
  { deliveries, retention }: Pick<Stores, 'deliveries' | 'retention'>,
  book: Book<Line>,
  lines: readonly Line[],
  { by, at, fileName }: Bringing & { readonly fileName?: string | undefined },
): Promise<Delivery<Line>> {
  const delivery: Delivery<Line> = {
    id: randomUUID(),
    book: book.kind,
    ...(fileName === undefined ? {} : { fileName: fileName.slice(0, 200) }),
    lines,
    unitIds: [...new Set(lines.map(book.unitIdOf))],
    periods: [...new Set(lines.map(book.periodOf))],
    madeBy: by,
    madeAt: at,
  };
  const { stagedDeliveries } = await retention.days();
  await deliveries.stage(delivery, new Date(at.getTime() + stagedDeliveries * dayMs));
  return delivery;
}

/**
 * Applies a batch.
 *
 * @param base number of the last batch when its changes were computed
 * @param facts further facts for the audit log
 * @returns false when another batch was applied in between, so that the changes may differ now
 */
export async function applyDelivery(
  deliveries: Pick<DeliveryStore, 'lastNumber' | 'apply'>,
  delivery: Delivery<object>,
  { base, fresh, replaced }: Pick<Changes, 'fresh' | 'replaced'> & { readonly base: number },
  { by, at, facts = {} }: Bringing & { readonly facts?: Facts },
): Promise<boolean> {
  const entry = auditEntry({
    at,
    by,
    kind: `${delivery.book}.changed`,
    unitIds: delivery.unitIds,
    subject: { id: delivery.id, label: delivery.fileName ?? delivery.periods.join(', ') },
    after: {
      lines: String(delivery.lines.length),
      new: String(fresh),
      replaced: String(replaced),
      ...facts,
    },
  });
  const isNewest = (await deliveries.lastNumber(delivery.book)) === base;
  return isNewest && (await deliveries.apply(delivery.id, base + 1, entry));
}
