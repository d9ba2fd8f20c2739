/**
 * An answer as stored on a tablet: sealed at once to the program's public key, so that a thief of the tablet cannot
 * read it. Ephemeral ECDH on P-256, HKDF-SHA-256, AES-256-GCM: supported by every browser of recent years. The
 * answer's number is authenticated, so no answer can take another's number. The counterpart is
 * `public/kiosk/seal.js`.
 */
import { createDecipheriv, createPublicKey, diffieHellman, hkdfSync, type KeyObject } from 'node:crypto';

/** A key of 32 bytes is used only once, so the nonce may be constant. */
const nonce = Buffer.alloc(12);
const pointBytes = 65;
const tagBytes = 16;

const sealPurpose = 'lang-nghe kiosk 1';

/**
 * @param sealed ephemeral public point, ciphertext, tag
 * @returns undefined if it was not sealed to this key under this number
 */
export function openSealed(sealed: Buffer, number: number, privateKey: KeyObject): string | undefined {
  if (sealed.length < pointBytes + tagBytes) return undefined;
  const point = sealed.subarray(0, pointBytes);
  try {
    const secret = diffieHellman({ privateKey, publicKey: publicKeyOf(point) });
    const key = Buffer.from(hkdfSync('sha256', secret, point, sealPurpose, 32));
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(String(number)));
    decipher.setAuthTag(sealed.subarray(-tagBytes));
    const text = decipher.update(sealed.subarray(pointBytes, -tagBytes));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    return undefined; // not a point of the curve, or a wrong tag: node:crypto throws for both
  }
}

/** An uncompressed point (0x04 ‖ x ‖ y). */
function publicKeyOf(point: Buffer): KeyObject {
  const x = point.subarray(1, 33).toString('base64url');
  const y = point.subarray(33).toString('base64url');
  return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
}

export function publicPointOf(privateKey: KeyObject): Buffer {
  const { x = '', y = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
}
