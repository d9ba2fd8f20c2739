/**
 * Recognises the same respondent in the rows of several files. The id of an imported submission is a keyed hash of
 * where it belongs, of the answers, and of its index among the rows of the file with the same answers. The same file
 * imported twice thus adds nothing, a longer file adds only new rows, and two people with the same answers stay two.
 *
 * The hash covers only what is stored permanently with the submission. If it covered the exact time, a name or an
 * e-mail address of the row, the holder of the installation's key could test whose submission it is; if it covered
 * bands or the comment, they could recover what an erasure removed.
 */
import { createHmac } from 'node:crypto';
import type { ImportedForm } from './judgeRow.ts';

/** Where the submissions of a file belong: they are compared only within the same collection and round. */
export interface Belonging {
  readonly mappingId: string;
  readonly roundId: string;
  readonly serviceId: string | undefined;
}

/** Assigns ids in sequence; create a new one for each pass through a file. */
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

/** Formatted as a random UUID (version 4), like the id of any submission. */
function uuidOf(digest: Buffer): string {
  const bytes = Buffer.from(digest.subarray(0, 16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
