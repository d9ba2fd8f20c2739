/** Events of a unit from the program's own records, to be shown next to a change of its index. */
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import { inLanguage, type Localized } from '../../platform/text/localized.ts';
import { namingOn } from '../../registers/services/service.ts';
import { standingChanges, type Succession } from '../../registers/units/succession.ts';
import type { Stores } from '../stores.ts';
import { driftTexts } from './driftTexts.ts';

const happeningKinds = [
  'unitChange',
  'serviceBegan',
  'serviceRenamed',
  'serviceEnded',
  'accessPoints',
  'actionPromised',
  'actionDone',
] as const;

export interface Happening {
  /** `YYYY-MM-DD` */
  readonly on: string;
  readonly kind: (typeof happeningKinds)[number];
  readonly what: Localized;
}

type Sources = Pick<Stores, 'units' | 'services' | 'accessPoints' | 'improvementActions'>;

/** @param unitIds the unit and its subunits @returns by day */
export async function happeningsIn(
  stores: Sources,
  unitIds: ReadonlySet<string>,
): Promise<readonly Happening[]> {
  const found = await Promise.all([
    unitChanges(stores, unitIds),
    serviceChanges(stores),
    openedPoints(stores, unitIds),
    improvementActions(stores, unitIds),
  ]);
  return found.flat().toSorted((one, other) => (one.on < other.on ? -1 : Number(one.on > other.on)));
}

async function unitChanges({ units }: Sources, unitIds: ReadonlySet<string>): Promise<Happening[]> {
  const concerned = ({ founded, changed, ended, abolished, inheritances }: Succession): string[] => [
    ...founded.map(({ id }) => id),
    ...changed.map(({ unitId }) => unitId),
    ...ended,
    ...abolished,
    ...inheritances.flatMap(({ fromId, toId }) => [fromId, toId]),
  ];
  const names = new Map((await units.list()).map(({ id, names: [first] }) => [id, first?.text]));
  return standingChanges(await units.listChanges()).flatMap((change): Happening[] => {
    const own = [...new Set(concerned(change))].filter((id) => unitIds.has(id));
    if (own.length === 0) return [];
    const of = (language: 'vi' | 'en'): string =>
      [change.document?.number, own.map((id) => inLanguage(names.get(id) ?? { vi: id }, language)).join(', ')]
        .filter(Boolean)
        .join(': ');
    return [{ on: change.on, kind: 'unitChange', what: { vi: of('vi'), en: of('en') } }];
  });
}

async function serviceChanges({ services }: Sources): Promise<Happening[]> {
  return (await services.list()).flatMap((service): Happening[] => {
    const { validFrom, validTo, earlier = [] } = service;
    const at = (kind: Happening['kind'], on: string): Happening => ({
      on,
      kind,
      what: namingOn(service, on).name,
    });
    return [
      ...(validFrom === undefined ? [] : [at('serviceBegan', validFrom)]),
      ...earlier.map(({ to }) => at('serviceRenamed', to)),
      ...(validTo === undefined ? [] : [at('serviceEnded', validTo)]),
    ];
  });
}

/** Points that opened on one day are one line. */
async function openedPoints({ accessPoints }: Sources, unitIds: ReadonlySet<string>): Promise<Happening[]> {
  const byDay = new Map<string, number>();
  for (const { revisions } of await accessPoints.list()) {
    const [first] = revisions;
    if (!first || !unitIds.has(first.unitId)) continue;
    const on = dayOf(first.from);
    byDay.set(on, (byDay.get(on) ?? 0) + 1);
  }
  return [...byDay].map(([on, count]) => ({ on, kind: 'accessPoints', what: { vi: String(count) } }));
}

async function improvementActions(stores: Sources, unitIds: ReadonlySet<string>): Promise<Happening[]> {
  return (await stores.improvementActions.list())
    .filter(({ unitId }) => unitIds.has(unitId))
    .flatMap(({ madeAt, what, notes }): Happening[] => {
      const done = notes.find(({ state }) => state === 'done');
      return [
        { on: dayOf(madeAt), kind: 'actionPromised', what: { vi: what } },
        ...(done ? [{ on: dayOf(done.at), kind: 'actionDone' as const, what: { vi: what } }] : []),
      ];
    });
}

export function happeningText({ kind, what }: Happening, language: 'vi' | 'en'): string {
  return driftTexts[language].happenings[kind]({ what: inLanguage(what, language) });
}
