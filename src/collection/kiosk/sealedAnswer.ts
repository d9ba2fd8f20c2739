/**
 * An answer as stored on a tablet: sealed at once to the program's public key, so that a thief of the tablet cannot
 * read it. HPKE (RFC 9180), base mode, P-256, HKDF-SHA-256, AES-256-GCM: browsers of recent years compute these
 * themselves. The answer's number is authenticated, so no answer can take another's number. The counterpart is
 * `public/kiosk/seal.js`.
 */
import { createPublicKey, webcrypto, type KeyObject } from 'node:crypto';
import {
  AEAD_AES_256_GCM,
  CipherSuite,
  DecapError,
  KDF_HKDF_SHA256,
  KEM_DHKEM_P256_HKDF_SHA256,
  OpenError,
} from 'hpke';
import { openFormerSealed } from './formerSealedAnswer.ts';

/** First byte of an answer sealed by HPKE; a former one begins with 4, as an uncompressed point does. */
const hpkeFormat = 2;
const encapsulatedBytes = 65;
const purpose = 'lang-nghe kiosk';

/** @returns a function that opens answers; undefined if one was not sealed to this key under this number */
export async function sealOpener(
  privateKey: KeyObject,
): Promise<(sealed: Buffer, number: number) => Promise<string | undefined>> {
  const suite = new CipherSuite(KEM_DHKEM_P256_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM);
  const keyPair = {
    privateKey: await webcrypto.subtle.importKey(
      'pkcs8',
      privateKey.export({ type: 'pkcs8', format: 'der' }),
      { name: 'ECDH', namedCurve: 'P-256' },
      false,
      ['deriveBits'],
    ),
    publicKey: await suite.DeserializePublicKey(Uint8Array.from(publicPointOf(privateKey))),
  };
  return async (sealed, number) => {
    if (sealed[0] !== hpkeFormat) return openFormerSealed(sealed, number, privateKey);
    const bytes = Uint8Array.from(sealed.subarray(1));
    try {
      const text = await suite.Open(
        keyPair,
        bytes.slice(0, encapsulatedBytes),
        bytes.slice(encapsulatedBytes),
        { info: Buffer.from(purpose), aad: Buffer.from(String(number)) },
      );
      return Buffer.from(text).toString('utf8');
    } catch (error) {
      if (error instanceof OpenError || error instanceof DecapError) return undefined;
      throw error;
    }
  };
}

export function publicPointOf(privateKey: KeyObject): Buffer {
  const { x = '', y = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
}
