/**
 * The kiosk: its public page and program, and the requests of paired tablets, which show their credential. A
 * citizen's data comes sealed and in a request body, never in an address.
 */
import compression from 'compression';
import express, { Router, type Request, type Response } from 'express';
import { isAccessCode, revisionAt, type AccessPoint } from '../../design/accessPoints/accessPoint.ts';
import { hashOfCredential, missingNumbers, type Device } from '../devices/device.ts';
import { addDevice, pairDevice } from '../devices/pairDevice.ts';
import type { Installation } from '../../platform/installation/store.ts';
import { receiptFragment, receiptProof } from '../ledger/receiptProof.ts';
import type { Signers } from '../ledger/signers.ts';
import { Problem } from '../../platform/problem.ts';
import type { PointWatch } from '../quality/pointWatch.ts';
import type { SendingLimits } from '../quality/sendingLimits.ts';
import { unitName } from '../../registers/units/unit.ts';
import { allowKiosk } from '../../platform/web/ownScripts.ts';
import { qrSquare } from '../../platform/web/qrSquare.ts';
import { noStore } from '../../platform/web/security.ts';
import { siteOrigin } from '../../platform/web/siteOrigin.ts';
import { acceptSealed, type SealedOutcome } from './acceptSealed.ts';
import { readCredential, readPairing, readReport, readSealedAnswer } from './input.ts';
import type { KioskKey } from './kioskKey.ts';
import { kioskSetup } from './kioskSetup.ts';
import { kioskProgram, shellPath } from './program.ts';
import { tabletWatch } from './tabletWatch.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import { groupedCode } from '../../platform/text/codeLetters.ts';
import type { Stores } from '../stores.ts';

export interface KioskRoutesOptions {
  readonly stores: Stores;
  readonly installation: Installation;
  readonly kioskKey: KioskKey;
  readonly signers: Signers;
  readonly watch: PointWatch;
  readonly limits: SendingLimits;
  readonly now: () => Date;
  /** Base of the addresses in receipts; defaults to that of the request. */
  readonly publicUrl: string | undefined;
}

export function kioskRoutes(options: KioskRoutesOptions): Router {
  const { stores, installation, kioskKey, signers, watch, limits, now, publicUrl } = options;
  const [formKey, receiptKey] = [installation.key('form context'), installation.key('receipt')];
  const pairingKeys = {
    codeKey: installation.key('pairing codes'),
    attemptKey: installation.key('pairing attempts'),
  };
  /** In a demo, anybody may try a tablet. */
  const isOpenToAll = installation.kind === 'demo';
  const program = kioskProgram();
  const tablets = tabletWatch();
  const router = Router();

  router.use('/kiosk/files', compression());
  const forGood = { immutable: true, maxAge: '365d' };
  router.use(program.base, express.static(program.folder, { ...forGood, index: false }));
  router.use(`${program.base}/hpke.js`, (_req, res) => res.sendFile(program.hpke, forGood));
  router.use('/kiosk', noStore, express.json({ limit: '64kb' }));

  /** @throws Problem notFound */
  async function kioskPoint(req: Request): Promise<AccessPoint> {
    const code = String(req.params['accessCode']).toUpperCase();
    const point = isAccessCode(code) ? await stores.accessPoints.findByCode(code) : undefined;
    if (!point || point.channel !== 'kiosk') throw unknownKiosk();
    return point;
  }

  /** The calling tablet; without one, this responds itself. */
  async function callingDevice(req: Request, res: Response): Promise<Device | undefined> {
    const point = await kioskPoint(req);
    const credential = readCredential(req);
    const device =
      credential === undefined
        ? undefined
        : await stores.devices.findByCredential(hashOfCredential(credential));
    if (device && !device.revokedAt && device.accessPointId === point.id) return device;
    // The tablet unpairs only on exactly this response from this server: a proxy's response has no effect.
    res.status(403).json({ outcome: 'notPaired' });
    return undefined;
  }

  function showShell(res: Response): void {
    allowKiosk(res);
    res.render('collection/kiosk/shell', { base: program.base, version: program.version });
  }

  router.get(shellPath, (_req, res) => showShell(res));

  router.get('/kiosk/sw.js', (_req, res) => {
    allowKiosk(res);
    res.type('text/javascript').set('Cache-Control', 'no-cache').send(program.serviceWorker);
  });

  router.get('/kiosk/:accessCode', async (req, res) => {
    await kioskPoint(req);
    showShell(res);
  });

  router.get('/kiosk/:accessCode/manifest', async (req, res) => {
    const { code } = await kioskPoint(req);
    const icon = (file: string, sizes: string) => ({
      src: `${program.base}/${file}`,
      sizes,
      type: 'image/png',
    });
    res.type('application/manifest+json').json({
      id: `/kiosk/${code}`,
      name: `Lắng Nghe ${code}`,
      short_name: 'Lắng Nghe',
      lang: 'vi',
      start_url: `/kiosk/${code}`,
      scope: '/kiosk/',
      display: 'fullscreen',
      background_color: '#f3f6f8',
      theme_color: '#0b5568',
      icons: [icon('icon-192.png', '192x192'), icon('icon-512.png', '512x512')],
    });
  });

  router.get('/kiosk/:accessCode/pairing', async (req, res) => {
    const point = await kioskPoint(req);
    const revision = revisionAt(point, now()) ?? point.revisions.at(-1);
    const unit = (await stores.units.list()).find(({ id }) => id === revision?.unitId);
    res.json({ unitName: unit ? unitName(unit, dayOf(now())) : { vi: '' }, isOpenToAll });
  });

  router.post('/kiosk/:accessCode/pairing', async (req, res) => {
    const point = await kioskPoint(req);
    const pairing = await readPairing(req);
    const given = { stores, now: now() };
    const device =
      isOpenToAll && pairing.code === ''
        ? await addDevice(
            point,
            { label: 'Máy dùng thử' },
            { ...given, ...pairing, credentialHash: hashOfCredential(pairing.credential) },
          )
        : await pairDevice(point, { ...pairing, address: req.ip ?? '' }, { ...given, keys: pairingKeys });
    const key = { id: kioskKey.id, publicPoint: kioskKey.publicPoint.toString('base64url') };
    res.json({ outcome: 'paired', deviceId: device.id, label: device.label, key, nowMs: now().getTime() });
  });

  router.get('/kiosk/:accessCode/setup', async (req, res) => {
    const device = await callingDevice(req, res);
    if (!device) return;
    res.json({
      outcome: 'setup',
      ...(await kioskSetup(await kioskPoint(req), { stores, formKey, now: now() })),
    });
  });

  router.post('/kiosk/:accessCode/submissions', async (req, res) => {
    const device = await callingDevice(req, res);
    if (!device) return;
    const answer = await readSealedAnswer(req);
    const retryAfterMs = limits.waitMs([limits.ofDevice(device.id)], now());
    if (retryAfterMs > 0) {
      res.status(429).set('Retry-After', String(Math.ceil(retryAfterMs / 1000)));
      res.json({ outcome: 'wait', retryAfterMs });
      return;
    }
    const outcome = await acceptSealed(device, answer, {
      stores,
      kioskKey,
      formKey,
      receiptKey,
      watch,
      tablets,
      now: now(),
    });
    // The tablet deletes an answer only on exactly this response with its number.
    const { number } = answer;
    if (outcome.kind === 'refused') {
      res.status(422).json({ outcome: 'refused', number, reason: outcome.reason });
      return;
    }
    res.json({ outcome: 'accepted', number, receipt: await receiptOf(req, outcome) });
  });

  /** Data for the person still at the tablet, which does not store it. */
  async function receiptOf(
    req: Request,
    { submissionId, receiptCode }: SealedOutcome & { kind: 'accepted' },
  ) {
    const submission = await stores.submissions.find(submissionId);
    if (!submission) return undefined;
    const code = groupedCode(receiptCode);
    const proof = await receiptProof(submission, stores, signers);
    if (!proof) return undefined;
    return { code, qr: qrSquare(`${siteOrigin(req, publicUrl)}/receipts/${code}#${receiptFragment(proof)}`) };
  }

  router.post('/kiosk/:accessCode/status', async (req, res) => {
    const device = await callingDevice(req, res);
    if (!device) return;
    const report = await readReport(req, now());
    await stores.devices.keepReport(device.id, report);
    const [arrived, setup] = await Promise.all([
      stores.devices.arrivedNumbers(device.id),
      kioskSetup(await kioskPoint(req), { stores, formKey, now: now() }),
    ]);
    res.json({
      outcome: 'status',
      nowMs: now().getTime(),
      missing: missingNumbers({ ...device, report }, arrived),
      setupStamp: setup.stamp,
      programVersion: program.version,
    });
  });

  return router;
}

function unknownKiosk(): Problem {
  return new Problem('notFound', {
    vi: 'Không có máy khảo sát nào ở địa chỉ này. Xin xem lại mã trên trang "Máy khảo sát".',
    en: 'There is no kiosk at this address. Please look the code up on the page “Kiosks”.',
  });
}
