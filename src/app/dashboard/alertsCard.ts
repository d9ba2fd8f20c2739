/** Active alerts. */
import type { Caller } from '../../access/accounts/caller.ts';
import { alertWords } from '../../improvement/alerts/alertPage.ts';
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
