/**
 * Kiosks for staff: their status, pairing a new one, revoking one. Everything is limited to the current account's
 * units.
 */
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import type { AccessPoint } from '../../design/accessPoints/accessPoint.ts';
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import type { Permission } from '../../access/accounts/authority.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import { kioskProgram } from '../kiosk/program.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { qrSquare } from '../../platform/web/qrSquare.ts';
import { siteOrigin } from '../../platform/web/siteOrigin.ts';
import type { Device } from './device.ts';
import { deviceLines } from './fleetPage.ts';
import { readNewDevice } from './input.ts';
import type { NumberRange } from './numberRanges.ts';
import { unitIdsOf, type PairingKeys } from './pairDevice.ts';
import {
  groupedPairingCode,
  hashOfPairingCode,
  newPairingCode,
  pairingCodeLifetimeMs,
} from './pairingCode.ts';
import { fleetTexts } from './texts.ts';
import type { RoutesOptions } from '../stores.ts';
import { statusFor } from '../statusFor.ts';

interface FleetTools extends RoutesOptions {
  readonly pairingKeys: PairingKeys;
  readonly publicUrl: string | undefined;
}

export const routes: Routes<FleetTools> = {
  'GET /staff/kiosks': may('seeKiosks', listKiosks, menuLine('collection', 'Máy khảo sát', 'Kiosks')),
  'GET /staff/kiosks/new': may('pairKiosks', showEmptyForm),
  'POST /staff/kiosks/pairing-codes': may('pairKiosks', makePairingCode),
  'GET /staff/kiosks/:deviceId': may('seeKiosks', showKiosk),
  'POST /staff/kiosks/:deviceId/revoke': may('pairKiosks', revokeKiosk),
};

function lineOf(
  device: Device,
  point: AccessPoint,
  { arrived, caller }: { arrived: readonly NumberRange[]; caller: Caller },
  { now }: FleetTools,
) {
  const { language } = caller.account;
  const shown = {
    device,
    arrived,
    unitName: unitNameOf(point, caller),
    accessCode: point.code,
  };
  return deviceLines(shown, { language, now: now(), programVersion: kioskProgram().version });
}

/** @throws Problem notFound if it does not exist or is outside the account's scope */
async function deviceFor(
  { caller, param }: StaffContext,
  { stores }: FleetTools,
  permission: Permission,
): Promise<{ device: Device; point: AccessPoint }> {
  const device = await stores.devices.find(param('deviceId'));
  const point = device && (await stores.accessPoints.find(device.accessPointId));
  if (!device || !point) throw notYours();
  caller.demand(permission, unitIdsOf(point));
  return { device, point };
}

async function listKiosks({ caller, language }: StaffContext, tools: FleetTools): Promise<Reply> {
  const { stores } = tools;
  const t = fleetTexts[language];
  const inView = caller.unitIdsInView('seeKiosks');
  const points = new Map((await stores.accessPoints.list()).map((point) => [point.id, point]));
  const seen = (await stores.devices.list()).flatMap((device) => {
    const point = points.get(device.accessPointId);
    const isSeen = point && (!inView || unitIdsOf(point).some((unitId) => inView.has(unitId)));
    return isSeen ? [{ device, point }] : [];
  });
  const arrived = await stores.devices.listArrived();
  const lines = seen.map(({ device, point }) =>
    lineOf(device, point, { arrived: arrived.get(device.id) ?? [], caller }, tools),
  );
  return page(
    'collection/devices/fleet',
    { title: t.title },
    {
      t,
      lines: lines.toSorted((one, other) => Number(one.isRevoked) - Number(other.isRevoked)),
      mayPair: caller.holds('pairKiosks'),
    },
  );
}

/** Access points for kiosks within the current account's units. */
async function pointsToPair(caller: Caller, { stores }: FleetTools): Promise<readonly AccessPoint[]> {
  const points = await stores.accessPoints.list();
  return points.filter(
    (point) => point.channel === 'kiosk' && caller.mayOnAll('pairKiosks', unitIdsOf(point)),
  );
}

async function showNew(
  { caller, language }: StaffContext,
  tools: FleetTools,
  shown: { pointId: string; label: string; errors: Record<string, string> },
): Promise<Reply> {
  const { stores } = tools;
  const t = fleetTexts[language].pairing;
  const points = await pointsToPair(caller, tools);
  const services = new Map((await stores.services.list()).map((service) => [service.id, service]));
  const inChosenUnit = points.find((point) => unitIdsOf(point).includes(caller.chosenUnitId ?? ''));
  const options = points.map((point) => {
    const service = services.get(point.revisions.at(-1)?.serviceId ?? '');
    const serviceName = service ? inLanguage(service.name, language) : '';
    return {
      value: point.id,
      label: t.pointText({
        unit: unitNameOf(point, caller),
        service: serviceName || 'none',
        code: point.code,
      }),
    };
  });
  const { errors, label } = shown;
  return page(
    'collection/devices/new',
    { title: t.title, status: statusFor(errors) },
    {
      t,
      errors,
      fields: [
        {
          id: 'point',
          label: t.point,
          value: shown.pointId || inChosenUnit?.id,
          error: errors['point'],
          options: options.toSorted((one, other) => one.label.localeCompare(other.label, language)),
        },
        {
          id: 'label',
          label: t.label,
          hint: t.labelHint,
          value: label,
          error: errors['label'],
          autocomplete: 'off',
        },
      ],
    },
  );
}

async function showEmptyForm(context: StaffContext, tools: FleetTools): Promise<Reply> {
  return await showNew(context, tools, { pointId: '', label: '', errors: {} });
}

async function makePairingCode(context: StaffContext, tools: FleetTools): Promise<Reply> {
  const { req, caller, language } = context;
  const { stores, now, pairingKeys } = tools;
  const t = fleetTexts[language].pairing;
  const { pointId, label } = await readNewDevice(req);
  const point = await stores.accessPoints.find(pointId);
  if (point) caller.demand('pairKiosks', unitIdsOf(point));
  const errors = {
    ...(point?.channel === 'kiosk' ? {} : { point: t.errors.point }),
    ...(label === '' ? { label: t.errors.label } : {}),
  };
  if (!point || Object.keys(errors).length > 0) {
    return await showNew(context, tools, { pointId, label, errors });
  }
  const code = newPairingCode();
  const madeBy = caller.actor;
  const expiresAt = new Date(now().getTime() + pairingCodeLifetimeMs);
  await stores.pairingCodes.add(
    { id: hashOfPairingCode(code, pairingKeys.codeKey), accessPointId: point.id, label, madeBy, expiresAt },
    auditEntry({
      at: now(),
      by: madeBy,
      kind: 'device.pairingCodeMade',
      unitIds: unitIdsOf(point),
      subject: { id: point.id, label },
      after: { accessPoint: point.code },
    }),
  );
  const address = kioskAddress(context, tools, point);
  return page(
    'collection/devices/pairingCode',
    { title: t.madeTitle },
    {
      t,
      lead: t.made({ label, until: timeText(expiresAt, language) }),
      code: groupedPairingCode(code),
      address,
      qr: qrSquare(address),
      back: fleetTexts[language].back,
    },
  );
}

function kioskAddress({ req }: StaffContext, { publicUrl }: FleetTools, { code }: AccessPoint): string {
  return `${siteOrigin(req, publicUrl)}/kiosk/${code}`;
}

async function showKiosk(context: StaffContext, tools: FleetTools): Promise<Reply> {
  const { caller, language, notice } = context;
  const { stores } = tools;
  const { device, point } = await deviceFor(context, tools, 'seeKiosks');
  const t = fleetTexts[language];
  const arrived = await stores.devices.arrivedNumbers(device.id);
  const line = lineOf(device, point, { arrived, caller }, tools);
  return page(
    'collection/devices/device',
    { title: device.label, notice: notice(t.notices) },
    {
      t,
      line,
      address: kioskAddress(context, tools, point),
      mayRevoke: !line.isRevoked && caller.mayOnAll('pairKiosks', unitIdsOf(point)),
    },
  );
}

async function revokeKiosk(context: StaffContext, tools: FleetTools): Promise<Reply> {
  const { caller } = context;
  const { stores, now } = tools;
  const { actor } = caller;
  const { device, point } = await deviceFor(context, tools, 'pairKiosks');
  const entry = auditEntry({
    at: now(),
    by: actor,
    kind: 'device.revoked',
    unitIds: unitIdsOf(point),
    subject: { id: device.id, label: device.label },
  });
  await stores.devices.revoke(device.id, now(), entry);
  return seeOther(`/staff/kiosks/${device.id}?done=revoked`);
}

function unitNameOf(point: AccessPoint, { units, account }: Caller): string {
  const [unitId = ''] = unitIdsOf(point);
  const language: PageLanguage = account.language;
  return inLanguage(units.name(unitId), language);
}
