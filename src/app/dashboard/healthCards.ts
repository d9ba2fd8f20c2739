/** Health problems: kiosks that need attention, submissions that are not logged or counted in time. */
import type { Caller } from '../../access/accounts/caller.ts';
import { deviceWarnings } from '../../collection/devices/device.ts';
import { unitIdsOf } from '../../collection/devices/pairDevice.ts';
import { fleetTexts } from '../../collection/devices/texts.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { lateForms } from '../../collection/submissions/lateForms.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { linesShown, type Card, type DashboardOptions } from './card.ts';
import { dashboardTexts } from './texts.ts';

export async function checksCard(
  caller: Caller,
  { stores, now }: DashboardOptions,
): Promise<Card | undefined> {
  if (!caller.holds('seeQuality') && !caller.may('readAudit', undefined)) return undefined;
  const { language } = caller.account;
  const t = dashboardTexts[language].checks;
  const { unloggedSince, isCountingLate } = await lateForms(stores.submissions, now);
  const lines = [
    ...(unloggedSince
      ? [{ text: t.ledger({ since: timeText(unloggedSince, language) }), url: '/ledger' }]
      : []),
    ...(isCountingLate ? [{ text: t.tallies }] : []),
  ];
  return { title: t.title, lines: lines.map((line) => ({ ...line, detail: t.detail })), empty: t.empty };
}

export async function kiosksCard(
  caller: Caller,
  { stores, now }: DashboardOptions,
): Promise<Card | undefined> {
  if (!caller.holds('seeKiosks')) return undefined;
  const { language } = caller.account;
  const t = dashboardTexts[language].kiosks;
  const inView = caller.unitIdsInView('seeKiosks');
  const [devices, arrived, points] = await Promise.all([
    stores.devices.list(),
    stores.devices.listArrived(),
    stores.accessPoints.list(),
  ]);
  const unitsOf = new Map(points.map((point) => [point.id, unitIdsOf(point)]));
  const seen = devices.filter(({ accessPointId }) => {
    const unitIds = unitsOf.get(accessPointId) ?? [];
    return !inView || unitIds.some((unitId) => inView.has(unitId));
  });
  const all = seen.map((device) => ({
    device,
    warnings: deviceWarnings(device, arrived.get(device.id) ?? [], now),
  }));
  const warned = all.filter(({ warnings }) => warnings.length > 0);
  const lines = warned.slice(0, linesShown).map(({ device, warnings }) => {
    const [unitId = ''] = unitsOf.get(device.accessPointId) ?? [];
    return {
      text: `${device.label} · ${inLanguage(caller.units.name(unitId), language)}`,
      detail: warnings.map((warning) => fleetTexts[language].warnings[warning]).join(' · '),
      url: `/staff/kiosks/${device.id}`,
    };
  });
  const rest =
    warned.length > linesShown
      ? [{ text: t.more({ count: warned.length - linesShown }), url: '/staff/kiosks' }]
      : [];
  return { title: t.title, lines: [...lines, ...rest], empty: t.empty };
}
