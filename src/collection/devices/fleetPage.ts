/** A device as shown on the pages for staff. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { deviceWarnings, lostNumbers, type Device } from './device.ts';
import { countOf, rangesText, type NumberRange } from './numberRanges.ts';
import { fleetTexts } from './texts.ts';

export interface ShownDevice {
  readonly device: Device;
  readonly arrived: readonly NumberRange[];
  readonly unitName: string;
  readonly accessCode: string;
}

export function deviceLines(
  { device, arrived, unitName, accessCode }: ShownDevice,
  { language, now, programVersion }: { language: PageLanguage; now: Date; programVersion: string },
) {
  const t = fleetTexts[language];
  const count = new Intl.NumberFormat(language);
  const { report, revokedAt } = device;
  const lost = lostNumbers(device, arrived);
  const queued = countOf(report?.queued ?? []);
  const { battery, witness } = report ?? {};
  const number = witness?.checkpointNumber ?? 0;
  return {
    url: `/staff/kiosks/${device.id}`,
    label: device.label,
    unitName,
    accessCode,
    isRevoked: revokedAt !== undefined,
    revoked: revokedAt && t.revoked(timeText(revokedAt, language)),
    warnings: deviceWarnings(device, arrived, now).map((warning) => t.warnings[warning]),
    pairedAt: timeText(device.pairedAt, language),
    lastContactAt: report?.at,
    lastContact: report ? timeText(report.at, language) : t.neverCalled,
    queuedCount: queued,
    queued: count.format(queued),
    oldest: report?.oldestQueuedHour ? t.oldestHour(timeText(report.oldestQueuedHour, language)) : t.none,
    lost: lost.length === 0 ? t.none : `${count.format(countOf(lost))}: ${t.numbers(rangesText(lost))}`,
    hasLost: lost.length > 0,
    twice: device.numbersTwice ? t.twice(device.numbersTwice) : undefined,
    setAside: (report?.setAside ?? []).map(({ number: one, reason }) => ({
      number: one,
      reason: t.reasons[reason],
    })),
    given: count.format(Math.max(0, (report?.lastNumber ?? 0) - device.firstNumber + 1)),
    arrived: count.format(countOf(arrived)),
    skew: report ? t.skewText(Math.round(report.clockSkewMs / 1000)) : '–',
    storage: report ? (report.persisted ? t.persisted : t.notPersisted) : '–',
    version: report
      ? `${report.programVersion} (${report.programVersion === programVersion ? t.isCurrent : t.isOlder})`
      : '–',
    battery: battery ? t.batteryText(battery.percent, battery.charging) : t.notTold,
    witness: witness ? t.witnessText[witness.state](number) : '–',
    isBroken: witness?.state === 'broken',
  };
}
