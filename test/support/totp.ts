/** The authenticator app of a member of staff. */
import { generateSync } from 'otplib';

export function totpStep(now: Date): number {
  return Math.floor(now.getTime() / 30_000);
}

export function totpCode(secret: Buffer, step: number): string {
  return generateSync({ secret, epoch: step * 30 });
}
