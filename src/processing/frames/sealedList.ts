/**
 * The people of a list, encrypted with a key used for this list only. Once the key is destroyed, remains of the list in free
 * pages, in the database's logs or in a careless copy of the file are noise.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { Problem } from '../../platform/problem.ts';
import type { ListedPerson } from './frame.ts';

const cipher = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;
const peoplePerPiece = 1000;

/**
 * The key is the hash of this much material. Freed space keeps its content until it is overwritten, but material this long is
 * unlikely to survive complete in the gaps of a file. Without all of it, the key cannot be recovered.
 */
const materialBytes = 1024 * 1024;

export function newKeyMaterial(): Buffer {
  return randomBytes(materialBytes);
}

/** @param outside a key that is not in the database, where there is one */
export function listKeyOf(material: Buffer, outside: Buffer = Buffer.alloc(0)): Buffer {
  return createHash('sha256').update(material).update(outside).digest();
}

export function* sealedPieces(people: readonly ListedPerson[], key: Buffer): Generator<Buffer> {
  for (let start = 0; start < people.length; start += peoplePerPiece) {
    const text = JSON.stringify(people.slice(start, start + peoplePerPiece));
    const iv = randomBytes(ivBytes);
    const sealing = createCipheriv(cipher, key, iv);
    const sealed = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
    yield Buffer.concat([iv, sealing.getAuthTag(), sealed]);
  }
}

/** @throws if a piece is damaged, or was sealed with another key */
export function openPiece(piece: Buffer, key: Buffer): readonly ListedPerson[] {
  const opening = createDecipheriv(cipher, key, piece.subarray(0, ivBytes));
  opening.setAuthTag(piece.subarray(ivBytes, ivBytes + tagBytes));
  const text = Buffer.concat([opening.update(piece.subarray(ivBytes + tagBytes)), opening.final()]);
  return JSON.parse(text.toString('utf8')) as ListedPerson[];
}

export function keyIsMissing(): Problem {
  return new Problem('closed', {
    vi: 'Danh sách này được niêm phong thêm bằng khóa của phần tin nhắn, nay không còn trong cấu hình (MESSAGES).',
    en: 'This list is sealed with the key of messages as well, which the settings no longer have (MESSAGES).',
  });
}
