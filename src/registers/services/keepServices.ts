/** Stores a change of services: checked against everything stored, or not stored at all. */
import { auditEntry, type AuditEntry } from '../../access/audit/entry.ts';
import { isDuplicateKey } from '../../platform/storage/documents.ts';
import { serviceErrors, type ServiceChange, type ServiceChangeDraft, type ServiceError } from './service.ts';
import { storedAs, type SentAs } from '../sentAs.ts';
import type { ServiceStore } from './store.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';

export interface ServiceOrder {
  readonly draft: ServiceChangeDraft;
  readonly audit: Pick<AuditEntry, 'kind' | 'subject' | 'before' | 'after'>;
  readonly by: { readonly accountId: string; readonly name: string };
  readonly sentAs?: SentAs | undefined;
}

interface Judged {
  readonly change: ServiceChange;
  /** Empty: the change may be stored. */
  readonly errors: readonly ServiceError[];
  /** It was stored when it was first sent. */
  readonly isOld?: true;
}

/** The result of a change, without storing it. @throws Problem conflict when it has the name of another change */
export async function judgeServices(
  services: ServiceStore,
  { draft, by, sentAs }: ServiceOrder,
  now: Date,
): Promise<Judged> {
  const changes = await services.listChanges(); // before the services: a concurrent change then takes the number
  const old = storedAs(changes, sentAs, by);
  if (old) return { change: old, errors: [], isOld: true };
  const id = String(changes.length + 1).padStart(6, '0');
  const entered = { at: now, by };
  const change = { added: [], changed: [], ended: [], ...draft, id, ...(sentAs && { sentAs }), entered };
  const errors = serviceErrors(await services.list(), change, dayOf(now));
  // The list can hold what the same request, sent twice at once, has stored since the changes were read.
  const stored = errors.length > 0 ? storedAs(await services.listChanges(), sentAs, by) : undefined;
  return stored ? { change: stored, errors: [], isOld: true } : { change, errors };
}

/** Stores the change unless it has an error. */
export async function keepServices(services: ServiceStore, order: ServiceOrder, now: Date): Promise<Judged> {
  for (;;) {
    const judged = await judgeServices(services, order, now);
    if (judged.errors.length > 0 || judged.isOld) return judged;
    try {
      await services.addChange(
        judged.change,
        auditEntry({ at: now, by: order.by, unitIds: [], ...order.audit }),
      );
      return judged;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error; // another change was stored meanwhile: check again, including that one
    }
  }
}
