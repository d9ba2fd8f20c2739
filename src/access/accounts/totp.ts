/**
 * Six-digit codes from an authenticator app, through otplib: RFC 6238 with SHA-1 and steps of 30 seconds, which all of
 * these apps support.
 */
import { generateURI, ScureBase32Plugin, verifySync } from 'otplib';

const stepSeconds = 30;

/**
 * The time step to which this code belongs; one step before and one after are accepted too, for clocks that differ.
 *
 * @param afterStep the last step that was used: its code and earlier ones are spent
 * @returns undefined when the code is wrong or spent
 */
export function stepOfCode(secret: Buffer, code: string, now: Date, afterStep: number): number | undefined {
  const epoch = Math.floor(now.getTime() / 1000);
  const isSpent = afterStep >= Math.floor(epoch / stepSeconds) + 1; // also if the clock was set back
  if (isSpent || !/^\d{6}$/.test(code)) return undefined;
  const checked = verifySync({
    secret,
    token: code,
    epoch,
    epochTolerance: stepSeconds,
    afterTimeStep: afterStep,
  });
  return checked.valid && 'timeStep' in checked ? checked.timeStep : undefined;
}

/** For typing by hand, and for the address in the QR code. */
export function base32(bytes: Buffer): string {
  return new ScureBase32Plugin().encode(bytes, { padding: false });
}

/** Content of the QR code. */
export function totpAddress(secret: Buffer, accountName: string): string {
  return generateURI({ issuer: 'Lắng Nghe', label: accountName, secret: base32(secret) });
}
