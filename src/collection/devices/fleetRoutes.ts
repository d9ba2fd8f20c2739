/**
 * Kiosks for staff: their status, pairing a new one, revoking one. Everything is limited to the current account's
 * units.
 */
import type { Request, Response, Router } from 'express';
import type { AccessPoint } from '../../design/accessPoints/accessPoint.ts';
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import type { Act } from '../../access/accounts/authority.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import { kioskProgram } from '../kiosk/program.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { readLanguage } from '../../access/web/language.ts';
import { qrSquare } from '../../platform/web/qrSquare.ts';
import { siteOrigin } from '../../platform/web/siteOrigin.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import type { Device } from './device.ts';
import { deviceLines } from './fleetPage.ts';
import { readNewDevice } from './input.ts';
import type { NumberRange } from './numberRanges.ts';
import { unitIdsOf } from './pairDevice.ts';
import {
  groupedPairingCode,
  hashOfPairingCode,
  newPairingCode,
  pairingCodeLifetimeMs,
} from './pairingCode.ts';
import { fleetTexts } from './texts.ts';
import type { RoutesOptions } from '../stores.ts';

export interface FleetRoutesOptions extends RoutesOptions {
  readonly pairingCodeKey: Buffer;
  readonly publicUrl: string | undefined;
}

export function fleetRoutes({ stores, now, pairingCodeKey, publicUrl }: FleetRoutesOptions): Router {
  const router = staffRouter();
  const { version: programVersion } = kioskProgram();

  function lineOf(
    device: Device,
    point: AccessPoint,
    { arrived, caller }: { arrived: readonly NumberRange[]; caller: Caller },
  ) {
    const { language } = caller.account;
    const shown = {
      device,
      arrived,
      unitName: unitNameOf(point, caller),
      accessCode: point.code,
    };
    return deviceLines(shown, { language, now: now(), programVersion });
  }

  /** @throws Problem notFound if it does not exist or is outside the account's scope */
  async function deviceFor(req: Request, act: Act): Promise<{ device: Device; point: AccessPoint }> {
    const device = await stores.devices.find(String(req.params['deviceId']));
    const point = device && (await stores.accessPoints.find(device.accessPointId));
    if (!device || !point) throw notYours();
    callerOfRequest(req).demand(act, unitIdsOf(point));
    return { device, point };
  }

  router.get('/staff/kiosks', async (req, res) => {
    const caller = callerOfRequest(req);
    const t = fleetTexts[readLanguage(req)];
    const inView = caller.unitIdsInView('seeKiosks');
    const points = new Map((await stores.accessPoints.list()).map((point) => [point.id, point]));
    const seen = (await stores.devices.list()).flatMap((device) => {
      const point = points.get(device.accessPointId);
      const isSeen = point && (!inView || unitIdsOf(point).some((unitId) => inView.has(unitId)));
      return isSeen ? [{ device, point }] : [];
    });
    const arrived = await stores.devices.listArrived();
    const lines = seen.map(({ device, point }) =>
      lineOf(device, point, { arrived: arrived.get(device.id) ?? [], caller }),
    );
    renderStaffPage(
      req,
      res,
      'collection/devices/fleet',
      { title: t.title },
      {
        t,
        lines: lines.toSorted((one, other) => Number(one.isRevoked) - Number(other.isRevoked)),
        mayPair: caller.holds('pairKiosks'),
      },
    );
  });

  /** Access points for kiosks within the current account's units. */
  async function pointsToPair(caller: Caller): Promise<readonly AccessPoint[]> {
    const points = await stores.accessPoints.list();
    return points.filter(
      (point) => point.channel === 'kiosk' && caller.mayOnAll('pairKiosks', unitIdsOf(point)),
    );
  }

  async function showNew(
    req: Request,
    res: Response,
    shown: { pointId: string; label: string; faults: Record<string, string> },
  ): Promise<void> {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = fleetTexts[language].pairing;
    const points = await pointsToPair(caller);
    const services = new Map((await stores.services.list()).map((service) => [service.id, service]));
    const inChosenUnit = points.find((point) => unitIdsOf(point).includes(caller.chosenUnitId ?? ''));
    const options = points.map((point) => {
      const service = services.get(point.revisions.at(-1)?.serviceId ?? '');
      const serviceName = service ? inLanguage(service.name, language) : '';
      return { value: point.id, label: t.pointText(unitNameOf(point, caller), serviceName, point.code) };
    });
    const { faults, label } = shown;
    renderStaffPage(
      req,
      res,
      'collection/devices/new',
      { title: t.title },
      {
        t,
        faults,
        fields: [
          {
            id: 'point',
            label: t.point,
            value: shown.pointId || inChosenUnit?.id,
            fault: faults['point'],
            options: options.toSorted((one, other) => one.label.localeCompare(other.label, language)),
          },
          {
            id: 'label',
            label: t.label,
            hint: t.labelHint,
            value: label,
            fault: faults['label'],
            autocomplete: 'off',
          },
        ],
      },
    );
  }

  router.get('/staff/kiosks/new', async (req, res) => {
    await showNew(req, res, { pointId: '', label: '', faults: {} });
  });

  router.post('/staff/kiosks/pairing-codes', async (req, res) => {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = fleetTexts[language].pairing;
    const { pointId, label } = await readNewDevice(req);
    const point = await stores.accessPoints.find(pointId);
    if (point) caller.demand('pairKiosks', unitIdsOf(point));
    const faults = {
      ...(point?.channel === 'kiosk' ? {} : { point: t.faults.point }),
      ...(label === '' ? { label: t.faults.label } : {}),
    };
    if (!point || Object.keys(faults).length > 0) {
      await showNew(req, res.status(422), { pointId, label, faults });
      return;
    }
    const code = newPairingCode();
    const madeBy = caller.actor;
    const expiresAt = new Date(now().getTime() + pairingCodeLifetimeMs);
    await stores.pairingCodes.add(
      { id: hashOfPairingCode(code, pairingCodeKey), accessPointId: point.id, label, madeBy, expiresAt },
      auditEntry({
        at: now(),
        by: madeBy,
        kind: 'device.pairingCodeMade',
        unitIds: unitIdsOf(point),
        subject: { id: point.id, label },
        after: { accessPoint: point.code },
      }),
    );
    const address = kioskAddress(req, point);
    renderStaffPage(
      req,
      res,
      'collection/devices/pairingCode',
      { title: t.madeTitle },
      {
        t,
        lead: t.made(label, timeText(expiresAt, language)),
        code: groupedPairingCode(code),
        address,
        qr: qrSquare(address),
        back: fleetTexts[language].back,
      },
    );
  });

  function kioskAddress(req: Request, { code }: AccessPoint): string {
    return `${siteOrigin(req, publicUrl)}/kiosk/${code}`;
  }

  router.get('/staff/kiosks/:deviceId', async (req, res) => {
    const caller = callerOfRequest(req);
    const { device, point } = await deviceFor(req, 'seeKiosks');
    const t = fleetTexts[readLanguage(req)];
    const arrived = await stores.devices.arrivedNumbers(device.id);
    const line = lineOf(device, point, { arrived, caller });
    renderStaffPage(
      req,
      res,
      'collection/devices/device',
      { title: device.label, notice: noticeFor(req, t.notices) },
      {
        t,
        line,
        address: kioskAddress(req, point),
        mayRevoke: !line.isRevoked && caller.mayOnAll('pairKiosks', unitIdsOf(point)),
      },
    );
  });

  router.post('/staff/kiosks/:deviceId/revoke', async (req, res) => {
    const { actor } = callerOfRequest(req);
    const { device, point } = await deviceFor(req, 'pairKiosks');
    const entry = auditEntry({
      at: now(),
      by: actor,
      kind: 'device.revoked',
      unitIds: unitIdsOf(point),
      subject: { id: device.id, label: device.label },
    });
    await stores.devices.revoke(device.id, now(), entry);
    res.redirect(303, `/staff/kiosks/${device.id}?done=revoked`);
  });

  return router;
}

function unitNameOf(point: AccessPoint, { units, account }: Caller): string {
  const [unitId = ''] = unitIdsOf(point);
  const language: PageLanguage = account.language;
  return inLanguage(units.name(unitId), language);
}
