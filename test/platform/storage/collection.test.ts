import { beforeAll, describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { collection, maybeEmpty, Mixed } from '../../../src/platform/storage/collection.ts';
import { firstWanted } from '../../../src/platform/storage/firstWanted.ts';
import type { OpenCollection } from '../../../src/platform/storage/openCollection.ts';
import { prepareCollections } from '../../../src/platform/storage/migrations.ts';
import { useConnection } from '../../support/storage.ts';

interface Bell {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  readonly castAt: Date;
  readonly seal: Buffer;
  readonly tone?: number | undefined;
  readonly owners?: readonly string[] | undefined;
  readonly parts: readonly { readonly id: string; readonly mark?: Buffer; readonly weight: number }[];
  readonly remarks: Readonly<Record<string, unknown>>;
}

const parts = [{ id: String, 'mark?': Buffer, weight: Number }] as const;
const fields = {
  name: String,
  note: maybeEmpty,
  castAt: Date,
  seal: Buffer,
  'tone?': Number,
  'owners?': [String],
  parts,
  remarks: Mixed,
} as const;
const bells = collection<Bell, { readonly isHung?: true }>({
  name: 'bells',
  indexes: [{ keys: { name: 1 }, unique: true }],
  fields,
  storedOnly: { 'isHung?': Boolean },
});

const aBell = (id: string, other: Partial<Bell> = {}): Bell => ({
  id,
  name: `bell ${id}`,
  note: '',
  castAt: new Date('2026-01-02'),
  seal: Buffer.from([1, 2, 3]),
  parts: [{ id: 'clapper', mark: Buffer.from([9]), weight: 3 }],
  remarks: {},
  ...other,
});

describe('a declared collection', () => {
  const connection = useConnection();
  let open: OpenCollection<Bell, { readonly isHung?: true }>;
  beforeAll(async () => {
    await prepareCollections(connection(), [bells]);
    open = bells.open(connection());
  });

  const storedOf = async (id: string) =>
    await connection().collection<{ _id: string }>('bells').findOne({ _id: id });

  test('gives back the object that was added, with its buffers, and without what is stored only', async () => {
    const bell = aBell('round', { tone: 440 });
    await open.add({ ...bell, isHung: true });
    expect(await open.find('round')).toEqual(bell);
    expect(await open.list({ name: 'bell round' })).toEqual([bell]);
    expect(await firstWanted(open.each({ id: 'round' }), { countMax: 9 })).toEqual([bell]);
    expect(await open.findOne({ id: 'round', isHung: null })).toBeUndefined();
  });

  test('stores what it was given and nothing else, under its id', async () => {
    await open.add(aBell('kept'));
    const stored = await storedOf('kept');
    expect(Object.keys(stored ?? {}).toSorted()).toEqual(
      ['_id', 'castAt', 'name', 'note', 'parts', 'remarks', 'seal'].toSorted(),
    );
    expect(stored).toMatchObject({ note: '', remarks: {} });
  });

  test('refuses what the declaration does not allow, and stores nothing of it', async () => {
    await expect(open.add({ ...aBell('odd'), colour: 'green' } as Bell)).rejects.toThrow('colour');
    await expect(open.add(aBell('odd', { name: '' }))).rejects.toThrow('name');
    const odd = [{ id: 'clapper', weight: 3, colour: 'green' }];
    await expect(open.add(aBell('odd', { parts: odd }))).rejects.toThrow('colour');
    expect(await storedOf('odd')).toBeNull();
  });

  test('adds a new object once, and says when a unique value is taken', async () => {
    expect(await open.addNew(aBell('new'))).toBe(true);
    expect(await open.addNew(aBell('new', { note: 'again' }))).toBe(false);
    expect(await open.addNew(aBell('other', { name: 'bell new' }))).toBe(false);
    expect((await open.find('new'))?.note).toBe('');
    await expect(open.add(aBell('new'))).rejects.toThrow('duplicate');
  });

  test('changes the object that matches, removes a field given as undefined, and tells whether one did', async () => {
    await open.add(aBell('changing', { tone: 440, owners: ['a'] }));
    const change = { tone: undefined, note: 'cracked', 'remarks.by': 'x', $push: { owners: 'b' } } as const;
    expect(await open.change({ id: 'changing', tone: 440 }, change)).toBe(true);
    expect(await open.change({ id: 'changing', tone: 440 }, change)).toBe(false);
    const after = aBell('changing', { note: 'cracked', owners: ['a', 'b'], remarks: { by: 'x' } });
    expect(await open.find('changing')).toEqual(after);
    expect(await open.changeAndFind('changing', { note: 'mended' })).toEqual({ ...after, note: 'mended' });
    expect(await open.changeAndFind('nowhere', { note: 'mended' })).toBeUndefined();
  });

  test('puts an object in the place of another, of which no optional field is left', async () => {
    await open.put(aBell('put', { tone: 440 }));
    await open.put(aBell('put', { owners: ['a'] }));
    expect(await open.find('put')).toEqual(aBell('put', { owners: ['a'] }));
  });

  test('lists in an order, counts, and removes, by ids and alternatives too', async () => {
    for (const [id, tone] of [['c', 3] as const, ['a', 1] as const, ['b', 2] as const])
      await open.add(aBell(`low-${id}`, { tone }));
    const low = { $or: [{ id: 'low-a' }, { id: { $in: ['low-b', 'low-c'] } }] } as const;
    const sort = { id: -1 } as const;
    expect((await open.list(low, { sort, limit: 2 })).map(({ id }) => id)).toEqual(['low-c', 'low-b']);
    expect(await open.countFrom(low, 'tone')).toEqual({ count: 3, first: 1 });
    expect(await open.remove(low)).toBe(3);
    expect(await open.count(low)).toBe(0);
    expect(await open.countFrom(low, 'tone')).toEqual({ count: 0, first: undefined });
  });
});

/** Where the compiler no longer refuses one of these, `npm run types` fails. */
describe('the compiler', () => {
  test('holds a declaration against the type, down to the fields of the parts', () => {
    const declare = collection<Bell>;
    const { name: _name, ...nameless } = fields;
    const { 'tone?': _tone, ...toneless } = fields;
    const declared = [
      declare({ name: 'bells', fields }),
      // @ts-expect-error a field of the type is missing
      declare({ name: 'bells', fields: nameless }),
      // @ts-expect-error an optional field is declared as one that is always there
      declare({ name: 'bells', fields: { ...toneless, tone: Number } }),
      // @ts-expect-error a field that is always there is declared as optional
      declare({ name: 'bells', fields: { ...nameless, 'name?': String } }),
      // @ts-expect-error a field has another type
      declare({ name: 'bells', fields: { ...fields, castAt: String } }),
      // @ts-expect-error a part has not all its fields
      declare({ name: 'bells', fields: { ...fields, parts: [{ id: String, weight: Number }] } }),
      // @ts-expect-error a part has a field that its type has not
      declare({ name: 'bells', fields: { ...fields, parts: [{ ...parts[0], height: Number }] } }),
      // @ts-expect-error the type has no such field
      declare({ name: 'bells', fields: { ...fields, colour: String } }),
    ];
    expect(declared.map(({ schemaVersion }) => schemaVersion)).toEqual(declared.map(() => 1));
  });

  test('refuses a filter, an order and a change by fields that the type has not', () => {
    const refused = (open: OpenCollection<Bell>) => [
      // @ts-expect-error a filter by no field
      () => open.findOne({ nam: 'a' }),
      // @ts-expect-error an order by no field
      () => open.list({}, { sort: { nam: 1 } }),
      // @ts-expect-error no field is changed
      () => open.change('a', { nam: 'a' }),
      // @ts-expect-error a field that is always there is not removed
      () => open.change('a', { name: undefined }),
      // @ts-expect-error what is stored only is added only where it is declared
      () => open.add({ ...aBell('a'), isHung: true }),
    ];
    expect(refused(bells.open(mongoose.createConnection()) as never)).toHaveLength(5);
  });
});
