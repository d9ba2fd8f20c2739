/** Active alerts, and subscriptions to events that are paused. */
import type { Caller } from '../../access/accounts/caller.ts';
import { alertWords } from '../../improvement/alerts/alertPage.ts';
import { subscriptionWords } from '../../improvement/events/subscriptionPage.ts';
import { eventTexts } from '../../improvement/events/texts.ts';
import { linesShown, type Card, type DashboardOptions } from './card.ts';
import { dashboardTexts } from './texts.ts';

export async function alertsCard(caller: Caller, { stores }: DashboardOptions): Promise<Card | undefined> {
  if (!caller.holds('keepAlerts')) return undefined;
  const { language } = caller.account;
  const t = dashboardTexts[language].alerts;
  const inView = caller.unitIdsInView('keepAlerts');
  const raised = (await stores.alerts.list()).filter(
    ({ isRaised, unitId }) => isRaised && (!inView || inView.has(unitId)),
  );
  const lines = raised.slice(0, linesShown).map((alert) => {
    const { id, unit, label, last, standing } = alertWords(alert, caller, language);
    return { text: `${unit} · ${label}`, detail: `${last} · ${standing}`, url: `/staff/alerts/${id}` };
  });
  const rest =
    raised.length > linesShown
      ? [{ text: t.more({ count: raised.length - linesShown }), url: '/staff/alerts' }]
      : [];
  return { title: t.title, lines: [...lines, ...rest], empty: t.empty };
}

/** Only where one is paused, since most installations have none. */
export async function subscriptionsCard(
  caller: Caller,
  { stores }: DashboardOptions,
): Promise<Card | undefined> {
  if (!caller.holds('keepAlerts')) return undefined;
  const { language } = caller.account;
  const inView = caller.unitIdsInView('keepAlerts');
  const paused = (await stores.subscriptions.list()).filter(
    (one) => one.paused && (!inView || inView.has(one.unitId)),
  );
  if (paused.length === 0) return undefined;
  const lines = paused.slice(0, linesShown).map((one) => {
    const { id, label, standing } = subscriptionWords(one, caller, language);
    return { text: label, detail: standing, url: `/staff/subscriptions/${id}` };
  });
  return { title: eventTexts[language].title, lines, empty: '' };
}
