/** A certificate authority whose signatures the administrator trusts on signed copies. */
import { X509Certificate } from 'node:crypto';
import { Certificate } from 'pkijs';
import type { Actor } from '../../access/audit/entry.ts';
import { nameOf } from './verifySignature.ts';

export interface TrustedAuthority {
  /** SHA-256 of the certificate, in hexadecimal. */
  readonly id: string;
  readonly name: string;
  readonly validFrom: Date;
  readonly validTo: Date;
  /** The certificate, as PEM. */
  readonly pem: string;
  readonly by: Actor;
  readonly at: Date;
  /** Set while it is trusted no more. */
  readonly removedAt?: Date | undefined;
}

export type AuthorityError = 'noCertificate' | 'several' | 'noAuthority';

/** @param typed PEM of one certificate authority */
export function readAuthority(
  typed: string,
): Omit<TrustedAuthority, 'by' | 'at' | 'removedAt'> | AuthorityError {
  const found = typed.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (found.length > 1) return 'several';
  try {
    const certificate = new X509Certificate(found[0] ?? '');
    if (!certificate.ca) return 'noAuthority';
    const { subject } = Certificate.fromBER(Uint8Array.from(certificate.raw).buffer);
    return {
      id: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
      name: nameOf(subject) || certificate.subject,
      validFrom: new Date(certificate.validFrom),
      validTo: new Date(certificate.validTo),
      pem: certificate.toString(),
    };
  } catch {
    return 'noCertificate'; // OpenSSL's error names no cause that helps
  }
}

export const derOf = ({ pem }: Pick<TrustedAuthority, 'pem'>): Buffer => new X509Certificate(pem).raw;
