/**
 * Kiosks for staff: their status, pairing a new one, revoking one. Everything is limited to the current account's
 * units.
 */
import type { Column } from '../../access/web/columns.ts';
import { formPage } from '../../access/web/formPage.ts';
import { list } from '../../access/web/list.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import type { AccessPoint } from '../../design/accessPoints/accessPoint.ts';
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import type { Permission } from '../../access/accounts/authority.ts';
import { kioskProgram } from '../kiosk/program.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { also } from '../../platform/web/form.ts';
import type { Device } from './device.ts';
import { deviceLines } from './fleetPage.ts';
import { deviceForm } from './input.ts';
import type { NumberRange } from './numberRanges.ts';
import { revokeDevice, unitIdsOf } from './pairDevice.ts';
import { pairingCodePage, tabletAddress, type PairingTools } from './pairingCodePage.ts';
import { fleetTexts } from './texts.ts';

type FleetTools = PairingTools;

export const routes: Routes<FleetTools> = {
  'GET /staff/kiosks': may('seeKiosks', listKiosks, menuLine('collection', fleetTexts)),
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

async function listKiosks(context: StaffContext, tools: FleetTools): Promise<Reply> {
  const { caller, language } = context;
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
  return await list(
    context,
    {
      title: t.title,
      lead: t.lead,
      actions: [caller.holds('pairKiosks') && { label: t.add, url: '/staff/kiosks/new' }],
      empty: t.empty,
      columns: columnsOf(t),
    },
    lines.toSorted((one, other) => Number(one.isRevoked) - Number(other.isRevoked)),
  );
}

type KioskLine = ReturnType<typeof lineOf>;

function columnsOf(t: (typeof fleetTexts)['vi']): readonly Column<KioskLine>[] {
  return [
    {
      key: 'label',
      heading: t.device,
      url: ({ url }) => url,
      detail: ({ unitName, accessCode }) => `${unitName} · ${accessCode}`,
    },
    {
      key: 'state',
      heading: t.state,
      value: ({ isRevoked, warnings }) => (isRevoked ? t.revokedTag : warnings.length > 0 ? '' : t.fine),
      sort: ({ isRevoked, warnings }) => (isRevoked ? -1 : warnings.length),
      warning: ({ warnings }) => warnings.join('; ') || undefined,
    },
    {
      key: 'lastContact',
      heading: t.lastContact,
      value: ({ lastContactAt }) => lastContactAt ?? t.neverCalled,
      sort: ({ lastContactAt }) => lastContactAt,
    },
    { key: 'queuedCount', heading: t.queue },
    { key: 'oldest', heading: t.oldest, sort: false },
    { key: 'lost', heading: t.gaps, sort: false },
    { key: 'setAside', heading: t.setAside, value: ({ setAside }) => setAside.length },
    { key: 'skew', heading: t.skew, sort: false },
    { key: 'storage', heading: t.storage },
    { key: 'version', heading: t.version },
    { key: 'battery', heading: t.battery },
  ];
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
  shown: typeof deviceForm.empty,
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
  const value = shown.typed.point || inChosenUnit?.id;
  options.sort((one, other) => one.label.localeCompare(other.label, language));
  return formPage(
    { title: t.title, status: shown.status },
    {
      lead: t.lead,
      empty: options.length === 0 && t.noPoint,
      action: '/staff/kiosks/pairing-codes',
      submit: t.submit,
      back: { url: '/staff/access-points/new?channel=kiosk', label: t.makePoint },
    },
    deviceForm.onPage(language, shown, { point: { value, options } }),
  );
}

async function showEmptyForm(context: StaffContext, tools: FleetTools): Promise<Reply> {
  return await showNew(context, tools, deviceForm.empty);
}

async function makePairingCode(context: StaffContext, tools: FleetTools): Promise<Reply> {
  const { caller, language } = context;
  const { stores } = tools;
  const t = fleetTexts[language].pairing;
  const read = await deviceForm.read(context);
  const { label } = read.typed;
  const point = await stores.accessPoints.find(read.typed.point);
  if (point) caller.demand('pairKiosks', unitIdsOf(point));
  const sent = also(read, { point: point?.channel !== 'kiosk' && t.errors.point });
  if (!sent.ok || !point) return await showNew(context, tools, sent);
  const back = { text: fleetTexts[language].back, url: '/staff/kiosks' };
  return await pairingCodePage(context, tools, { point, label, back });
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
      address: tabletAddress(context, tools, point),
      mayRevoke: !line.isRevoked && caller.mayOnAll('pairKiosks', unitIdsOf(point)),
    },
  );
}

async function revokeKiosk(context: StaffContext, tools: FleetTools): Promise<Reply> {
  const { device, point } = await deviceFor(context, tools, 'pairKiosks');
  await revokeDevice(device, point, { ...tools, by: context.caller.actor });
  return seeOther(`/staff/kiosks/${device.id}?done=revoked`);
}

function unitNameOf(point: AccessPoint, { units, account }: Caller): string {
  const [unitId = ''] = unitIdsOf(point);
  const language: PageLanguage = account.language;
  return inLanguage(units.name(unitId), language);
}
