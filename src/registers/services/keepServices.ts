/** Keeping an act on services: judged against everything that is kept, or not kept at all. */
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
  /** None: it may be kept. */
  readonly faults: readonly ServiceFault[];
}

/** What would become of an act, without keeping it. */
export async function judgeServices(
  services: ServiceStore,
  { draft, by }: ServiceOrder,
  now: Date,
): Promise<Judged> {
  const acts = await services.listActs(); // before the services: an act that comes between takes the number
  const id = String(acts.length + 1).padStart(6, '0');
  const act = { added: [], changed: [], ended: [], ...draft, id, entered: { at: now, by } };
  return { act, faults: serviceFaults(await services.list(), act, dayOf(now)) };
}

/** Keeps the act unless it has a fault. */
export async function keepServices(services: ServiceStore, order: ServiceOrder, now: Date): Promise<Judged> {
  for (;;) {
    const judged = await judgeServices(services, order, now);
    if (judged.faults.length > 0) return judged;
    try {
      await services.addAct(judged.act, auditEntry({ at: now, by: order.by, unitIds: [], ...order.audit }));
      return judged;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error; // another act was kept meanwhile: judged again, against that one too
    }
  }
}
