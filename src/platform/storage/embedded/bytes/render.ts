/** Values as MongoDB's messages show them. Programs parse the duplicate-key message, so it must be exact. */
import {
  Type,
  Value,
  elementsOf,
  fieldsOf,
  integerOf,
  numberOf,
  regexOf,
  stringOf,
  undefinedType,
} from './value.ts';

export function render(value: Value): string {
  const { bytes, start, end } = value;
  switch (value.type) {
    case Type.double:
      return renderDouble(numberOf(value));
    case Type.string:
      return renderString(stringOf(value));
    case Type.object:
      return renderFields(fieldsOf(value));
    case Type.array:
      return elementsOf(value).length === 0 ? '[]' : `[ ${elementsOf(value).map(render).join(', ')} ]`;
    case Type.binary:
      return renderBinary(bytes[start + 4]!, bytes.subarray(start + 5, end));
    case Type.objectId:
      return `ObjectId('${bytes.toString('hex', start, end)}')`;
    case Type.bool:
      return bytes[start] === 1 ? 'true' : 'false';
    case Type.date:
      return `new Date(${bytes.readBigInt64LE(start)})`;
    case Type.null:
      return 'null';
    case Type.regex:
      return `/${regexOf(value).pattern}/${regexOf(value).flags}`;
    case Type.minKey:
      return 'MinKey';
    case Type.maxKey:
      return 'MaxKey';
    case undefinedType:
      return 'undefined';
    case Type.long:
      return String(integerOf(value));
    default:
      return String(numberOf(value));
  }
}

export function renderFields(fields: readonly { name: string; value: Value }[]): string {
  if (fields.length === 0) return '{}';
  return `{ ${fields.map(({ name, value }) => `${name}: ${render(value)}`).join(', ')} }`;
}

/** Long strings are truncated, and nothing in them is escaped. */
function renderString(text: string): string {
  if (Buffer.byteLength(text) < 160) return `"${text}"`;
  return `"${Buffer.from(text)
    .subarray(0, 150)
    .toString()
    .replace(/\uFFFD$/, '')}..."`;
}

/** Sixteen digits as in C, and `.0` after a number without a decimal point, even after infinity. */
function renderDouble(number: number): string {
  const text = Number.isFinite(number)
    ? sixteenDigits(number)
    : Number.isNaN(number)
      ? 'nan'
      : number > 0
        ? 'inf'
        : '-inf';
  return text.includes('.') ? text : `${text}.0`;
}

function sixteenDigits(number: number): string {
  if (number === 0) return Object.is(number, -0) ? '-0' : '0';
  const text = Math.abs(number) < 1e-4 ? number.toExponential(15) : number.toPrecision(16);
  const [digits, exponent] = text.split('e') as [string, string | undefined];
  const short = digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
  return exponent === undefined ? short : `${short}e${exponent[0]}${exponent.slice(1).padStart(2, '0')}`;
}

function renderBinary(subtype: number, content: Buffer): string {
  const hex = content.toString('hex');
  if (subtype !== 4 || content.length !== 16) return `BinData(${subtype}, ${hex.toUpperCase()})`;
  return `UUID("${hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}")`;
}
