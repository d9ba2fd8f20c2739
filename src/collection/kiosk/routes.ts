/**
 * The kiosk: its public page and program, and the requests of paired tablets, which show their credential. A
 * citizen's data comes sealed and in a request body, never in an address.
 */
import { sent, type Reply } from '../../access/web/reply.ts';
import { open, byDevice, type Routes, type PageContext } from '../../access/web/routes.ts';
import compression from 'compression';
import express, { type RequestHandler } from 'express';
import { isAccessCode, revisionAt, type AccessPoint } from '../../design/accessPoints/accessPoint.ts';
import { hashOfCredential, missingNumbers, type Device } from '../devices/device.ts';
import { addDevice, pairDevice, pairingProblem, type PairingKeys } from '../devices/pairDevice.ts';
import type { StaffSettings } from '../../access/accounts/staffSettings.ts';
import type { Installation } from '../../platform/installation/store.ts';
import { receiptFragment, receiptProof } from '../ledger/receiptProof.ts';
import type { Signers } from '../ledger/signers.ts';
import type { PointWatch } from '../quality/pointWatch.ts';
import type { SendingLimits } from '../quality/sendingLimits.ts';
import { unitName } from '../../registers/units/unit.ts';
import { once } from '../../platform/once.ts';
import { allowKiosk } from '../../platform/web/ownScripts.ts';
import { sendForGood } from '../../platform/web/page.ts';
import { qrSquare } from '../../platform/web/qrSquare.ts';
import { noStore } from '../../platform/web/security.ts';
import { siteOrigin } from '../../platform/web/siteOrigin.ts';
import { acceptSealed, type SealedOutcome } from './acceptSealed.ts';
import { readCredential, readPairing, readReport, readSealedAnswer } from './input.ts';
import type { Recordings } from '../../design/recordings/recording.ts';
import type { KioskKey } from './kioskKey.ts';
import { kioskSetup, type KioskSetup } from './kioskSetup.ts';
import { filesPath, kioskProgram, shellPath } from './program.ts';
import type { TabletWatch } from './tabletWatch.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { ShownBrand } from '../../platform/brand/brandStyle.ts';
import type { Kept } from '../../platform/storage/kept.ts';
import type { LanguageSettings } from '../../platform/text/languageSettings.ts';
import { groupedCode } from '../../platform/text/codeLetters.ts';
import type { RoutesOptions } from '../stores.ts';

interface KioskTools extends RoutesOptions {
  readonly installation: Pick<Installation, 'kind'>;
  readonly settings: Pick<StaffSettings, 'offlineInterviews'>;
  readonly kioskKey: KioskKey;
  readonly signers: Signers;
  readonly watch: PointWatch;
  readonly tablets: TabletWatch;
  readonly limits: SendingLimits;
  readonly languages: Kept<LanguageSettings>;
  readonly brand: Kept<ShownBrand>;
  readonly recordings: Kept<Recordings>;
  readonly formKey: Buffer;
  readonly receiptKey: Buffer;
  readonly pairingKeys: PairingKeys;
  /** Base of the addresses in receipts; defaults to that of the request. */
  readonly publicUrl: string | undefined;
}

export const routes: Routes<KioskTools> = {
  [`GET ${shellPath}`]: open(showShell),
  'GET /kiosk/sw.js': open(sendWorker),
  'GET /kiosk/:accessCode': open(showKiosk),
  'GET /kiosk/:accessCode/manifest': open(sendManifest),
  'GET /kiosk/:accessCode/pairing': open(sendPairing),
  'POST /kiosk/:accessCode/pairing': open(pair),
  'GET /kiosk/:accessCode/setup': byDevice(sendSetup),
  'POST /kiosk/:accessCode/submissions': byDevice(receiveSealed),
  'POST /kiosk/:accessCode/status': byDevice(receiveStatus),
};

/** The static files come first: they may be stored, and nothing else may. */
export const before: Readonly<Record<string, readonly RequestHandler[]>> = {
  [filesPath]: [compression(), (req, res, next) => programFiles()(req, res, next)],
  '/kiosk': [noStore, express.json({ limit: '64kb' })],
};

/** Answers the files of this version only. */
const programFiles = once((): RequestHandler => {
  const { version, folder, elsewhere, messages } = kioskProgram();
  const router = express.Router();
  for (const [name, path] of Object.entries(elsewhere))
    router.get(`/${version}/${name}`, (_req, res) => sendForGood(res, path));
  return router
    .get(`/${version}/messages.js`, (_req, res) => {
      res.type('text/javascript').set('Cache-Control', 'public, max-age=31536000, immutable').send(messages);
    })
    .use(`/${version}`, express.static(folder, { immutable: true, maxAge: '365d', index: false }));
});

/** @throws Problem notFound */
async function kioskPoint({ param }: PageContext, { stores, settings }: KioskTools): Promise<AccessPoint> {
  const code = param('accessCode').toUpperCase();
  const point = isAccessCode(code) ? await stores.accessPoints.findByCode(code) : undefined;
  const isForInterviews = settings.offlineInterviews && point?.channel === 'interviewer';
  if (!point || (point.channel !== 'kiosk' && !isForInterviews))
    throw pairingProblem('notFound', 'unknownKiosk');
  return point;
}

/** The calling tablet; without one, this responds itself. */
async function callingDevice(context: PageContext, tools: KioskTools): Promise<Device | undefined> {
  const { req, res } = context;
  const { stores } = tools;
  const point = await kioskPoint(context, tools);
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

function showShell({ res }: PageContext): Reply {
  allowKiosk(res);
  const { base, version } = kioskProgram();
  res.render('collection/kiosk/shell', { base, version });
  return sent;
}

function sendWorker({ res }: PageContext): Reply {
  allowKiosk(res);
  res.type('text/javascript').set('Cache-Control', 'no-cache').send(kioskProgram().serviceWorker);
  return sent;
}

async function showKiosk(context: PageContext, tools: KioskTools): Promise<Reply> {
  await kioskPoint(context, tools);
  return showShell(context);
}

async function sendManifest(context: PageContext, tools: KioskTools): Promise<Reply> {
  const { res } = context;
  const { code } = await kioskPoint(context, tools);
  const { name, colour } = tools.brand.current();
  const icon = (file: string, sizes: string) => ({
    src: `${kioskProgram().base}/${file}`,
    sizes,
    type: 'image/png',
  });
  res.type('application/manifest+json').json({
    id: `/kiosk/${code}`,
    name: `${name?.vi ?? 'Lắng Nghe'} ${code}`,
    short_name: 'Lắng Nghe',
    lang: 'vi',
    start_url: `/kiosk/${code}`,
    scope: '/kiosk/',
    display: 'fullscreen',
    background_color: '#f3f6f8',
    theme_color: colour,
    icons: [icon('icon-192.png', '192x192'), icon('icon-512.png', '512x512')],
  });
  return sent;
}

/** In a demo, anybody may try a kiosk. */
function isOpenToAll({ channel }: AccessPoint, { installation }: KioskTools): boolean {
  return channel === 'kiosk' && installation.kind === 'demo';
}

async function sendPairing(context: PageContext, tools: KioskTools): Promise<Reply> {
  const { res } = context;
  const { stores, now } = tools;
  const point = await kioskPoint(context, tools);
  const revision = revisionAt(point, now()) ?? point.revisions.at(-1);
  const unit = (await stores.units.list()).find(({ id }) => id === revision?.unitId);
  res.json({ unitName: unitName(unit, dayOf(now())), isOpenToAll: isOpenToAll(point, tools) });
  return sent;
}

async function pair(context: PageContext, tools: KioskTools): Promise<Reply> {
  const { req, res } = context;
  const { stores, now, kioskKey, pairingKeys } = tools;
  const point = await kioskPoint(context, tools);
  const pairing = readPairing(req);
  const given = { stores, now: now() };
  const device =
    isOpenToAll(point, tools) && pairing.code === ''
      ? await addDevice(
          point,
          { label: 'Máy dùng thử' },
          { ...given, ...pairing, credentialHash: hashOfCredential(pairing.credential) },
        )
      : await pairDevice(point, { ...pairing, address: req.ip ?? '' }, { ...given, keys: pairingKeys });
  const key = { id: kioskKey.id, publicPoint: kioskKey.publicPoint.toString('base64url') };
  const { id: deviceId, label, pass } = device;
  res.json({ outcome: 'paired', deviceId, label, pass, key, nowMs: now().getTime() });
  return sent;
}

async function sendSetup(context: PageContext, tools: KioskTools): Promise<Reply> {
  const { res } = context;
  const device = await callingDevice(context, tools);
  if (!device) return sent;
  res.json({
    outcome: 'setup',
    ...(await setupOf(context, tools)),
  });
  return sent;
}

async function setupOf(context: PageContext, tools: KioskTools): Promise<KioskSetup> {
  const { stores, formKey, now, languages, brand, recordings } = tools;
  const point = await kioskPoint(context, tools);
  const settings = {
    languages: languages.current(),
    brand: brand.current(),
    recordings: recordings.current(),
  };
  return await kioskSetup(point, { stores, formKey, now: now(), ...settings });
}

async function receiveSealed(context: PageContext, tools: KioskTools): Promise<Reply> {
  const { req, res } = context;
  const { stores, now, kioskKey, watch, limits, formKey, receiptKey, tablets } = tools;
  const device = await callingDevice(context, tools);
  if (!device) return sent;
  const answer = readSealedAnswer(req);
  const retryAfterMs = limits.waitMs([limits.ofDevice(device.id)], now());
  if (retryAfterMs > 0) {
    res.status(429).set('Retry-After', String(Math.ceil(retryAfterMs / 1000)));
    res.json({ outcome: 'wait', retryAfterMs });
    return sent;
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
    return sent;
  }
  res.json({ outcome: 'accepted', number, receipt: await receiptOf(context, tools, outcome) });
  return sent;
}

/** Data for the person still at the tablet, which does not store it. */
async function receiptOf(
  { req }: PageContext,
  { stores, publicUrl, signers }: KioskTools,
  { submissionId, receiptCode }: SealedOutcome & { kind: 'accepted' },
) {
  const submission = await stores.submissions.find(submissionId);
  if (!submission) return undefined;
  const code = groupedCode(receiptCode);
  const proof = await receiptProof(submission, stores, signers);
  if (!proof) return undefined;
  return { code, qr: qrSquare(`${siteOrigin(req, publicUrl)}/receipts/${code}#${receiptFragment(proof)}`) };
}

async function receiveStatus(context: PageContext, tools: KioskTools): Promise<Reply> {
  const { req, res } = context;
  const { stores, now } = tools;
  const device = await callingDevice(context, tools);
  if (!device) return sent;
  const report = readReport(req, now());
  await stores.devices.keepReport(device.id, report);
  const [arrived, setup] = await Promise.all([
    stores.devices.arrivedNumbers(device.id),
    setupOf(context, tools),
  ]);
  res.json({
    outcome: 'status',
    nowMs: now().getTime(),
    missing: missingNumbers({ ...device, report }, arrived),
    setupStamp: setup.stamp,
    programVersion: kioskProgram().version,
  });
  return sent;
}
