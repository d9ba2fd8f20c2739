import { describe, expect, test } from '@jest/globals';
import { listOf, localizedOf, object, recordOf, type Schema } from '../../../src/platform/schemas/schema.ts';
import {
  errorLine,
  errorsBy,
  parsedJson,
  readBy,
  readKnown,
} from '../../../src/platform/schemas/validate.ts';

const digit: Schema = { type: 'integer', minimum: 0, maximum: 9 };
const schema: Schema = object(
  {
    name: { type: 'string', minLength: 1, maxLength: 5 },
    lines: { ...listOf(digit, 2), minItems: 1 },
  },
  {
    kind: { type: 'string', enum: ['a', 'b'] },
    day: { type: 'string', format: 'date' },
    at: { type: 'string', format: 'date-time' },
    byId: recordOf(digit, '^[a-z]$'),
    title: localizedOf({ type: 'string' }),
  },
);
const placesOf = (value: unknown) =>
  errorsBy(schema, value)
    .map(({ at }) => at)
    .toSorted();
const sentencesOf = (value: unknown) => errorsBy(schema, value).map((error) => errorLine(error, 'en'));

describe('a schema', () => {
  test.each([
    [{ name: 'n', lines: [1, 2] }, []],
    [{ name: 'n', lines: [1], kind: 'b', day: '2024-02-29', byId: { a: 1 }, title: { vi: '', km: '' } }, []],
    [{ name: '', lines: [1.5, 10] }, ['/lines/0', '/lines/1', '/name']],
    [{ lines: [], more: 1 }, ['/lines', '/more', '/name']],
    [{ name: 'n', lines: [1, 2, 3], kind: 'c' }, ['/kind', '/lines']],
    [{ name: 'n', lines: [1], day: '2026-02-30' }, ['/day']],
    [{ name: 'n', lines: [1], at: '2026-02-28T23:59:59.5Z' }, []],
    [{ name: 'n', lines: [1], at: '2026-02-28T24:00:00Z' }, ['/at']],
    [{ name: 'n', lines: [1], byId: { A: 1, b: '1' } }, ['/byId/A', '/byId/b']],
    [{ name: 'n', lines: [1], title: { VI: 'x' } }, ['/title/VI', '/title/vi']],
    [parsedJson('{"name":"n","lines":[1e999]}'), ['/lines/0']],
    [parsedJson('{"name":"n","lines":[1],"__proto__":1,"a/b~":2}'), ['/__proto__', '/a~1b~0']],
    [Object.create({ name: 'inherited', lines: [1] }), ['/lines', '/name']],
    [parsedJson('{'), ['']],
    [[], ['']],
    [null, ['']],
  ])('finds in %j the errors at %j', (value, places) => {
    expect(placesOf(value)).toEqual(places);
  });

  test('says at each place what is expected there', () => {
    expect(sentencesOf({ name: '', lines: [10, '1'], kind: 'c', day: 'today', more: 1 })).toEqual([
      '“/more”: There is nothing of this name; there are name, lines, kind, day, at, byId, title.',
      '“/name”: This has to be 1 to 5 characters.',
      '“/lines/0”: This has to be 0 to 9.',
      '“/lines/1”: This has to be a whole number.',
      '“/kind”: This has to be one of: a, b.',
      '“/day”: This has to be a real day, YYYY-MM-DD.',
    ]);
    expect(sentencesOf([])).toEqual(['This has to be a JSON object.']);
    expect(errorLine(errorsBy(schema, { name: 'n', lines: [] })[0]!, 'vi')).toBe(
      '“/lines”: Phải từ 1 đến 2 dòng.',
    );
  });

  test('leaves out what only a later program names, and still finds what is wrong', () => {
    const sent = (name: unknown) => ({ name, lines: [1], title: { vi: 'a' }, later: { more: 1 } });
    expect(readKnown(schema, sent('n'))).toEqual({ value: { name: 'n', lines: [1], title: { vi: 'a' } } });
    expect(readKnown(schema, sent(1))).toMatchObject({ errors: [{ at: '/name' }] });
  });

  test('gives the value itself where nothing is wrong', () => {
    const value = { name: 'n', lines: [1] };
    expect(readBy(schema, value)).toEqual({ value });
  });

  test('names only the first error of a value with very many parts', () => {
    const lines = Array.from({ length: 100_000 }, () => 'x');
    expect(placesOf({ name: 1, lines })).toHaveLength(1);
    expect(placesOf({ name: 1, lines: lines.slice(0, 1000) })).toHaveLength(1002);
  });
});
