/** Text encrypted with a key of 32 bytes (AES-256-GCM): nonce, tag and ciphertext in one piece. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

export function sealText(text: string, key: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, key, nonce);
  const sealed = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
  return Buffer.concat([nonce, sealing.getAuthTag(), sealed]);
}

/** @throws if it is damaged, or was sealed with another key */
export function openText(piece: Buffer, key: Buffer): string {
  const opening = createDecipheriv(cipher, key, piece.subarray(0, nonceBytes), { authTagLength: tagBytes });
  opening.setAuthTag(piece.subarray(nonceBytes, nonceBytes + tagBytes));
  return Buffer.concat([opening.update(piece.subarray(nonceBytes + tagBytes)), opening.final()]).toString(
    'utf8',
  );
}
