/** The leader's work on alerts: checks each once an hour and sends the resulting messages. */
import { callerOf } from '../../access/accounts/caller.ts';
import type { SendMail } from '../../access/accounts/mail.ts';
import { unitScopeOn, type UnitScope } from '../../access/accounts/unitScope.ts';
import { alertAfter, attempted, dueSendings, sent, type Alert, type Due } from './alert.ts';
import { alertReader } from './readings.ts';
import { alertMail, alertMessage } from './message.ts';
import type { SendWebhook } from '../../platform/webhooks/signedPost.ts';
import { dayOf, hourOf } from '../../platform/calendar/vietNamTime.ts';
import type { Stores } from '../stores.ts';

export interface AlertChannels {
  /** Missing where no mail server is configured. */
  readonly sendMail: SendMail | undefined;
  readonly sendWebhook: SendWebhook;
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
  channels: AlertChannels,
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
      channels.logError({ route: `alert: ${alert.watch.kind}`, error }); // a failing alert does not hold up the others
    }
  }
  await sendDue(stores, channels, now, isOver);
}

async function sendDue(
  stores: Stores,
  channels: AlertChannels,
  now: Date,
  isOver: () => boolean,
): Promise<void> {
  const waiting = (await stores.alerts.list()).filter((alert) => dueSendings(alert, now).length > 0);
  if (waiting.length === 0) return;
  const units = unitScopeOn(await stores.units.list(), dayOf(now));
  for (const alert of waiting) {
    let current = alert;
    for (const due of dueSendings(alert, now)) {
      if (isOver()) return;
      const claimed = attempted(current, due, now);
      if (!(await stores.alerts.replace(claimed))) break;
      const after = sent(claimed, due, await isTaken(claimed, due, { stores, channels, units, now }));
      if (after !== claimed && !(await stores.alerts.replace(after))) break;
      current = after;
    }
  }
}

interface SendContext {
  readonly stores: Stores;
  readonly channels: AlertChannels;
  readonly units: UnitScope;
  readonly now: Date;
}

async function isTaken(alert: Alert, { event, sending }: Due, context: SendContext): Promise<boolean> {
  const { channels, units, now } = context;
  const message = { alert, event, unitName: units.name(alert.unitId), publicUrl: channels.publicUrl };
  try {
    if (sending.way === 'webhook') {
      if (!alert.webhook) return false;
      await channels.sendWebhook(alert.webhook, alertMessage(message), now);
      return true;
    }
    const to = await addressOfMaker(alert, context);
    return to !== undefined && ((await channels.sendMail?.({ to, ...alertMail(message) })) ?? false);
  } catch (error) {
    channels.logError({ route: `alert: ${sending.way}`, error });
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
