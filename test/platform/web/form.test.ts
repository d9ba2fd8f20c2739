import { describe, expect, test } from '@jest/globals';
import type { Request } from 'express';
import {
  amount,
  choice,
  day,
  line,
  maybe,
  needed,
  optional,
  paragraph,
  parsed,
  pick,
  secret,
  several,
  tick,
  ticks,
  uuid,
  whole,
} from '../../../src/platform/web/fields.ts';
import { file } from '../../../src/platform/web/fileFields.ts';
import { also, form, inWords } from '../../../src/platform/web/form.ts';
import { readBody, readQuery } from '../../../src/platform/web/input.ts';

const vi = {
  name: 'Tên',
  nameHint: 'Như trong quyết định.',
  kind: 'Loại',
  kinds: { ward: 'phường', office: 'phòng' },
  on: 'Từ ngày',
  until: 'Đến ngày',
  people: 'Số người',
  isOpen: 'Tình trạng',
  open: 'đang mở',
  password: 'Mật khẩu',
  errors: { name: 'Xin ghi tên.', long: 'Tên dài quá.', day: 'Xin ghi ngày.', people: 'Xin ghi số người.' },
};
const en: typeof vi = { ...vi, name: 'Name', errors: { ...vi.errors, name: 'Please give a name.' } };

const unitForm = form(
  { vi, en },
  {
    name: line(40, {
      missing: (t) => t.errors.name,
      wrong: (name, t) => name.length > 10 && t.errors.long,
    }),
    kind: choice(['ward', 'office'], { names: (t) => t.kinds }),
    on: day({ wrong: (t) => t.errors.day }),
    until: optional(day({ wrong: (t) => t.errors.day })),
    people: amount(1, 500, { wrong: (t) => t.errors.people }),
    isOpen: tick({ text: (t) => t.open }),
    password: secret(),
  },
  { hidden: { version: whole(1) } },
);

const sound = {
  name: ' An Thạnh ',
  kind: 'office',
  on: '2026-01-31',
  until: '',
  people: '12',
  isOpen: 'yes',
  password: ' x ',
  version: '3',
};

/** Only what the reading of a request looks at. */
const requestOf = (parts: Partial<Request>): Request => ({ body: {}, query: {}, ...parts }) as Request;
const sentTo = async (body: object, language: 'vi' | 'en' = 'vi') =>
  await unitForm.read({ req: requestOf({ body: { ...body } }), language });
const refusal = { kind: 'malformed' };

describe('a form that is sent', () => {
  test('has values of the types of its fields, and what was typed', async () => {
    const sent = await sentTo(sound);
    expect(sent).toMatchObject({ ok: true, errors: {}, typed: { people: '12', until: '', version: 3 } });
    const values: object = sent.ok ? sent.values : {};
    expect(values).toEqual({
      name: 'An Thạnh',
      kind: 'office',
      on: '2026-01-31',
      until: undefined,
      people: 12,
      isOpen: true,
      password: ' x ',
      version: 3,
    });
  });

  test('is text in one form of Unicode, without characters that no keyboard types', async () => {
    const { typed } = await sentTo({ ...sound, name: 'Tha\u0323nh\u202E' });
    expect(typed.name).toBe('Th\u1EA1nh');
  });

  test.each<[string, object]>([
    ['without a field', { ...sound, name: undefined }],
    ['longer than the page lets anybody type', { ...sound, name: 'x'.repeat(41) }],
    ['with a value that is not to choose from', { ...sound, kind: 'planet' }],
    ['without its version', { ...sound, version: 'x' }],
    ['with a field twice', { ...sound, name: ['a', 'b'] }],
  ])('%s is refused as a whole', async (_title, body) => {
    await expect(sentTo(body)).rejects.toMatchObject(refusal);
  });

  test('says what is wrong next to each field, in the language of the reader, and keeps what was typed', async () => {
    const wrong = { ...sound, name: '', on: '2026-02-30', until: 'soon', people: '501' };
    const { errors } = vi;
    const sent = await sentTo(wrong);
    expect(sent).toMatchObject({ ok: false, status: 422, typed: { on: '2026-02-30', people: '501' } });
    expect(sent.errors).toEqual({
      name: errors.name,
      on: errors.day,
      until: errors.day,
      people: errors.people,
    });
    expect((await sentTo(wrong, 'en')).errors['name']).toBe('Please give a name.');
    expect((await sentTo({ ...sound, name: 'x'.repeat(11) })).errors).toEqual({ name: errors.long });
  });

  test('can be refused for more, where the errors of fields stay', async () => {
    const taken = { name: 'taken', kind: 'no', on: false } as const;
    const sent = also(await sentTo({ ...sound, name: '' }), taken, 409);
    expect(sent).toMatchObject({ ok: false, status: 409, errors: { name: vi.errors.name, kind: 'no' } });
    const fine = await sentTo(sound);
    expect(also(fine, { name: undefined })).toBe(fine);
    expect(inWords({ name: 'long', on: undefined }, vi.errors)).toEqual({ name: vi.errors.long });
  });
});

describe('the page of a form', () => {
  test('has a field for each that is not hidden, with its words, what was typed, and its error', () => {
    const filled = unitForm.filled({ name: 'An', isOpen: true, version: 4 });
    const { fields } = unitForm.onPage(
      'vi',
      { ...filled, errors: { name: 'no' } },
      { kind: { value: 'ward' } },
    );
    expect(fields.map(({ id }) => id)).toEqual([
      'name',
      'kind',
      'on',
      'until',
      'people',
      'isOpen',
      'password',
    ]);
    const [name, kind, on, until, people, isOpen] = fields;
    expect(name).toMatchObject({
      label: 'Tên',
      hint: vi.nameHint,
      value: 'An',
      error: 'no',
      optional: false,
    });
    expect(kind).toMatchObject({ value: 'ward', options: [{ value: 'ward', label: 'phường' }, {}] });
    expect([on?.['type'], on?.['optional'], until?.['optional']]).toEqual(['date', undefined, true]);
    expect(people).toMatchObject({ inputmode: 'numeric', value: '' });
    expect(isOpen).toMatchObject({ value: ['yes'], checks: [{ value: 'yes', label: 'đang mở' }] });
  });

  test('sums up errors in the order of its fields, after those of the whole page', () => {
    const errors = { until: 'late', file: 'none', name: 'taken' };
    const { errors: shown } = unitForm.onPage('vi', { ...unitForm.empty, errors });
    expect(Object.keys(shown)).toEqual(['file', 'name', 'until']);
  });

  test('asks for a file again where something else is wrong, since browsers keep none', () => {
    const fileForm = form({ vi: { ...vi, file: 'Tệp' }, en: { ...en, file: 'File' } }, { file: file() });
    const errorOf = (errors: Record<string, string>) =>
      fileForm.onPage('vi', { ...fileForm.empty, errors }).fields[0]?.['error'];
    expect(errorOf({})).toBeUndefined();
    expect(errorOf({ name: 'no' })).toContain('Xin chọn lại tệp');
    expect(errorOf({ file: 'empty' })).toBe('empty');
  });

  test('never shows a password again', async () => {
    const { fields } = unitForm.onPage('vi', await sentTo({ ...sound, name: '' }));
    expect(fields.at(-1)).toMatchObject({ id: 'password', type: 'password' });
    expect(JSON.stringify(fields)).not.toContain(' x ');
  });

  test('leaves out what it is told to, and needs a label for the rest', () => {
    const { fields } = unitForm.onPage('vi', unitForm.empty, { password: false, people: false });
    expect(fields.map(({ id }) => id)).not.toContain('people');
    const nameless = form({ vi, en }, { nobody: line(10) });
    expect(() => nameless.onPage('vi', nameless.empty)).toThrow('no label of nobody');
  });

  test('tells two fields of one name apart by their ids', async () => {
    const other = form({ vi, en }, { name: line(40, { id: 'otherName', missing: (t) => t.errors.name }) });
    const sent = await other.read({ req: requestOf({ body: { name: '' } }), language: 'vi' });
    const { fields, errors } = other.onPage('vi', sent);
    expect(fields).toMatchObject([{ id: 'otherName', name: 'name', error: vi.errors.name }]);
    expect(errors).toEqual({ otherName: vi.errors.name });
  });
});

describe('kinds of fields', () => {
  const read = async (fields: Parameters<typeof readBody>[1], body: object) =>
    await readBody(requestOf({ body }), fields);

  test('read several values, one value, and none', async () => {
    const fields = { days: ticks(['mon', 'tue']), units: several(2, 5) };
    expect(await read(fields, { days: ['mon', 'tue'], units: 'a' })).toEqual({
      days: ['mon', 'tue'],
      units: ['a'],
    });
    expect(await read(fields, {})).toEqual({ days: [], units: [] });
    await expect(read(fields, { days: 'sun' })).rejects.toMatchObject(refusal);
    await expect(read(fields, { units: ['a', 'b', 'c'] })).rejects.toMatchObject(refusal);
  });

  test('read texts of several lines with one kind of line end', async () => {
    expect(await read({ text: paragraph(20) }, { text: ' a\r\nb ' })).toEqual({ text: 'a\nb' });
  });

  test('know ids that a page made', async () => {
    await expect(read({ id: uuid() }, { id: '12' })).rejects.toMatchObject(refusal);
    const id = '5F0B9C7E-6C8B-4D6E-9A53-0C1F6B1B2A3D';
    expect(await read({ id: uuid() }, { id })).toEqual({ id: id.toLowerCase() });
  });

  test('may be missing where only some pages have them', async () => {
    const fields = { unit: maybe(line(5)), kind: maybe(choice(['', 'ward'])) };
    expect(await read(fields, {})).toEqual({ unit: '', kind: '' });
  });

  test('ask to choose where nothing is chosen yet', () => {
    const field = pick(['ward', 'office'], { names: (t: typeof vi) => t.kinds, wrong: (t) => t.errors.name });
    expect(field.judge('', vi, 'vi')).toEqual({ error: vi.errors.name });
    expect(field.judge('ward', vi, 'vi')).toEqual({ value: 'ward' });
  });

  test('say how much fits where more was typed', () => {
    const field = line(40, { most: 3, missing: (t: typeof vi) => t.errors.name });
    const error = 'Please shorten this to at most 3 characters.';
    expect([field.judge('abcd', vi, 'en'), field.judge('abc', vi, 'en')]).toEqual([
      { error },
      { value: 'abc' },
    ]);
  });

  test('turn what is typed into what it means', () => {
    const field = parsed(5, (typed) => (typed === 'none' ? 0 : undefined), { wrong: () => 'no' });
    expect([field.judge('none', vi, 'vi'), field.judge('1', vi, 'vi')]).toEqual([
      { value: 0 },
      { error: 'no' },
    ]);
  });

  test('are empty in the query of an address unless it needs them', async () => {
    const fields = { unit: line(5), sort: choice(['name', 'code']), page: whole(1) };
    expect(await readQuery(requestOf({ query: {} }), fields)).toEqual({ unit: '', sort: 'name', page: 1 });
    const asked = { round: needed(line(5)) };
    await expect(readQuery(requestOf({ query: {} }), asked)).rejects.toMatchObject(refusal);
  });
});
