/**
 * The leader's duty: arrival records of hours that are over become counts and are deleted; after a day is over, the signs
 * of each point are looked for. Every step can be repeated: counts of an hour are set once, and only then its records go.
 */
import { addDays } from '../calendarDay.ts';
import type { AuditStore } from '../audit/store.ts';
import type { ActStore } from '../ledger/actStore.ts';
import { dayOf, hourOf } from '../submissions/submission.ts';
import { noteErased } from '../retention/noteErased.ts';
import type { RetentionStore } from '../retention/store.ts';
import { flagRules, flagRulesHash } from './flag.ts';
import { gapCounts } from './pointHour.ts';
import { pastDays, signsOf, windowDays } from './signs.ts';
import type { Arrival, PointDay, QualityStore } from './store.ts';

/** What a process notes late in an hour is written a little after it. */
const settledMs = 2 * 60_000;
/** Calendar days that hold the working days looked at, with holidays between. */
export const calendarDays = 70;

export interface FoldingStores {
  readonly quality: QualityStore;
  readonly ledgerActs: Pick<ActStore, 'add'>;
  readonly retention: Pick<RetentionStore, 'days'>;
  readonly audit: Pick<AuditStore, 'add'>;
}

export function qualityDuty({ quality, ledgerActs, retention, audit }: FoldingStores) {
  let lookedOn = '';
  return async (now: Date, isOver: () => boolean): Promise<void> => {
    await noteFlagRules(ledgerActs, now);
    await foldArrivals(quality, now);
    const today = dayOf(now);
    if (lookedOn === today || isOver()) return;
    await lookForSigns(quality, today, isOver);
    const { pointDays: days } = await retention.days();
    const count = await quality.dropDaysBefore(addDays(today, -days));
    await noteErased(audit, 'pointDays', { count, days }, now);
    if (!isOver()) lookedOn = today;
  };
}

/** The version of the rules of flags goes into the ledger once, before or with the first submission judged by it. */
async function noteFlagRules(ledgerActs: FoldingStores['ledgerActs'], now: Date): Promise<void> {
  const { version } = flagRules;
  const fields = { rules: version, rulesHash: flagRulesHash() };
  await ledgerActs.add({ id: `flagVersion:${version}`, kind: 'flagVersion', fields, hour: hourOf(now) });
}

export async function foldArrivals(quality: QualityStore, now: Date): Promise<void> {
  const before = hourOf(new Date(now.getTime() - settledMs));
  const byHour = new Map<string, (Arrival & { readonly id: string })[]>();
  for (const arrival of await quality.listArrivals(before)) {
    const key = `${arrival.accessPointId} ${arrival.revision} ${hourOf(arrival.at).getTime()}`;
    const found = byHour.get(key) ?? [];
    byHour.set(key, found);
    found.push(arrival);
  }
  for (const found of byHour.values()) {
    const { accessPointId, revision, at } = found[0]!;
    const gaps = gapCounts(found.map((arrival) => arrival.at.getTime() / 1000));
    await quality.setArrivals({ accessPointId, revision }, hourOf(at), { arrivals: found.length, gaps });
    await quality.dropArrivals(found.map(({ id }) => id));
  }
}

/** What the days before today show, for each point with forms in them. */
export async function lookForSigns(
  quality: QualityStore,
  today: string,
  isOver: () => boolean = () => false,
): Promise<void> {
  const fromDay = addDays(today, -calendarDays);
  for (const place of await quality.listActive(fromDay)) {
    if (isOver()) return;
    const days = workingDays(await quality.listDays(place, fromDay)).filter(({ day }) => day < today);
    if (days.length === 0) continue;
    const recent = days.slice(-windowDays).flatMap(({ hours }) => hours);
    await quality.putSigns({
      ...place,
      day: days.at(-1)!.day,
      signs: signsOf(days.map(({ hours }) => hours)),
      forms: recent.reduce((sum, { forms }) => sum + forms, 0),
      apart: recent.reduce((sum, { apart }) => sum + apart, 0),
    });
  }
}

/** Days with forms, the last thirty. */
export function workingDays(days: readonly PointDay[]): readonly PointDay[] {
  return days.filter(({ hours }) => hours.some(({ forms }) => forms > 0)).slice(-(windowDays + pastDays));
}
