/**
 * Where a PDF is signed: its signatures, each with the bytes that it covers. Only the bytes are looked at, not the objects: a
 * signature that covers the whole file but its own place leaves nothing for a second reading of it (ISO 32000-2, 12.8.1).
 */
import type { FileError } from './signedCopy.ts';

export interface SignatureField {
  /** The bytes before and after the place of the signature; the first begin at 0. */
  readonly signed: readonly [before: Buffer, after: Buffer];
  /** CMS (RFC 5652), DER, with zeros behind it. */
  readonly cms: Buffer;
  /** How it is encoded, such as `ETSI.CAdES.detached`. */
  readonly subFilter: string;
  /** The time of signing, from the dictionary of the signature. */
  readonly at?: Date | undefined;
}

const byteRange = /\/ByteRange\s*\[\s*(\d{1,9})\s+(\d{1,9})\s+(\d{1,9})\s+(\d{1,9})\s*\]/g;

/** @returns in the order of signing; the last one covers the whole file */
export function signatureFields(pdf: Buffer): readonly SignatureField[] | FileError {
  const text = pdf.toString('latin1'); // a letter for each byte
  if (!/^%PDF-[12]\.\d/.test(text)) return 'notPdf';
  if (/\/Encrypt\b/.test(text)) return 'encrypted';
  const fields: (SignatureField & { readonly end: number })[] = [];
  for (const match of text.matchAll(byteRange)) {
    const [start, length, next, rest] = match.slice(1).map(Number) as [number, number, number, number];
    const end = next + rest;
    const hex = text.slice(length, next);
    if (start !== 0 || end > pdf.length || !/^<[0-9A-Fa-f]*>$/.test(hex)) return 'altered';
    // The dictionary of the signature, around its place.
    const from = text.lastIndexOf(' obj', length);
    const dictionary = text.slice(from, length) + text.slice(next, text.indexOf('endobj', next));
    if (from < 0 || !dictionary.includes(match[0])) return 'altered';
    fields.push({
      signed: [pdf.subarray(0, length), pdf.subarray(next, end)],
      cms: Buffer.from(hex.slice(1, -1), 'hex'),
      subFilter: /\/SubFilter\s*\/([\w.]+)/.exec(dictionary)?.[1] ?? '',
      at: timeOf(/\/M\s*\(D:([^)]*)\)/.exec(dictionary)?.[1]),
      end,
    });
  }
  if (fields.length === 0) return 'unsigned';
  fields.sort((one, other) => one.end - other.end);
  return fields.at(-1)!.end === pdf.length ? fields : 'extended';
}

/** A time as PDF writes it: `20260301093000+07'00'`. */
function timeOf(text: string | undefined): Date | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-]\d\d)'(\d\d)'?)/.exec(text ?? '');
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, zone = '+00', zoneMinutes = '00'] = match;
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}:${zoneMinutes}`);
  return Number.isNaN(time.getTime()) ? undefined : time;
}
