/**
 * Verifies a signature of a PDF: CMS (RFC 5652) as PAdES uses it (ETSI EN 319 142-1), with the library pkijs, and what
 * that library leaves to its caller. Nothing is asked over the network, so no revocation and no time-stamp is checked.
 */
import { X509Certificate } from 'node:crypto';
import { ObjectIdentifier, OctetString, Sequence, fromBER, type AsnType } from 'asn1js';
import {
  Certificate,
  CertificateChainValidationEngine,
  ContentInfo,
  SignedData,
  type Attribute,
  type BasicConstraints,
  type RelativeDistinguishedNames,
  type SignerInfo,
} from 'pkijs';
import type { SignatureField } from './signatureFields.ts';
import type { FileError, Signer } from './signedCopy.ts';

const ids = {
  data: '1.2.840.113549.1.7.1',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  commonName: '2.5.4.3',
  organisation: '2.5.4.10',
} as const;

const hashes: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
};
/** RSA and ECDSA with SHA-1, RSA with MD5. */
const brokenSignatures = ['1.2.840.113549.1.1.5', '1.2.840.10045.4.1', '1.2.840.113549.1.1.4'];
const rsaBitsMin = 2048;

/** How far the clock of a signer may be ahead. */
const aheadMs = 10 * 60 * 1000;

export interface TrustedCertificate {
  readonly id: string;
  readonly der: Buffer;
}

/** @param now when the file came */
export async function verifySignature(
  { signed, cms, subFilter, at }: SignatureField,
  trusted: readonly TrustedCertificate[],
  now: Date,
): Promise<Signer | FileError> {
  if (subFilter !== 'adbe.pkcs7.detached' && subFilter !== 'ETSI.CAdES.detached') return 'unsupported';
  const read = readSignature(cms);
  if (typeof read === 'string') return read;
  const { data, info, attributes } = read;
  if (hashes[info.digestAlgorithm.algorithmId] === undefined) return 'weak';
  const verified = await data
    .verify({ signer: 0, data: arrayOf(Buffer.concat(signed)), extendedMode: true })
    .catch(() => undefined);
  const certificate = verified?.signerCertificate;
  if (verified?.signatureVerified !== true || !certificate) return 'altered';
  const isNamed = await namesSigner(attributes(ids.signingCertificateV2), certificate);
  if (isNamed === false || (isNamed === undefined && subFilter.startsWith('ETSI'))) return 'altered';

  const [time] = attributes(ids.signingTime)?.values ?? [];
  const signedAt = (time as { toDate?: () => Date } | undefined)?.toDate?.() ?? at;
  if (!signedAt) return 'noTime';
  if (signedAt.getTime() > now.getTime() + aheadMs) return 'inFuture';
  if (!maySign(certificate)) return 'keyUsage';
  const path = await chainOf(certificate, data, { trusted, at: signedAt });
  if (typeof path === 'string') return path;
  const anchor = trusted.find(({ der }) => der.equals(derOf(path.at(-1)!)))!;
  return {
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    at: signedAt,
    anchorId: anchor.id,
  };
}

interface ReadSignature {
  readonly data: SignedData;
  readonly info: SignerInfo;
  /** A signed attribute by its id. */
  readonly attributes: (id: string) => Attribute | undefined;
}

/** One signer, who signs attributes with the digest of the file, each of them once, and no other content. */
function readSignature(cms: Buffer): ReadSignature | FileError {
  try {
    const { offset } = fromBER(arrayOf(cms));
    if (offset <= 0 || cms.subarray(offset).some((byte) => byte !== 0)) return 'altered';
    const data = new SignedData({ schema: ContentInfo.fromBER(arrayOf(cms.subarray(0, offset))).content });
    const [info, other] = data.signerInfos;
    const signedAttributes = info?.signedAttrs?.attributes;
    const { eContent, eContentType } = data.encapContentInfo;
    if (!info || other || !signedAttributes || eContent || eContentType !== ids.data) return 'unsupported';
    const types = signedAttributes.map(({ type }) => type);
    if (new Set(types).size < types.length) return 'altered';
    if (signedAttributes.some(({ values }) => values.length !== 1)) return 'altered';
    const attributes = (id: string) => signedAttributes.find(({ type }) => type === id);
    const [contentType] = attributes(ids.contentType)?.values ?? [];
    const isOfData = contentType instanceof ObjectIdentifier && contentType.getValue() === ids.data;
    return isOfData && attributes(ids.messageDigest) ? { data, info, attributes } : 'altered';
  } catch {
    return 'altered'; // not CMS: pkijs and asn1js throw errors of many kinds
  }
}

/**
 * Whether the attribute by which a signer names the own certificate (RFC 5035) names this one, so that no other certificate of
 * the same key can take its place.
 *
 * @returns undefined without the attribute
 */
async function namesSigner(
  attribute: Attribute | undefined,
  certificate: Certificate,
): Promise<boolean | undefined> {
  if (!attribute) return undefined;
  const partsOf = (part: AsnType | undefined): readonly AsnType[] =>
    part instanceof Sequence ? part.valueBlock.value : [];
  const [first, second] = partsOf(partsOf(partsOf(attribute.values[0] as AsnType)[0])[0]);
  const [algorithm] = partsOf(first);
  const [hash, name] =
    algorithm instanceof ObjectIdentifier ? [second, hashes[algorithm.getValue()]] : [first, 'SHA-256'];
  if (!(hash instanceof OctetString) || name === undefined) return false;
  const digest = await crypto.subtle.digest(name, derOf(certificate));
  return Buffer.from(digest).equals(Buffer.from(hash.getValue()));
}

/** Whether its key is strong and its usage, where it is limited, includes signing or non-repudiation. */
function maySign({ extensions }: Certificate): boolean {
  const usage = extensions?.find(({ extnID }) => extnID === ids.keyUsage)?.parsedValue as
    { readonly valueBlock: { readonly valueHexView: Uint8Array } } | undefined;
  return usage === undefined || ((usage.valueBlock.valueHexView[0] ?? 0) & 0b1100_0000) !== 0;
}

/** The certificates from the signer's to a trusted one, all of them valid at that time. */
async function chainOf(
  signer: Certificate,
  { certificates = [] }: SignedData,
  { trusted, at }: { trusted: readonly TrustedCertificate[]; at: Date },
): Promise<readonly Certificate[] | FileError> {
  const der = derOf(signer);
  const others = certificates.filter(
    (one): one is Certificate => one instanceof Certificate && !derOf(one).equals(der),
  );
  const engine = new CertificateChainValidationEngine({
    trustedCerts: trusted.map((one) => Certificate.fromBER(arrayOf(one.der))),
    certs: [...others, signer], // the last one is the one to verify
    checkDate: at,
  });
  const result = await engine.verify({ passedWhenNotRevValues: true }).catch(() => undefined); // a ring of authorities
  const path = result?.certificatePath;
  if (!result?.result || !path) return result?.resultCode === 8 ? 'notValidThen' : 'notTrusted';
  const isOurs = derOf(path[0]!).equals(der) && trusted.some((one) => one.der.equals(derOf(path.at(-1)!)));
  if (!isOurs || path.some(isTooDeep)) return 'notTrusted';
  return path.some(isWeak) ? 'weak' : path;
}

/** Whether an authority has more authorities below it than it may. @param index how many certificates are below it */
function isTooDeep({ extensions }: Certificate, index: number): boolean {
  const constraints = extensions?.find(({ extnID }) => extnID === ids.basicConstraints)?.parsedValue as
    BasicConstraints | undefined;
  const limit = constraints?.pathLenConstraint;
  return typeof limit === 'number' && index - 1 > limit;
}

function isWeak(certificate: Certificate, index: number, path: readonly Certificate[]): boolean {
  const { asymmetricKeyType, asymmetricKeyDetails } = new X509Certificate(derOf(certificate)).publicKey;
  const isShort =
    asymmetricKeyType?.startsWith('rsa') === true && (asymmetricKeyDetails?.modulusLength ?? 0) < rsaBitsMin;
  const isAnchor = index === path.length - 1; // trusted for itself, not for who signed it
  return isShort || (!isAnchor && brokenSignatures.includes(certificate.signatureAlgorithm.algorithmId));
}

/** `Nguyễn Văn A, Sở Nội vụ`. */
export function nameOf({ typesAndValues }: RelativeDistinguishedNames): string {
  const valueOf = (id: string): string =>
    typesAndValues.find(({ type }) => type === id)?.value.valueBlock.value ?? '';
  return [valueOf(ids.commonName), valueOf(ids.organisation)].filter((part) => part !== '').join(', ');
}

const derOf = (certificate: Certificate): Buffer => Buffer.from(certificate.toSchema().toBER(false));

/** The libraries need an ArrayBuffer without extra bytes. */
function arrayOf(bytes: Buffer): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}
