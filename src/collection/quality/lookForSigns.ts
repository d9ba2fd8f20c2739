/** The leader's daily task: after the end of a day it looks for signs at each point. It can be repeated. */
import { addDays } from '../../platform/calendar/calendarDay.ts';
import type { AuditStore } from '../../access/audit/store.ts';
import type { LogEntryStore } from '../ledger/logEntryStore.ts';
import { noteErased } from '../../access/retention/noteErased.ts';
import type { RetentionStore } from '../../access/retention/store.ts';
import { flagRules, flagRulesHash } from './flag.ts';
import { pastDays, signsOf, windowDays } from './signs.ts';
import type { PointDay, QualityStore } from './store.ts';
import { dayOf, hourOf } from '../../platform/calendar/vietNamTime.ts';

/** Calendar days that contain the working days examined, including holidays. */
export const calendarDays = 70;

export interface WatchedStores {
  readonly quality: QualityStore;
  readonly logEntries: Pick<LogEntryStore, 'add'>;
  readonly retention: Pick<RetentionStore, 'days'>;
  readonly audit: Pick<AuditStore, 'add'>;
}

export function qualityTask({ quality, logEntries, retention, audit }: WatchedStores) {
  let lookedOn = '';
  let hasNotedRules = false;
  return async (now: Date, isOver: () => boolean): Promise<void> => {
    if (!hasNotedRules) await noteFlagRules(logEntries, now);
    hasNotedRules = true;
    const today = dayOf(now);
    if (lookedOn === today || isOver()) return;
    await lookForSigns(quality, today, isOver);
    const { pointDays: days } = await retention.days();
    const count = await quality.dropDaysBefore(addDays(today, -days));
    await noteErased(audit, 'pointDays', { count, days }, now);
    if (!isOver()) lookedOn = today;
  };
}

/** Logs each version of the flag rules once, before or with the first submission judged by it. */
async function noteFlagRules(logEntries: WatchedStores['logEntries'], now: Date): Promise<void> {
  const { version } = flagRules;
  const fields = { rules: version, rulesHash: flagRulesHash() };
  await logEntries.add({ id: `flagVersion:${version}`, kind: 'flagVersion', fields, hour: hourOf(now) });
}

/** The signs of the days before today, for each point with submissions. */
export async function lookForSigns(
  quality: QualityStore,
  today: string,
  isOver: () => boolean = () => false,
): Promise<void> {
  const fromDay = addDays(today, -calendarDays);
  for (const location of await quality.listActive(fromDay)) {
    if (isOver()) return;
    const days = workingDays(await quality.listDays(location, fromDay)).filter(({ day }) => day < today);
    if (days.length === 0) continue;
    const recent = days.slice(-windowDays).flatMap(({ hours }) => hours);
    await quality.putSigns({
      ...location,
      day: days.at(-1)!.day,
      signs: signsOf(days.map(({ hours }) => hours)),
      forms: recent.reduce((sum, { forms }) => sum + forms, 0),
      apart: recent.reduce((sum, { apart }) => sum + apart, 0),
    });
  }
}

/** The last thirty days with submissions. */
export function workingDays(days: readonly PointDay[]): readonly PointDay[] {
  return days.filter(({ hours }) => hours.some(({ forms }) => forms > 0)).slice(-(windowDays + pastDays));
}
