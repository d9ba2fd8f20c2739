/**
 * A public service (thủ tục, dịch vụ hành chính) that is rated; never a layer of this program. A service has a period
 * of validity, and so have its names: a decree renames procedures every year, and an old figure keeps the name of its
 * day. Services are derived from their changes, as units are.
 */
import type { Localized } from '../../platform/text/localized.ts';
import type { SentAs } from '../sentAs.ts';
import { plain } from '../units/unitCalled.ts';

/** The name of a service. */
export interface Naming {
  readonly name: Localized;
  /** Field of administration that it belongs to (lĩnh vực). */
  readonly field: Localized;
  /** Code in the national register of procedures, such as `1.001193`. */
  readonly code?: string | undefined;
}

export interface Service extends Naming {
  readonly id: string;
  /** First day, `YYYY-MM-DD`; undefined: it began before records. */
  readonly validFrom?: string | undefined;
  /** First day on which it no longer exists. */
  readonly validTo?: string | undefined;
  /** Earlier names, oldest first, each up to but not including `to`. */
  readonly earlier?: readonly (Naming & { readonly to: string })[] | undefined;
}

/** A change of services. One change may add and end many, so that a list is applied as a whole or not at all. */
export interface ServiceChange {
  /**
   * Changes are numbered as they are stored, so that two concurrent ones cannot both be checked against the same state.
   */
  readonly id: string;
  readonly added: readonly (Naming & { readonly id: string; readonly validFrom: string })[];
  /** `from` undefined: a correction of a mistake, which leaves no history. */
  readonly changed: readonly (Naming & { readonly serviceId: string; readonly from?: string | undefined })[];
  /** `on` undefined: the end is revoked. */
  readonly ended: readonly { readonly serviceId: string; readonly on?: string | undefined }[];
  readonly sentAs?: SentAs | undefined;
  readonly entered: { readonly at: Date; readonly by: { readonly accountId: string; readonly name: string } };
}

export type ServiceChangeDraft = Partial<Pick<ServiceChange, 'added' | 'changed' | 'ended'>>;

/** All services that ever existed, in the order of their ids. */
export function servicesThrough(
  entered: readonly Service[],
  changes: readonly ServiceChange[],
): readonly Service[] {
  const known = new Map(entered.map((service) => [service.id, service]));
  const change = (id: string, changed: (service: Service) => Service): void => {
    const service = known.get(id);
    if (service) known.set(id, changed(service));
  };
  for (const { added, changed, ended } of changes) {
    for (const service of added) known.set(service.id, service);
    for (const { serviceId, from, ...naming } of changed) {
      change(serviceId, (service) => renamed(service, naming, from));
    }
    for (const { serviceId, on } of ended) change(serviceId, (service) => ({ ...service, validTo: on }));
  }
  return [...known.values()].toSorted((one, other) => (one.id < other.id ? -1 : Number(one.id > other.id)));
}

function renamed(service: Service, { name, field, code }: Naming, from: string | undefined): Service {
  const { id, validFrom, validTo, earlier = [] } = service;
  const was =
    from === undefined ? [] : [{ name: service.name, field: service.field, code: service.code, to: from }];
  return { id, name, field, code, validFrom, validTo, earlier: [...earlier, ...was] };
}

/** First day of the current name; undefined: it began before records. */
export function calledSince({ validFrom, earlier = [] }: Service): string | undefined {
  return earlier.at(-1)?.to ?? validFrom;
}

/** The name on a day; before the first day of the service, its first name. */
export function namingOn(service: Service, day: string): Naming {
  return service.earlier?.find(({ to }) => day < to) ?? service;
}

export function isOffered({ validFrom = '', validTo }: Service, day: string): boolean {
  return validFrom <= day && (validTo === undefined || day < validTo);
}

/** Services for which access points and codes may be made; the one already chosen stays in the list. */
export function servicesOffered(services: readonly Service[], day: string, heldId = ''): readonly Service[] {
  return services.filter((service) => service.id === heldId || isOffered(service, day));
}

/** Services by name, code or id, as in tables: those of the day first, then those of any day. */
export function servicesCalled(
  services: readonly Service[],
  day: string,
): (text: string) => string | undefined {
  const ids = new Map<string, string>();
  const note = (id: string, { name, code = '' }: Naming): void => {
    for (const text of [...Object.values(name), code]) if (text !== '') ids.set(plain(text), id);
  };
  for (const { id, earlier = [], ...now } of services)
    for (const naming of [...earlier, now]) note(id, naming);
  for (const service of servicesOffered(services, day)) note(service.id, namingOn(service, day));
  for (const { id } of services) if (!ids.has(plain(id))) ids.set(plain(id), id);
  return (text) => ids.get(plain(text));
}

export type ServiceErrorKind =
  'nothing' | 'nameTaken' | 'codeTaken' | 'fromToCome' | 'fromTooEarly' | 'endTooEarly' | 'isEnded';

export interface ServiceError {
  readonly kind: ServiceErrorKind;
  readonly serviceId: string;
}

/**
 * The errors of a change of these services. A change of name may not lie in the future: pages and tablets show the
 * current name.
 */
export function serviceErrors(
  services: readonly Service[],
  change: ServiceChange,
  today: string,
): readonly ServiceError[] {
  const errors: ServiceError[] = [];
  const byId = new Map(services.map((service) => [service.id, service]));
  for (const { serviceId, from, ...naming } of change.changed) {
    const was = byId.get(serviceId);
    if (!was || isSameNaming(was, naming)) errors.push({ kind: 'nothing', serviceId });
    else if (from !== undefined && from > today) errors.push({ kind: 'fromToCome', serviceId });
    else if (from !== undefined && from <= (calledSince(was) ?? '')) {
      errors.push({ kind: 'fromTooEarly', serviceId });
    } else if (from !== undefined && !isOffered(was, from)) errors.push({ kind: 'isEnded', serviceId });
  }
  for (const { serviceId, on } of change.ended) {
    const was = byId.get(serviceId);
    if (!was || was.validTo === on) errors.push({ kind: 'nothing', serviceId });
    else if (on !== undefined && on <= (calledSince(was) ?? '')) {
      errors.push({ kind: 'endTooEarly', serviceId });
    }
  }
  return [...errors, ...takenNames(servicesThrough(services, [change]), touchedBy(change))];
}

/** Caseload and files refer to services by name or code, so no two that exist at the same time may share one. */
function takenNames(services: readonly Service[], touched: ReadonlySet<string>): readonly ServiceError[] {
  const byName = groupsOf(services, ({ name }) => plain(name.vi));
  const byCode = groupsOf(services, ({ code = '' }) => plain(code));
  return services
    .filter(({ id }) => touched.has(id))
    .flatMap((service): ServiceError[] => {
      const isTaken = (others: readonly Service[] | undefined): boolean =>
        others?.some((other) => other.id !== service.id && liveTogether(service, other)) ?? false;
      if (isTaken(byName.get(plain(service.name.vi)))) return [{ kind: 'nameTaken', serviceId: service.id }];
      const hasCode = service.code !== undefined && isTaken(byCode.get(plain(service.code)));
      return hasCode ? [{ kind: 'codeTaken', serviceId: service.id }] : [];
    });
}

function groupsOf(services: readonly Service[], keyOf: (service: Service) => string) {
  const groups = new Map<string, Service[]>();
  for (const service of services) {
    const group = groups.get(keyOf(service));
    if (group) group.push(service);
    else groups.set(keyOf(service), [service]);
  }
  return groups;
}

function liveTogether(one: Service, other: Service): boolean {
  const ends = (a: Service, b: Service): boolean =>
    a.validTo !== undefined && a.validTo <= (b.validFrom ?? '');
  return !ends(one, other) && !ends(other, one);
}

function touchedBy({ added, changed, ended }: ServiceChange): ReadonlySet<string> {
  return new Set([...added.map(({ id }) => id), ...[...changed, ...ended].map(({ serviceId }) => serviceId)]);
}

export function isSameNaming(one: Naming, other: Naming): boolean {
  const text = ({ name, field, code }: Naming): string =>
    JSON.stringify([name.vi, name['en'], field.vi, field['en'], code]);
  return text(one) === text(other);
}
