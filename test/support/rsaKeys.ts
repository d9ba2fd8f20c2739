/** RSA keys, which the files of a run share: one takes a seventh of a second to make. */
import { createPrivateKey, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @returns a private key, the same for the same number */
export function rsaKey(number: number, bits = 2048): KeyObject {
  const file = join(process.env['TEST_KEYS']!, `${bits}-${number}.pem`); // globalSetup.js
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: bits });
    const whole = `${file}-${randomUUID()}`; // others never see a part of it
    writeFileSync(whole, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    renameSync(whole, file);
  }
  return createPrivateKey(readFileSync(file));
}
