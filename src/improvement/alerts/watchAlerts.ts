/** The leader's work on alerts: checks each once an hour and sends the resulting messages. */
import { callerOf } from '../../access/accounts/caller.ts';
import type { SendMail } from '../../access/accounts/mail.ts';
import { unitScopeOn, type UnitScope } from '../../access/accounts/unitScope.ts';
import { alertAfter, attempted, dueEvents, sent, type Alert, type AlertEvent } from './alert.ts';
import { alertReader } from './readings.ts';
import { alertMail } from './message.ts';
import { dayOf, hourOf } from '../../platform/calendar/vietNamTime.ts';
import type { Stores } from '../stores.ts';

export interface AlertOptions {
  /** Missing where no mail server is configured. */
  readonly sendMail: SendMail | undefined;
  /** Beginning of the addresses in messages; without it they link to no page. */
  readonly publicUrl: string | undefined;
  readonly logError: (error: { route: string; error: unknown }) => void;
}

/**
 * When two processes do this at once, the one whose change is stored first checks and sends; the other notices before
 * it does anything visible.
 */
export async function watchAlerts(
  stores: Stores,
  options: AlertOptions,
  now: Date,
  isOver: () => boolean,
): Promise<void> {
  const hour = hourOf(now);
  const read = alertReader(stores, now);
  for (const alert of await stores.alerts.list()) {
    if (isOver()) return;
    if (alert.checkedHour?.getTime() === hour.getTime()) continue;
    try {
      await stores.alerts.replace(alertAfter(alert, await read(alert), now, hour));
    } catch (error) {
      options.logError({ route: `alert: ${alert.watch.kind}`, error }); // a failing alert does not hold up the others
    }
  }
  await sendDue(stores, options, now, isOver);
}

async function sendDue(
  stores: Stores,
  options: AlertOptions,
  now: Date,
  isOver: () => boolean,
): Promise<void> {
  const waiting = (await stores.alerts.list()).filter((alert) => dueEvents(alert, now).length > 0);
  if (waiting.length === 0) return;
  const units = unitScopeOn(await stores.units.list(), dayOf(now));
  for (const alert of waiting) {
    let current = alert;
    for (const due of dueEvents(alert, now)) {
      if (isOver()) return;
      const claimed = attempted(current, due, now);
      if (!(await stores.alerts.replace(claimed))) break;
      const after = sent(claimed, due, await isTaken(claimed, due, { stores, options, units }));
      if (after !== claimed && !(await stores.alerts.replace(after))) break;
      current = after;
    }
  }
}

interface SendContext {
  readonly stores: Stores;
  readonly options: AlertOptions;
  readonly units: UnitScope;
}

async function isTaken(alert: Alert, event: AlertEvent, context: SendContext): Promise<boolean> {
  const { sendMail, publicUrl, logError } = context.options;
  try {
    const to = await addressOfMaker(alert, context);
    const unitName = context.units.name(alert.unitId);
    const mail = alertMail({ alert, event, unitName, publicUrl });
    return to !== undefined && ((await sendMail?.({ to, ...mail })) ?? false);
  } catch (error) {
    logError({ route: 'alert: mail', error });
    return false;
  }
}

/** Only while the maker may still see the alert. */
async function addressOfMaker(
  { madeBy, unitId }: Alert,
  { stores, units }: SendContext,
): Promise<string | undefined> {
  const account = await stores.accounts.find(madeBy.accountId);
  if (!account || account.closedAt || !callerOf(account, units).may('keepAlerts', unitId)) return undefined;
  return account.email;
}
