/** A certificate authority made in the test, and PDFs signed by it with other libraries than the one that verifies them. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { P12Signer } from '@signpdf/signer-p12';
import { SignPdf, type Signer } from '@signpdf/signpdf';
import forge from 'node-forge';
import type PdfKit from 'pdfkit';
import { rsaKey } from '../../support/rsaKeys.ts';

const require = createRequire(import.meta.url);
const PdfFile = require('pdfkit') as typeof PdfKit;
const font = readFileSync(require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'));

export interface Identity {
  readonly certificate: forge.pki.Certificate;
  readonly key: forge.pki.rsa.PrivateKey;
  /** Of those who issued it, the nearest first. */
  readonly issuers: readonly forge.pki.Certificate[];
}

interface Making {
  readonly issuer?: Identity;
  readonly isAuthority?: boolean;
  readonly pathLen?: number;
  readonly usage?: Readonly<Record<string, boolean>>;
  readonly from?: string;
  readonly to?: string;
  readonly bits?: number;
}

let serial = 1;

/** The first keys belong to what a file declares at its head, the others take turns: a test uses few of them. */
const [kept, inTurn] = [4, 6];
const keyOf = (number: number, bits: number) =>
  rsaKey(number < kept ? number : kept + (number % inTurn), bits);

/** @param name in ASCII for an authority: node-forge writes the name of an issuer wrong elsewhere */
export function makeIdentity(name: string, organisation: string, making: Making = {}): Identity {
  const {
    issuer,
    isAuthority = false,
    pathLen,
    from = '2025-01-01',
    to = '2030-01-01',
    bits = 2048,
  } = making;
  const pem = keyOf(serial, bits).export({ type: 'pkcs1', format: 'pem' });
  const key = forge.pki.privateKeyFromPem(pem.toString());
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.setRsaPublicKey(key.n, key.e);
  certificate.serialNumber = (serial++).toString(16).padStart(4, '0');
  certificate.validity.notBefore = new Date(from);
  certificate.validity.notAfter = new Date(to);
  const subject = [
    { name: 'commonName', value: name, valueTagClass: forge.asn1.Type.UTF8 as never },
    { name: 'organizationName', value: organisation, valueTagClass: forge.asn1.Type.UTF8 as never },
  ];
  certificate.setSubject(subject);
  certificate.setIssuer(issuer ? issuer.certificate.subject.attributes : subject);
  const usage = making.usage ?? (isAuthority ? { keyCertSign: true } : { digitalSignature: true });
  certificate.setExtensions([
    {
      name: 'basicConstraints',
      critical: true,
      cA: isAuthority,
      ...(pathLen === undefined ? {} : { pathLenConstraint: pathLen }),
    },
    { name: 'keyUsage', critical: true, ...usage },
  ]);
  certificate.sign(issuer?.key ?? key, forge.md.sha256.create());
  return { certificate, key, issuers: issuer ? [issuer.certificate, ...issuer.issuers] : [] };
}

export const pemOf = ({ certificate }: Pick<Identity, 'certificate'>): string =>
  forge.pki.certificateToPem(certificate);

/** A trusted certificate as the program hands it to the verification. */
export function trust({ certificate }: Identity): { id: string; der: Buffer } {
  const der = forge.asn1.toDer(forge.pki.certificateToAsn1(certificate)).getBytes();
  return { id: certificate.serialNumber, der: Buffer.from(der, 'latin1') };
}

const placeholder = '**********'; // pdfkit writes a string as a name
const contentsBytes = 8192;

interface Form {
  SigFlags?: number;
  readonly Fields: unknown[];
}

/** A page of text, with a place for a signature. */
export async function unsignedPdf(
  lines: readonly string[],
  subFilter = 'adbe.pkcs7.detached',
): Promise<Buffer> {
  const doc = new PdfFile({ font: font as never, info: { CreationDate: new Date('2026-02-06') } });
  const pieces: Buffer[] = [];
  const ended = new Promise((resolve) => doc.on('end', resolve));
  doc.on('data', (piece: Buffer) => pieces.push(piece));
  for (const line of lines) doc.text(line);
  const signature = doc.ref({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: subFilter,
    ByteRange: [0, placeholder, placeholder, placeholder],
    Contents: Buffer.alloc(contentsBytes),
    M: new Date('2026-02-05T14:00:00Z'),
  });
  const field = doc.ref({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    Rect: [0, 0, 0, 0],
    F: 4,
    T: new String('Signature1'), // eslint-disable-line
    V: signature,
    P: doc.page.dictionary,
  });
  doc.initForm();
  const { data } = (doc as unknown as { _root: { data: { AcroForm: { data: Form } } } })._root.data.AcroForm;
  data.SigFlags = 3;
  data.Fields.push(field);
  for (const part of [signature, field]) part.end(undefined);
  doc.end();
  await ended;
  return Buffer.concat(pieces);
}

function signerOf({ certificate, key, issuers }: Identity): P12Signer {
  const p12 = forge.pkcs12.toPkcs12Asn1(key, [certificate, ...issuers], 'x', { algorithm: '3des' });
  return new P12Signer(Buffer.from(forge.asn1.toDer(p12).getBytes(), 'latin1'), { passphrase: 'x' });
}

/** Signed as of a time, by default two days after the round has closed. */
export async function signPdf(
  pdf: Buffer,
  by: Identity | Signer,
  at = new Date('2026-02-05T14:00:00Z'),
): Promise<Buffer> {
  return await new SignPdf().sign(pdf, 'certificate' in by ? signerOf(by) : by, at);
}

/** The same file with one more signature to make, as an update behind it (ISO 32000-2, 7.5.6). */
export function withAnotherPlace(pdf: Buffer): Buffer {
  const text = pdf.toString('latin1');
  const [, size = ''] = /\/Size (\d+)/.exec(text) ?? [];
  const [, root = ''] = /\/Root (\d+ 0 R)/.exec(text) ?? [];
  const before = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1] ?? '';
  const range = Array.from({ length: 3 }, () => `/${placeholder}`).join(' ');
  const object = `${size} 0 obj\n<<\n/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /adbe.pkcs7.detached\n/ByteRange [0 ${range}]\n/Contents <${'00'.repeat(contentsBytes)}>\n>>\nendobj\n`;
  const start = pdf.length + 1;
  const xrefAt = start + object.length;
  const entry = `${String(start).padStart(10, '0')} 00000 n \n`;
  const xref = `xref\n${size} 1\n${entry}trailer\n<<\n/Size ${Number(size) + 1}\n/Root ${root}\n/Prev ${before}\n>>\nstartxref\n${xrefAt}\n%%EOF\n`;
  return Buffer.concat([pdf, Buffer.from(`\n${object}${xref}`, 'latin1')]);
}
