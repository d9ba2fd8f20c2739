import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mongo } from 'mongoose';
import { decoder } from '../../../src/platform/storage/decode.ts';

const { BSON } = mongo;
const name = fc.oneof(
  fc.constantFrom('a', 'ab', 'answers', '1', '__proto__', ''),
  fc.string().filter((text) => !text.includes('\0')),
);
const { document } = fc.letrec<{ document: Record<string, unknown>; value: unknown }>((tie) => ({
  document: fc.dictionary(name, tie('value'), { maxKeys: 6 }),
  value: fc.oneof(
    { depthSize: 'small' },
    fc.integer(),
    fc.double(),
    fc.string({ unit: 'grapheme' }),
    fc.boolean(),
    fc.constant(null),
    fc.date({ noInvalidDate: true }),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    fc.array(tie('value'), { maxLength: 12 }),
    tie('document'),
  ),
}));

test('documents one after another are what the driver makes of each', () => {
  fc.assert(
    fc.property(fc.array(document, { maxLength: 8 }), (documents) => {
      const decode = decoder();
      for (const one of documents) {
        const bytes = BSON.serialize(one);
        const decoded = decode(bytes);
        expect(decoded).toStrictEqual(BSON.deserialize(bytes));
        expect(Object.getPrototypeOf(decoded)).toBe(Object.prototype);
      }
    }),
  );
});
