/** A device as shown on the pages for staff. */
import { said } from '../../platform/text/catalogue.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { countText } from '../../platform/text/numbers.ts';
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
    revoked: revokedAt && t.revoked({ when: timeText(revokedAt, language) }),
    warnings: deviceWarnings(device, arrived, now).map((warning) => t.warnings[warning]),
    pass:
      device.pass &&
      t.passText({ until: timeText(device.pass.until, language), max: device.pass.answersMax }),
    pairedAt: timeText(device.pairedAt, language),
    lastContactAt: report?.at,
    lastContact: report ? timeText(report.at, language) : t.neverCalled,
    queuedCount: queued,
    queued: countText(queued, language),
    oldest: report?.oldestQueuedHour
      ? t.oldestHour({ hour: timeText(report.oldestQueuedHour, language) })
      : t.none,
    lost:
      lost.length === 0
        ? t.none
        : `${countText(countOf(lost), language)}: ${t.numbers({ numbers: rangesText(lost) })}`,
    hasLost: lost.length > 0,
    twice: device.numbersTwice ? t.twice({ count: device.numbersTwice }) : undefined,
    setAside: (report?.setAside ?? []).map(({ number: one, reason }) => ({
      number: one,
      reason: t.reasons[reason],
    })),
    given: countText(Math.max(0, (report?.lastNumber ?? 0) - device.firstNumber + 1), language),
    arrived: countText(countOf(arrived), language),
    skew: report ? skewWords(Math.round(report.clockSkewMs / 1000), language) : '–',
    storage: report ? (report.persisted ? t.persisted : t.notPersisted) : '–',
    version: report
      ? `${report.programVersion} (${report.programVersion === programVersion ? t.isCurrent : t.isOlder})`
      : '–',
    battery: battery ? t.batteryText({ percent: battery.percent, charging: battery.charging }) : t.notTold,
    witness: witness ? said(t.witnessText[witness.state], { number }) : '–',
    isBroken: witness?.state === 'broken',
  };
}

function skewWords(seconds: number, language: PageLanguage): string {
  const t = fleetTexts[language];
  const size = Math.abs(seconds);
  const clock = size < 2 ? 'right' : seconds > 0 ? 'fast' : 'slow';
  if (size < 120) return t.skewText({ clock, duration: t.duration({ count: size, unit: 'seconds' }) });
  const unit = size < 7200 ? 'minutes' : 'hours';
  const count = Math.round(size / (unit === 'minutes' ? 60 : 3600));
  return t.skewText({ clock, duration: t.duration({ count, unit }) });
}
