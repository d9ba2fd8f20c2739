/**
 * The key to which kiosks seal their answers. It is made at the first start and kept beside the keys of the ledger, out
 * of the database: a copy of the database opens no tablet. It is never replaced in silence, or what waits on tablets
 * could not be read any more.
 */
import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { LedgerFault } from '../ledger/ledgerFault.ts';
import type { KeyChest } from '../ledger/signers.ts';
import type { KioskKeyStore } from './keyStore.ts';
import { openSealed, publicPointOf } from './sealedAnswer.ts';

export interface KioskKey {
  readonly id: string;
  /** Uncompressed point. */
  readonly publicPoint: Buffer;
  /** @returns undefined when it was not sealed to this key under this number */
  open(sealed: Buffer, number: number): string | undefined;
}

/** @throws LedgerFault when there is a key already and it is not in the chest */
export async function openKioskKey(kioskKeys: KioskKeyStore, chest: KeyChest): Promise<KioskKey> {
  const keyId = (await kioskKeys.find()) ?? (await kioskKeys.claim(makeKey(chest)));
  const pem = chest.find(keyId);
  if (pem === undefined) {
    throw new LedgerFault(
      `The kiosks seal their answers to the key ${keyId}, which is not in ${chest.place}. Bring the file back from a backup; without it the answers that wait on tablets cannot be read.`,
    );
  }
  const privateKey = createPrivateKey(pem);
  return {
    id: keyId,
    publicPoint: publicPointOf(privateKey),
    open: (sealed, number) => openSealed(sealed, number, privateKey),
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
