/** A tablet for tests over HTTP: pairs itself and seals answers as the kiosk's own program does, with that program's code. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Express } from 'express';
import * as hpke from 'hpke';
import request, { type Response, type Test } from 'supertest';
import {
  hashOfPairingCode,
  newPairingCode,
  pairingCodeLifetimeMs,
} from '../../src/collection/devices/pairingCode.ts';
import { auditEntry } from '../../src/access/audit/entry.ts';
import type { AccessPoint } from '../../src/design/accessPoints/accessPoint.ts';
import type { Envelope } from '../../src/collection/kiosk/envelope.ts';
import type { KioskSetup } from '../../src/collection/kiosk/kioskSetup.ts';
import type { TestApp } from './app.ts';

interface SealModule {
  readonly seal: (
    envelope: object,
    number: number,
    publicPoint: string,
    library: typeof hpke,
  ) => Promise<Uint8Array>;
}
const program = (await import(new URL('../../public/kiosk/seal.js', import.meta.url).href)) as SealModule;

export const seal = (envelope: object, number: number, publicPoint: string): Promise<Uint8Array> =>
  program.seal(envelope, number, publicPoint, hpke);

/** What the build makes of the program. @param to folder */
export async function lowerKiosk(to: string): Promise<void> {
  const script = new URL('../../scripts/lowerKiosk.js', import.meta.url).href;
  const build = (await import(script)) as { readonly lowerKiosk: (to: string) => void };
  build.lowerKiosk(to);
}

/** A pairing code in the store, as if a manager had asked for it. */
export async function addPairingCode({ stores, clock }: TestApp, point: AccessPoint): Promise<string> {
  const code = newPairingCode();
  const installation = await stores.installation.open('real');
  await stores.pairingCodes.add(
    {
      id: hashOfPairingCode(code, installation.key('pairing codes')),
      accessPointId: point.id,
      label: 'Quầy 1',
      madeBy: { accountId: 'manager', name: 'manager' },
      expiresAt: new Date(clock.now.getTime() + pairingCodeLifetimeMs),
    },
    auditEntry({
      at: clock.now,
      kind: 'device.pairingCodeMade',
      unitIds: [],
      subject: { id: point.id, label: '' },
    }),
  );
  return code;
}

export const newCredential = (): string => randomBytes(32).toString('base64url');

export function sendPairing(
  app: Express,
  accessCode: string,
  fields: { code: string; credential: string; firstNumber?: number },
): Test {
  return request(app)
    .post(`/kiosk/${accessCode}/pairing.json`)
    .send({ firstNumber: 1, ...fields });
}

export type OpenSetup = KioskSetup & { readonly state: 'open' };

export interface Tablet {
  readonly deviceId: string;
  readonly key: { readonly id: string; readonly publicPoint: string };
  readonly setup: () => Promise<OpenSetup>;
  /** An answer as it lies in the queue: complete and sound but for what a test says. */
  sealed(number: number, changes: Partial<Envelope> & { form: string }): Promise<object>;
  send(sealed: object): Promise<Response>;
  status(changes?: object): Promise<Response>;
}

/** @param given the pairing code; missing: one for a kiosk */
export async function pairTablet(testApp: TestApp, point: AccessPoint, given?: string): Promise<Tablet> {
  const { app, clock } = testApp;
  const credential = newCredential();
  const code = given ?? (await addPairingCode(testApp, point));
  const { body: paired } = await sendPairing(app, point.code, { code, credential }).expect(200);
  const asDevice = (test: Test): Test => test.set('Authorization', `Kiosk ${credential}`);
  const { deviceId, key } = paired;
  return {
    deviceId,
    key,
    setup: async () => (await asDevice(request(app).get(`/kiosk/${point.code}/setup.json`)).expect(200)).body,
    async sealed(number, changes) {
      const envelope: Envelope = {
        submissionId: randomUUID(),
        givenOn: '2026-01-20',
        tooFast: false,
        fields: { 'answer-q1': '4', 'answer-q2': '5' },
        ...changes,
      };
      const bytes = await seal(envelope, number, key.publicPoint);
      return { number, keyId: key.id, sealed: Buffer.from(bytes).toString('base64url') };
    },
    send: async (sealed) =>
      await asDevice(request(app).post(`/kiosk/${point.code}/submissions.json`)).send(sealed),
    status: async (changes = {}) =>
      await asDevice(request(app).post(`/kiosk/${point.code}/status.json`)).send({
        lastNumber: 0,
        queued: [],
        setAside: [],
        clockMs: clock.now.getTime(),
        persisted: true,
        programVersion: 'test',
        witness: { state: 'nothingYet' },
        ...changes,
      }),
  };
}
