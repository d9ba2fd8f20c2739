/**
 * The people of a list, encrypted with a key used for this list only. Once the key is destroyed, remains of the list in free
 * pages, in the database's logs or in a careless copy of the file are noise.
 */
import { createHash, randomBytes } from 'node:crypto';
import { openText, sealText } from '../../platform/text/sealedText.ts';
import { Problem } from '../../platform/problem.ts';
import type { ListedPerson } from './frame.ts';

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
    yield sealText(JSON.stringify(people.slice(start, start + peoplePerPiece)), key);
  }
}

/** @throws if a piece is damaged, or was sealed with another key */
export function openPiece(piece: Buffer, key: Buffer): readonly ListedPerson[] {
  return JSON.parse(openText(piece, key)) as ListedPerson[];
}

export function keyIsMissing(): Problem {
  return new Problem('closed', {
    vi: 'Danh sách này được niêm phong thêm bằng khóa của phần tin nhắn, nay không còn trong cấu hình (MESSAGES).',
    en: 'This list is sealed with the key of messages as well, which the settings no longer have (MESSAGES).',
  });
}
