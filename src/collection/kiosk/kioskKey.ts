/**
 * The key to which kiosks seal their answers. It is generated at the first start and stored with the ledger's keys,
 * outside the database: a copy of the database cannot read an answer on a tablet. It is never replaced silently,
 * since the answers queued on tablets would become unreadable.
 */
import { createHash, createPrivateKey, generateKeyPairSync, hkdfSync, type KeyObject } from 'node:crypto';
import { LedgerError } from '../ledger/ledgerError.ts';
import type { KeyChest } from '../ledger/signers.ts';
import type { KioskKeyStore } from './keyStore.ts';
import { publicPointOf, sealOpener } from './sealedAnswer.ts';

export interface KioskKey {
  readonly id: string;
  /** Uncompressed point. */
  readonly publicPoint: Buffer;
  /** @returns undefined if it was not sealed to this key under this number */
  open(sealed: Buffer, number: number): Promise<string | undefined>;
  /** A key of 32 bytes for one other purpose, for secrets that a copy of the database must not give away. */
  derived(purpose: string): Buffer;
}

/** @throws LedgerError if a key is registered but missing in the chest */
export async function openKioskKey(kioskKeys: KioskKeyStore, chest: KeyChest): Promise<KioskKey> {
  const keyId = (await kioskKeys.find()) ?? (await kioskKeys.claim(makeKey(chest)));
  const pem = chest.find(keyId);
  if (pem === undefined) {
    throw new LedgerError(
      `The kiosks seal their answers to the key ${keyId}, which is not in ${chest.location}. Bring the file back from a backup; without it the answers that wait on tablets cannot be read.`,
    );
  }
  const privateKey = createPrivateKey(pem);
  return {
    id: keyId,
    publicPoint: publicPointOf(privateKey),
    open: await sealOpener(privateKey),
    derived: (purpose) => {
      const secret = privateKey.export({ type: 'pkcs8', format: 'der' });
      return Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
    },
  };
}

function makeKey(chest: KeyChest): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const keyId = keyIdOf(privateKey);
  chest.keep(keyId, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  return keyId;
}

function keyIdOf(privateKey: KeyObject): string {
  const digest = createHash('sha256').update(publicPointOf(privateKey)).digest('hex');
  return `kiosk-${digest.slice(0, 8)}`;
}
