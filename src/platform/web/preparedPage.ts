/**
 * A page that is the same for everybody but for a few values: rendered, encoded and compressed once, and cut where the
 * values stand. To render it again for every reader would take most of the time of opening a form.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { constants, crc32, deflateRawSync } from 'node:zlib';

/** HTML that many pages have in common. */
export interface PreparedPart {
  readonly plain: Buffer;
  /** Deflate blocks (RFC 1951) that end at a whole byte, none of them the last. */
  readonly deflated: Buffer;
}

export interface PreparedPage<Slot extends string> {
  /**
   * The page with its values.
   *
   * @param values tokens of ours, of letters, digits, `.`, `_` and `-` only, which HTML need not escape; or parts
   * @param encoding `gzip` leaves the values uncompressed, so that the length of the page discloses nothing about them
   */
  filled(values: Readonly<Record<Slot, string | PreparedPart>>, encoding?: 'gzip'): Buffer;
}

export function preparePart(html: string): PreparedPart {
  const plain = Buffer.from(html);
  return { plain, deflated: deflateRawSync(plain, { level: 9, finishFlush: constants.Z_FULL_FLUSH }) };
}

/** @param render gives the HTML with these values, each of which it writes as it is, once or more often */
export async function preparePage<Slot extends string>(
  slots: readonly Slot[],
  render: (values: Readonly<Record<Slot, string>>) => Promise<string>,
): Promise<PreparedPage<Slot>> {
  const slotOf = new Map(slots.map((slot) => [`slot-${randomUUID()}`, slot]));
  const standIns = Object.fromEntries([...slotOf].map(([standIn, slot]) => [slot, standIn]));
  const html = await render(standIns as Record<Slot, string>);
  const cut = html.split(new RegExp(`(${[...slotOf.keys()].join('|')})`));
  const pieces = cut.map((piece) => slotOf.get(piece) ?? preparePart(piece));
  return {
    filled(values, encoding) {
      const parts = pieces.map((piece) => (typeof piece === 'string' ? partOf(values[piece]) : piece));
      return encoding === 'gzip' ? gzipOf(parts) : Buffer.concat(parts.map(({ plain }) => plain));
    },
  };
}

const token = /^[\w.-]*$/;

function partOf(value: string | PreparedPart): PreparedPart {
  if (typeof value !== 'string') return value;
  assert(token.test(value), 'a token that has to be escaped');
  const plain = Buffer.from(value, 'latin1');
  const header = Buffer.alloc(5); // a stored block
  header.writeUInt16LE(plain.length, 1);
  header.writeUInt16LE(~plain.length & 0xffff, 3);
  return { plain, deflated: Buffer.concat([header, plain]) };
}

/** Without a time or the name of a system (RFC 1952). */
const gzipHeader = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
const lastBlock = Buffer.from([3, 0]);

function gzipOf(parts: readonly PreparedPart[]): Buffer {
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(
    parts.reduce((sum, { plain }) => crc32(plain, sum), 0),
    0,
  );
  trailer.writeUInt32LE(
    parts.reduce((sum, { plain }) => sum + plain.length, 0),
    4,
  );
  return Buffer.concat([gzipHeader, ...parts.map(({ deflated }) => deflated), lastBlock, trailer]);
}
