/**
 * A page that is the same for everybody but for a few values: rendered and encoded once, and cut where the values
 * stand. To render it again for every reader would take most of the time of opening a form.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

export interface PreparedPage<Slot extends string> {
  /**
   * The page with its values.
   *
   * @param values tokens of ours, of letters, digits, `.`, `_` and `-` only, which HTML need not escape; or HTML
   * that is encoded already
   */
  filled(values: Readonly<Record<Slot, string | Buffer>>): Buffer;
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
  const pieces = cut.map((piece) => slotOf.get(piece) ?? Buffer.from(piece));
  return {
    filled: (values) =>
      Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? bytesOf(values[piece]) : piece))),
  };
}

const token = /^[\w.-]*$/;

function bytesOf(value: string | Buffer): Buffer {
  if (typeof value !== 'string') return value;
  assert(token.test(value), 'a token that has to be escaped');
  return Buffer.from(value, 'latin1');
}
