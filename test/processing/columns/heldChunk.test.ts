import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { chunkBuilder } from '../../../src/processing/columns/chunk.ts';
import { digitOf, findDigit } from '../../../src/processing/columns/codeColumns.ts';
import { heldChunk } from '../../../src/processing/columns/heldChunk.ts';

const options = ['young', 'middle', 'old'];
const answers = fc.record(
  {
    narrow: fc.integer({ min: 0, max: 2 }),
    usual: fc.integer({ min: 0, max: 5 }),
    wide: fc.integer({ min: 0, max: 30 }),
    other: fc.integer({ min: 0, max: 5 }),
  },
  { requiredKeys: [] },
);

function built(rows: readonly { answers: Record<string, number>; band?: string }[]) {
  const builder = chunkBuilder();
  const placed = { accessPointId: 'a', revision: 1, unitId: 'u', serviceId: '', channel: 'qr' } as const;
  rows.forEach(({ answers: given, band }, position) =>
    builder.add({
      position,
      surveyVersionId: 'v',
      placed,
      day: '2026-01-20',
      late: false,
      answers: given,
      about: band === undefined ? {} : { age: band },
    }),
  );
  return heldChunk(builder.packed());
}

test('a chunk in memory tells every level and band that it was made of', () => {
  const form = fc.record({ answers, band: fc.option(fc.constantFrom(...options), { nil: undefined }) });
  fc.assert(
    fc.property(fc.array(form, { minLength: 1, maxLength: 30 }), (forms) => {
      const chunk = built(forms.map(({ band, ...rest }) => ({ ...rest, ...(band && { band }) })));
      for (const id of ['narrow', 'usual', 'wide', 'other', 'never asked'] as const) {
        const expected = forms.map((one) => ((one.answers as Record<string, number>)[id] ?? -1) + 1);
        const level = findDigit(chunk.levels, id);
        expect(forms.map((_, row) => (level ? digitOf(level.digit, level.column.codes[row]!) : 0))).toEqual(
          expected,
        );
      }
      const found = findDigit(chunk.bands, 'age');
      const known = chunk.lists.abouts[0]?.options ?? [];
      const bands = forms.map((_, row) =>
        found ? known[digitOf(found.digit, found.column.codes[row]!) - 1] : undefined,
      );
      expect(bands).toEqual(forms.map(({ band }) => band));
    }),
  );
});

test('two questions on five levels share a byte in memory', () => {
  const given = Object.fromEntries(Array.from({ length: 22 }, (_, index) => [`q${index}`, 1 + (index % 5)]));
  const { rows, byteLength } = built(Array.from({ length: 100 }, () => ({ answers: given, band: 'old' })));
  expect(byteLength / rows).toBeLessThanOrEqual(4 + 2 + 2 + 1 + 1 + 11 + 1);
});
