/** What holds of a signed PDF, and every way in which it may not: signed by other libraries than the one that verifies. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Signer } from '@signpdf/signpdf';
import forge from 'node-forge';
import { signatureFields } from '../../../src/dissemination/signedCopies/signatureFields.ts';
import type { Signer as FoundSigner } from '../../../src/dissemination/signedCopies/signedCopy.ts';
import { verifySignature } from '../../../src/dissemination/signedCopies/verifySignature.ts';
import { describeWith, opensslPath } from '../../support/needs.ts';
import {
  makeIdentity,
  pemOf,
  signPdf,
  trust,
  unsignedPdf,
  withAnotherPlace,
  type Identity,
} from './testAuthority.ts';

const now = new Date('2026-02-10T02:00:00Z');
const root = makeIdentity('Root CA', 'Test Cipher Board', { isAuthority: true });
const authority = makeIdentity('Office CA', 'Test Cipher Board', { isAuthority: true, issuer: root });
const office = makeIdentity('Sở Nội vụ', 'Tỉnh thử', { issuer: authority });
const plain = await unsignedPdf(['thành phố city 50,00%']);
const signed = await signPdf(plain, office);

async function verified(
  pdf: Buffer,
  trusted: readonly Identity[] = [root],
  at = now,
): Promise<readonly FoundSigner[] | string> {
  const fields = signatureFields(pdf);
  if (typeof fields === 'string') return fields;
  const found: FoundSigner[] = [];
  for (const field of fields) {
    const signer = await verifySignature(field, trusted.map(trust), at);
    if (typeof signer === 'string') return signer;
    found.push(signer);
  }
  return found;
}

/** The file with a piece put in the place of another one of the same length. */
function replaced(pdf: Buffer, from: string | RegExp, to: (found: string) => string): Buffer {
  return Buffer.from(pdf.toString('latin1').replace(from, to), 'latin1');
}

describe('a signed PDF', () => {
  test('says who signed it, by whose certificate and when', async () => {
    const [signer, ...others] = (await verified(signed)) as FoundSigner[];
    expect(signer).toEqual({
      subject: 'Sở Nội vụ, Tỉnh thử',
      issuer: 'Office CA, Test Cipher Board',
      at: new Date('2026-02-05T14:00:00Z'),
      anchorId: root.certificate.serialNumber,
    });
    expect(others).toEqual([]);
  });

  test('holds where an authority between the root and the signer is the trusted one', async () => {
    const [signer] = (await verified(signed, [authority])) as FoundSigner[];
    expect(signer?.anchorId).toBe(authority.certificate.serialNumber);
  });

  test('that two have signed names both, the first one first', async () => {
    const leader = makeIdentity('Nguyễn Văn A', 'Tỉnh thử', { issuer: authority });
    const twice = await signPdf(withAnotherPlace(signed), leader, new Date('2026-02-08T02:00:00Z'));
    const signers = (await verified(twice)) as FoundSigner[];
    expect(signers.map(({ subject }) => subject)).toEqual(['Sở Nội vụ, Tỉnh thử', 'Nguyễn Văn A, Tỉnh thử']);
  });
});

describe('a PDF is refused', () => {
  test.each([
    ['that is none', 'notPdf', async () => Buffer.from('<html>')],
    [
      'without a signature',
      'unsigned',
      async () => await unsignedPdf(['a']).then((pdf) => replaced(pdf, /\/\*{10}/g, () => '/0000000000')),
    ],
    [
      'that is encrypted',
      'encrypted',
      async () => Buffer.concat([signed, Buffer.from('trailer << /Encrypt 9 0 R >>')]),
    ],
    [
      'of which a letter was changed',
      'altered',
      async () => replaced(signed, '/Producer', () => '/Producex'),
    ],
    [
      'whose place for the signature was changed',
      'altered',
      async () => replaced(signed, /\/M \(D:2026/, () => '/M (D:2025'),
    ],
    ['to which a space was added', 'extended', async () => Buffer.concat([signed, Buffer.from(' ')])],
    ['to which content was added as an update', 'extended', async () => withAnotherPlace(signed)],
    [
      'whose signature is that of another file',
      'altered',
      async () => {
        const other = await signPdf(await unsignedPdf(['thành phố city 51,00%']), office);
        const [contents = ''] = /<[0-9a-f]{1000,}>/i.exec(other.toString('latin1')) ?? [];
        return replaced(signed, /<[0-9a-f]{1000,}>/i, () => contents);
      },
    ],
    [
      'with something behind the signature in its place',
      'altered',
      async () => replaced(signed, /0000000000>/, () => '00000000ff>'),
    ],
    [
      'whose range leaves out more than the signature',
      'altered',
      async () =>
        replaced(signed, /\/ByteRange \[0 (\d+)/, (found) =>
          found.replace(/\d+$/, (length) => String(Number(length) - 1)),
        ),
    ],
    [
      'whose signature has a kind that is not supported',
      'unsupported',
      async () => await signPdf(await unsignedPdf(['a'], 'adbe.x509.rsa_sha1'), office),
    ],
    [
      'that PAdES asks to name its signer and does not',
      'altered',
      async () => await signPdf(await unsignedPdf(['a'], 'ETSI.CAdES.detached'), office),
    ],
    [
      'that says it was signed tomorrow',
      'inFuture',
      async () => await signPdf(plain, office, new Date('2026-02-11T02:00:00Z')),
    ],
  ] as const)('%s', async (_what, error, make) => {
    expect(await verified(await make())).toBe(error);
  });

  test.each([
    ['by somebody whom nobody knows', 'notTrusted', () => makeIdentity('Stranger', 'Nowhere')],
    [
      'by another authority of the same name',
      'notTrusted',
      () =>
        makeIdentity('Sở Nội vụ', 'Tỉnh thử', {
          issuer: makeIdentity('Root CA', 'Test Cipher Board', { isAuthority: true }),
        }),
    ],
    [
      'by a certificate that had ended',
      'notValidThen',
      () => makeIdentity('Cũ', 'Tỉnh thử', { issuer: authority, to: '2026-02-01' }),
    ],
    [
      'by a certificate that had not begun',
      'notValidThen',
      () => makeIdentity('Mới', 'Tỉnh thử', { issuer: authority, from: '2026-02-08' }),
    ],
    [
      'under an authority that had ended',
      'notValidThen',
      () =>
        makeIdentity('A', 'B', {
          issuer: makeIdentity('Old CA', 'B', { issuer: root, isAuthority: true, to: '2026-02-01' }),
        }),
    ],
    [
      'by a certificate for encryption',
      'keyUsage',
      () => makeIdentity('A', 'B', { issuer: authority, usage: { keyEncipherment: true } }),
    ],
    [
      'by a certificate that another signer issued',
      'notTrusted',
      () => makeIdentity('A', 'B', { issuer: makeIdentity('C', 'D', { issuer: authority }) }),
    ],
    [
      'under an authority that may not certify',
      'notTrusted',
      () =>
        makeIdentity('A', 'B', {
          issuer: makeIdentity('CA', 'B', {
            issuer: root,
            isAuthority: true,
            usage: { digitalSignature: true },
          }),
        }),
    ],
    [
      'under more authorities than one of them allows',
      'notTrusted',
      () => {
        const last = makeIdentity('CA 0', 'B', { issuer: root, isAuthority: true, pathLen: 0 });
        return makeIdentity('A', 'B', {
          issuer: makeIdentity('CA 1', 'B', { issuer: last, isAuthority: true }),
        });
      },
    ],
    ['by a key that is too short', 'weak', () => makeIdentity('A', 'B', { issuer: authority, bits: 1024 })],
  ] as const)('signed %s', async (_what, error, make) => {
    expect(await verified(await signPdf(plain, make()))).toBe(error);
  });

  test('of which an earlier signature does not hold, though the last one does', async () => {
    const stranger = await signPdf(plain, makeIdentity('Stranger', 'Nowhere'));
    expect(await verified(await signPdf(withAnotherPlace(stranger), office))).toBe('notTrusted');
  });
});

describeWith('openssl', opensslPath, 'a PDF signed by OpenSSL', () => {
  /** CMS as OpenSSL makes it, with the attributes of CAdES where they are asked for. */
  class OpensslSigner extends Signer {
    readonly #by: Identity;
    readonly #options: readonly string[];
    constructor(by: Identity, ...options: string[]) {
      super();
      this.#by = by;
      this.#options = options;
    }
    override async sign(pdf: Buffer): Promise<Buffer> {
      const folder = mkdtempSync(join(tmpdir(), 'lang-nghe-sign-'));
      try {
        const file = (name: string, content: string | Buffer): string => {
          writeFileSync(join(folder, name), content);
          return join(folder, name);
        };
        const key = file('key.pem', forge.pki.privateKeyToPem(this.#by.key));
        const chain = file(
          'chain.pem',
          this.#by.issuers.map((certificate) => pemOf({ certificate })).join(''),
        );
        const signer = ['-signer', file('signer.pem', pemOf(this.#by)), '-inkey', key, '-certfile', chain];
        const how = ['-sign', '-binary', '-outform', 'DER', '-in', file('pdf', pdf)];
        return await Promise.resolve(
          execFileSync(opensslPath!, ['cms', ...how, ...signer, ...this.#options], { maxBuffer: 2 ** 24 }),
        );
      } finally {
        rmSync(folder, { recursive: true });
      }
    }
  }

  test.each([
    ['as PAdES, with SHA-256', 'ETSI.CAdES.detached', ['-cades', '-md', 'sha256']],
    ['as PAdES, with SHA-512', 'ETSI.CAdES.detached', ['-cades', '-md', 'sha512']],
    ['with RSASSA-PSS', 'adbe.pkcs7.detached', ['-md', 'sha256', '-keyopt', 'rsa_padding_mode:pss']],
  ])('holds %s', async (_how, subFilter, options) => {
    const pdf = await signPdf(await unsignedPdf(['a'], subFilter), new OpensslSigner(office, ...options));
    expect(await verified(pdf, [root], new Date())).toMatchObject([{ subject: 'Sở Nội vụ, Tỉnh thử' }]);
  });

  test('holds under an authority with a Vietnamese name', async () => {
    const government = makeIdentity('CA Chính phủ thử', 'Ban Cơ yếu thử', { isAuthority: true });
    const leader = makeIdentity('Nguyễn Văn Ả', 'Sở Nội vụ', { issuer: government });
    const pdf = await signPdf(plain, new OpensslSigner(leader, '-cades', '-md', 'sha256'));
    expect(await verified(pdf, [government], new Date())).toMatchObject([
      { subject: 'Nguyễn Văn Ả, Sở Nội vụ', issuer: 'CA Chính phủ thử, Ban Cơ yếu thử' },
    ]);
  });

  test('is refused with SHA-1, and without signed attributes', async () => {
    const made = async (...options: string[]) => await signPdf(plain, new OpensslSigner(office, ...options));
    expect(await verified(await made('-md', 'sha1'))).toBe('weak');
    expect(await verified(await made('-md', 'sha256', '-noattr'))).toBe('unsupported');
  });
});
