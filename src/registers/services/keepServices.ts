/** Stores a change of services: checked against everything stored, or not stored at all. */
import { auditEntry, type AuditEntry } from '../../access/audit/entry.ts';
import { isDuplicateKey } from '../../platform/storage/documents.ts';
import { serviceFaults, type ServiceAct, type ServiceActDraft, type ServiceFault } from './service.ts';
import type { ServiceStore } from './store.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';

export interface ServiceOrder {
  readonly draft: ServiceActDraft;
  readonly audit: Pick<AuditEntry, 'kind' | 'subject' | 'before' | 'after'>;
  readonly by: { readonly accountId: string; readonly name: string };
}

interface Judged {
  readonly act: ServiceAct;
  /** Empty: the change may be stored. */
  readonly faults: readonly ServiceFault[];
}

/** The result of a change, without storing it. */
export async function judgeServices(
  services: ServiceStore,
  { draft, by }: ServiceOrder,
  now: Date,
): Promise<Judged> {
  const acts = await services.listActs(); // before the services: a concurrent change then takes the number
  const id = String(acts.length + 1).padStart(6, '0');
  const act = { added: [], changed: [], ended: [], ...draft, id, entered: { at: now, by } };
  return { act, faults: serviceFaults(await services.list(), act, dayOf(now)) };
}

/** Stores the change unless it has an error. */
export async function keepServices(services: ServiceStore, order: ServiceOrder, now: Date): Promise<Judged> {
  for (;;) {
    const judged = await judgeServices(services, order, now);
    if (judged.faults.length > 0) return judged;
    try {
      await services.addAct(judged.act, auditEntry({ at: now, by: order.by, unitIds: [], ...order.audit }));
      return judged;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error; // another change was stored meanwhile: check again, including that one
    }
  }
}
