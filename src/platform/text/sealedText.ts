/** Text encrypted with a key of 32 bytes (AES-256-GCM): nonce, tag and ciphertext in one piece. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** @param of what the text belongs to, if it is to be opened as that alone */
export function sealText(text: string, key: Buffer, of = ''): Buffer {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, key, nonce).setAAD(Buffer.from(of));
  const sealed = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
  return Buffer.concat([nonce, sealing.getAuthTag(), sealed]);
}

/** @throws if it is damaged, or was sealed with another key or for something else */
export function openText(piece: Buffer, key: Buffer, of = ''): string {
  const opening = createDecipheriv(cipher, key, piece.subarray(0, nonceBytes), { authTagLength: tagBytes });
  opening.setAAD(Buffer.from(of));
  opening.setAuthTag(piece.subarray(nonceBytes, nonceBytes + tagBytes));
  return Buffer.concat([opening.update(piece.subarray(nonceBytes + tagBytes)), opening.final()]).toString(
    'utf8',
  );
}
