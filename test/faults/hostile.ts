/** What somebody sends who wants to see a program break: values, fields, addresses and whole bodies, drawn by a seed. */
import { numbers } from '../support/numbers.ts';
import { goodPassword } from '../support/staff.ts';
import type { Field, Form } from './forms.ts';
import { followKey } from './twoDistricts.ts';

/** Would be an element of the page if anything were written into it as it came. */
const element = '"\'><fuzzed onload=1>';

const values: readonly string[] = [
  '', ' ', element, '$gt', '{"$gt":""}', 'a[b]=c', '__proto__', 'constructor', 'null', 'undefined', 'NaN', '-1', '0', '-0',
  '1e308', '9007199254740993', '99999999999999999999', '0x10', '1.5', '1,5', '٣', '\u0000', 'a\u0000b', '\u0001\u001b[31m\u007f',
  '\u202Eabc\u2028\u2029', '\uFEFF', '\uFFFE', 'e\u0301'.repeat(300), '0000-00-00', '0001-01-01', '9999-12-31', '2026-02-30',
  '275760-09-14', '2026-13-01T25:61', '-000001-01-01', '2026-01-20T09:30', '../../../../etc/passwd', '..\\..\\windows\\win.ini',
  '/staff/../../', '//evil.example', 'https://evil.example/', 'javascript:alert(1)', '%00', '%', '%zz', '%c0%af', '\r\nSet-Cookie: a=b',
  "' OR 1=1 --", '{{7*7}}', '<%= 7 %>', '=HYPERLINK("x")', '*', '.*', '(', '[', '\\', '😀'.repeat(40), 'a\tb;c,d\n"e', '\r\n\r\n',
  '00000000-0000-4000-8000-000000000000', 'x'.repeat(255), 'x'.repeat(1100), 'Ấ'.repeat(5000), '9'.repeat(400), '[]', '{}', 'true',
]; // prettier-ignore

/** Percent-encodings that are no UTF-8: lone surrogates, cut sequences, overlong ones. */
const wrongBytes = ['%ED%A0%80', '%ED%B0%80', '%C3', '%FF%FE', '%C0%AF', '%F4%90%80%80', '%u0041', '%'];
const names = [
  '__proto__',
  'constructor',
  'toString',
  '$where',
  'a[b]',
  'a[]',
  'a.b',
  '',
  '\u0000',
  'unit',
  'version',
  'formToken',
];

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export type Draws = ReturnType<typeof drawsFrom>;

/** The same draws for the same seed. */
export function drawsFrom(seed: number) {
  const random = numbers(seed >>> 0);
  const share = (): number => random.next().value;
  const below = (count: number): number => Math.floor(share() * count);
  const oneOf = <Thing>(things: readonly Thing[]): Thing => things[below(things.length)]!;
  return { share, below, oneOf, value: () => oneOf(values) };
}

/** The form as a browser would send it, but for a field or all of them, or sent in a way that no browser sends it. */
export function hostileForm(form: Form, path: string, formToken: string, draws: Draws): Sent {
  const fields = hostileFields(form.fields, formToken, draws);
  if (form.method === 'GET') return { method: 'GET', path: `${path}?${encoded(fields, draws)}`, headers: {} };
  const post = (type: string, body: string | Buffer): Sent => ({
    method: 'POST',
    path,
    headers: { 'Content-Type': type },
    body,
  });
  const way = draws.share();
  if (way < 0.05) return post('application/json', JSON.stringify(Object.fromEntries(fields)));
  if (way < 0.08) return post(draws.oneOf(['text/plain', 'application/xml', 'x', 'application/x-www-form-urlencoded; charset=utf-16']), encoded(fields, draws)); // prettier-ignore
  if (form.isMultipart || way < 0.12)
    return post('multipart/form-data; boundary=fuzz', multipart(fields, draws));
  return post('application/x-www-form-urlencoded', encoded(fields, draws));
}

/** @param formToken of the sender's session; one in a hundred is another */
function hostileFields(
  sound: readonly Field[],
  formToken: string,
  draws: Draws,
): [name: string, value: string][] {
  const isSound = draws.share() < 0.4; // or nothing would ever be made that the next ones can meet
  const kept = sound.filter(({ name }) => isSound || name === 'formToken' || draws.share() > 0.02);
  const spoilt = isSound ? 0 : draws.share() < 0.3 ? 0.5 : 1.2 / Math.max(1, kept.length);
  const fields = kept.map((field): [string, string] => {
    const { name } = field;
    if (name === 'formToken') return [name, draws.share() < 0.01 ? draws.value() : formToken];
    return [name, draws.share() < spoilt ? draws.value() : usual(field, draws)];
  });
  const more = isSound ? 1 : draws.share();
  if (more < 0.05) fields.push([draws.oneOf(names), draws.value()]);
  else if (more < 0.1 && fields.length > 0) fields.push([draws.oneOf(fields)[0], draws.value()]);
  return fields;
}

/** What a person might put in. */
function usual({ name, type, value, options }: Field, draws: Draws): string {
  if (options.length > 0) return draws.oneOf(options);
  if (value !== '' && draws.share() < 0.7) return value;
  if (type === 'hidden') return value;
  if (type === 'date' || /(?:on|day|from|until)$/i.test(name))
    return `2026-0${1 + draws.below(9)}-1${draws.below(9)}`;
  if (type === 'datetime-local' || /at$/i.test(name)) return `2026-0${1 + draws.below(9)}-11T09:30`;
  if (type === 'number') return String(1 + draws.below(30));
  if (type === 'email') return 'somebody@example.vn';
  if (/password/i.test(name)) return goodPassword;
  if (name === 'key') return followKey;
  return draws.oneOf(typed);
}

const typed = [
  'Phường Mẫu', 'Kê thêm ghế chờ ở sảnh', 'Quầy 1', '12', '3', '2026-02-10', '2026', 'north-a', 'Bắc A', 'phường north-a', 'NR22', '100', 'a.b',
  'north-a\nnorth-b', 'q1', '95,5', '8.5', 'https://example.vn/x', 'round', 'nguyen.an', 'Nguyễn Thị An', '',
]; // prettier-ignore

function encoded(fields: readonly (readonly [string, string])[], draws: Draws): string {
  const text = new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])).toString();
  return draws.share() < 0.05
    ? `${text}&${draws.oneOf(fields)?.[0] ?? 'a'}=${draws.oneOf(wrongBytes)}`
    : text;
}

const files: readonly (string | Buffer)[] = [
  '', 'a,b\n1,2\n', 'Đơn vị,q1,q2,Ngày\nphường north-a,5,4,2026-01-12\nphường north-b,1,2,2026-01-13\n', 'Họ tên,Địa chỉ,Đơn vị\nLê An,Số 1,phường north-a\nVõ Bé,Số 2,phường north-b\n',
  '"', '"a\n', Buffer.from([0xff, 0xfe, 0x00]), Buffer.from('PK\u0003\u0004 no archive'), '%PDF-1.7', 'a;'.repeat(3000),
  `x,${element}\n`, '\u0000\u0000', Buffer.from([0x89, 0x50, 0x4e, 0x47]),
]; // prettier-ignore

function multipart(fields: readonly (readonly [string, string])[], draws: Draws): Buffer {
  const line = (text: string): Buffer => Buffer.from(`${text}\r\n`);
  const parts = fields
    .filter(([name]) => name !== 'file')
    .map(([name, value]) => line(`--fuzz\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}`));
  const name = draws.oneOf([
    'a.csv',
    'a.xlsx',
    '../../a.pdf',
    'a\u0000.png',
    `${element}.csv`,
    '',
    'x'.repeat(400),
  ]);
  const file = [
    line(`--fuzz\r\nContent-Disposition: form-data; name="${draws.oneOf(['file', 'file', 'file', 'other'])}"; filename="${name}"`),
    line(`Content-Type: ${draws.oneOf(['text/csv', 'application/pdf', 'x'])}\r\n`),
    Buffer.from(draws.oneOf(files)),
    line(''),
  ]; // prettier-ignore
  const whole = Buffer.concat([...parts, ...file, line('--fuzz--')]);
  return draws.share() < 0.1 ? whole.subarray(0, draws.below(whole.length)) : whole;
}

/** Names of parameters that some page reads. */
const parameters = [
  'after', 'asOf', 'before', 'by', 'code', 'copyOf', 'cursor', 'day', 'done', 'field', 'file', 'filter', 'format', 'from', 'goTo', 'heads',
  'lang', 'language', 'layout', 'leaf', 'limit', 'method', 'of', 'owner', 'page', 'part', 'period', 'q', 'round', 'saved', 'sheet', 'sort',
  'state', 'take', 'to', 'topic', 'unit', 'view', 'year',
]; // prettier-ignore

/** An address of a route, with ids that are there or are none, and a query that nobody wrote. */
export function hostileAddress(pattern: string, known: readonly string[], draws: Draws): string {
  const path = pattern.replaceAll(/:\w+/g, () => {
    const way = draws.share();
    if (way < 0.1) return draws.oneOf(wrongBytes);
    return encodeURIComponent(way < 0.75 && known.length > 0 ? draws.oneOf(known) : draws.value());
  });
  const asked = [...parameters, ...names];
  const fields = Array.from({ length: draws.below(4) }, () => [draws.oneOf(asked), draws.value()] as const);
  return `${path}${draws.oneOf(['', '', '', '', '', '', '', '', '.json'])}?${encoded(fields, draws)}`;
}

/** JSON with one of its values, or a whole branch, put out of place. */
export function hostileJson(sound: unknown, draws: Draws): string {
  const strange: readonly unknown[] = [
    null,
    true,
    -1,
    1e308,
    0.5,
    [],
    {},
    [[]],
    { $gt: '' },
    '\ud800',
    draws.value(),
  ];
  const spoil = (value: unknown): unknown => {
    if (draws.share() < 0.15) return draws.oneOf(strange);
    if (Array.isArray(value)) return value.map(spoil);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, spoil(inner)]));
  };
  const text = JSON.stringify(spoil(sound)) ?? '';
  const way = draws.share();
  if (way < 0.05) return text.slice(0, draws.below(text.length));
  return way < 0.1
    ? `${'['.repeat(2000)}${']'.repeat(2000)}`
    : text.replace('{', way < 0.15 ? '{"__proto__":{"a":1},' : '{');
}
