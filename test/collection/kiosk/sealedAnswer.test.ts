import { createCipheriv, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { publicPointOf, sealOpener } from '../../../src/collection/kiosk/sealedAnswer.ts';
import { seal } from '../../support/tablet.ts';

const newKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const serverKey = newKey();
const publicPoint = publicPointOf(serverKey).toString('base64url');
const envelope = { form: 'chữ ký', fields: { 'answer-q1': '4' } };

describe('a sealed answer', () => {
  let open: Awaited<ReturnType<typeof sealOpener>>;
  let sealed: Buffer;
  beforeAll(async () => {
    open = await sealOpener(serverKey);
    sealed = Buffer.from(await seal(envelope, 7, publicPoint));
  });

  test('is opened by the server under its number, and its size says nothing about its content', async () => {
    expect(JSON.parse((await open(sealed, 7))!)).toEqual(envelope);
    expect(sealed).toHaveLength(1 + 65 + 1024 + 16);
    expect(await seal({ ...envelope, comment: 'dài hơn nhiều' }, 7, publicPoint)).toHaveLength(sealed.length);
  });

  test('stays closed under another number, to another key, and when a bit of it changes or its end is missing', async () => {
    expect(await open(sealed, 8)).toBeUndefined();
    expect(await (await sealOpener(newKey()))(sealed, 7)).toBeUndefined();
    for (const location of [0, 1, 40, 66, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[location]! ^= 1;
      expect(await open(changed, 7)).toBeUndefined();
    }
    for (const length of [0, 1, 66, 70, sealed.length - 1])
      expect(await open(sealed.subarray(0, length), 7)).toBeUndefined();
  });

  test('is never sealed alike twice', async () => {
    expect(Buffer.from(await seal(envelope, 7, publicPoint))).not.toEqual(sealed);
  });

  test('that waited on a tablet since before HPKE is opened under its number too', async () => {
    const ephemeral = newKey();
    const point = publicPointOf(ephemeral);
    const secret = diffieHellman({ privateKey: ephemeral, publicKey: createPublicKey(serverKey) });
    const key = Buffer.from(hkdfSync('sha256', secret, point, 'lang-nghe kiosk 1', 32));
    const cipher = createCipheriv('aes-256-gcm', key, Buffer.alloc(12)).setAAD(Buffer.from('7'));
    const text = Buffer.concat([cipher.update(JSON.stringify(envelope)), cipher.final()]);
    const former = Buffer.concat([point, text, cipher.getAuthTag()]);
    expect(JSON.parse((await open(former, 7))!)).toEqual(envelope);
    expect(await open(former, 8)).toBeUndefined();
  });
});
