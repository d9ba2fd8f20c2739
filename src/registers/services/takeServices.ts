/** Stores a list of services as one change, or says what would be stored: for the page and for programs. */
import { randomUUID } from 'node:crypto';
import { inOrder, type Rows } from '../../platform/tables/readRows.ts';
import { storedAs, type SentAs } from '../sentAs.ts';
import type { Taken, TakeOptions } from '../units/takeUnits.ts';
import { judgeServices, keepServices } from './keepServices.ts';
import { changeBy, readServices, saying, type ServiceColumn } from './manyServices.ts';
import type { ServiceChange } from './service.ts';
import { serviceTexts } from './texts.ts';

export interface ServiceList {
  /** Day from which new services exist and changed names apply. */
  readonly on: string;
  readonly rows: Rows<ServiceColumn>;
  /** Of a list that a program sends. */
  readonly sentAs?: SentAs;
}

/**
 * @throws Problem notFound when the caller may not change services
 * @throws Problem conflict when the list is sent under the name of another one
 * @returns no change when all services are already as given
 */
export async function takeServices(
  { on, rows, sentAs }: ServiceList,
  { stores, now, caller, keeps, facts }: TakeOptions,
): Promise<Taken<ServiceChange | undefined>> {
  caller.demand('changeServices', []);
  const services = await stores.services.list(); // before the changes: the same list, stored meanwhile, is then found as old
  const old = storedAs(await stores.services.listChanges(), sentAs, caller.actor);
  if (old) return { change: old, isOld: true };
  const { lines, faults } = readServices(rows, services, { on, newId: randomUUID });
  if (faults.length > 0) return { refused: faults };
  const draft = changeBy(
    lines.map(({ line }) => line),
    on,
  );
  if (draft.added.length + draft.changed.length === 0) return { change: undefined, isOld: false };
  const order = {
    draft,
    audit: {
      kind: 'service.listKept' as const,
      subject: { id: 'services', label: serviceTexts.vi.many },
      after: { added: String(draft.added.length), changed: String(draft.changed.length), on, ...facts },
    },
    by: caller.actor,
    sentAs,
  };
  const judged = await (keeps ? keepServices : judgeServices)(stores.services, order, now());
  if (judged.errors.length === 0) return { change: judged.change, isOld: judged.isOld ?? false };
  const rowOf = new Map(lines.map(({ row, line }) => [line.id, row]));
  return {
    refused: inOrder(
      judged.errors.map(({ kind, serviceId }) => ({
        rows: [rowOf.get(serviceId)!],
        sentence: saying(kind),
      })),
    ),
  };
}
