/**
 * Opens answers that tablets sealed before the kiosk used HPKE: they may have waited without a network since then.
 * Ephemeral ECDH on P-256, HKDF-SHA-256, AES-256-GCM.
 */
import { createDecipheriv, createPublicKey, diffieHellman, hkdfSync, type KeyObject } from 'node:crypto';

/** A key of 32 bytes is used only once, so the nonce may be constant. */
const nonce = Buffer.alloc(12);
const pointBytes = 65;
const tagBytes = 16;

/**
 * @param sealed ephemeral public point, ciphertext, tag
 * @returns undefined if it was not sealed to this key under this number
 */
export function openFormerSealed(sealed: Buffer, number: number, privateKey: KeyObject): string | undefined {
  if (sealed.length < pointBytes + tagBytes) return undefined;
  const point = sealed.subarray(0, pointBytes);
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')];
  try {
    const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
    const secret = diffieHellman({ privateKey, publicKey });
    const key = Buffer.from(hkdfSync('sha256', secret, point, 'lang-nghe kiosk 1', 32));
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(String(number)));
    decipher.setAuthTag(sealed.subarray(-tagBytes));
    const text = decipher.update(sealed.subarray(pointBytes, -tagBytes));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    return undefined; // not a point of the curve, or a wrong tag: node:crypto throws for both
  }
}
