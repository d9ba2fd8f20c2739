/**
 * Codes of six digits from an authenticator app: RFC 6238 with SHA-1 and steps of 30 seconds, which is what all of
 * these apps speak.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

const stepMs = 30_000;
const base32Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export function totpCode(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = digest.readUInt8(digest.length - 1) & 0x0f;
  const number = digest.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 1_000_000).padStart(6, '0');
}

export function totpStep(now: Date): number {
  return Math.floor(now.getTime() / stepMs);
}

/**
 * The time step whose code this is; one step before and after count too, for clocks that differ.
 *
 * @param afterStep the last step that was used: its code and earlier ones are spent
 * @returns undefined when the code is wrong or spent
 */
export function stepOfCode(secret: Buffer, code: string, now: Date, afterStep: number): number | undefined {
  const given = Buffer.from(code);
  const current = totpStep(now);
  return [current, current - 1, current + 1].find((step) => {
    const expected = Buffer.from(totpCode(secret, step));
    return step > afterStep && given.length === expected.length && timingSafeEqual(given, expected);
  });
}

/** For typing in by hand, and for the address in the QR code. */
export function base32(bytes: Buffer): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((group) => base32Alphabet[Number.parseInt(group.padEnd(5, '0'), 2)])
    .join('');
}

/** What the QR code holds. */
export function totpAddress(secret: Buffer, accountName: string): string {
  const issuer = 'Lắng Nghe';
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(accountName)}`;
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`;
}
