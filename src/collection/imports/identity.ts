/**
 * Who is who among the rows of several files: the id of an imported form is a keyed hash of where it belongs, what was
 * answered, and the how-manieth of the file it is that answered so. So the same file twice adds nothing, a longer file adds
 * what is new, and two people who answered alike are two.
 *
 * The hash covers nothing but what stays beside it for good. With the exact time, a name or an e-mail of the row in it,
 * whoever has the installation's key could try out whose form it is; with bands or comment, what an erasure has removed.
 */
import { createHmac } from 'node:crypto';
import type { ImportedForm } from './judgeRow.ts';

/** Where the forms of a file belong: forms are held against those of the same collection in the same round only. */
export interface Belonging {
  readonly mappingId: string;
  readonly roundId: string;
  readonly serviceId: string | undefined;
}

/** Gives ids one after the other; a new one for each passage through a file. */
export function formIds(belonging: Belonging, key: Buffer): (form: ImportedForm) => string {
  const { mappingId, roundId, serviceId = '' } = belonging;
  const seen = new Map<string, number>();
  return ({ unitId, givenOn = '', answers }) => {
    const said = [mappingId, roundId, serviceId, unitId, givenOn, pairs(answers)];
    const content = createHmac('sha256', key).update(JSON.stringify(said)).digest();
    const among = content.toString('latin1', 0, 16);
    const count = (seen.get(among) ?? 0) + 1;
    seen.set(among, count);
    if (count === 1) return uuidOf(content);
    return uuidOf(createHmac('sha256', key).update(content).update(String(count)).digest());
  };
}

function pairs(said: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] {
  return Object.entries(said).toSorted(([one], [other]) => (one < other ? -1 : 1));
}

/** In the form of a random UUID (version 4), like the id of any submission. */
function uuidOf(digest: Buffer): string {
  const bytes = Buffer.from(digest.subarray(0, 16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
