import { expect, test } from '@jest/globals';
import { arrayOf, toValue, withElements } from '../../../../src/platform/storage/embedded/bytes/build.ts';
import { Type, Value } from '../../../../src/platform/storage/embedded/bytes/value.ts';

test.each([0, 1, 9, 120])('an array of %i elements put in later gives the same bytes', (count) => {
  const elements = Array.from({ length: count }, (_, index) => amongOthers(toValue({ index, text: 'ờ' })));
  const reply = (batch: Value) => toValue({ cursor: { nextBatch: batch, id: 7n, ns: 'a.b' }, ok: 1 });
  const built = withElements(reply(arrayOf([])), ['cursor', 'nextBatch'], elements);
  expect(built.raw.equals(reply(arrayOf(elements)).raw)).toBe(true);
});

/** The same value as a part of longer bytes. */
function amongOthers({ raw }: Value): Value {
  return new Value(Type.object, Buffer.concat([Buffer.of(1, 2), raw, Buffer.of(3)]), 2, 2 + raw.length);
}
