/** What is derived from the key of messages, which the operator keeps in a file outside the database. */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { openText, sealText } from '../text/sealedText.ts';

export interface AddressKeys {
  /** Mixed into the keys of lists of people. */
  readonly lists: Buffer;
  /** Pairs people with codes. */
  readonly pairing: Buffer;
  /** Under which an address that is to get nothing more is remembered, as a text for addresses of pages. */
  stopToken(address: string): string;
  /** Whether the token was made here. */
  isStopToken(token: string): boolean;
  /** @param id of what it belongs to, without which it cannot be opened */
  seal(text: string, id: string): Buffer;
  /** @throws if it is damaged, or was sealed with another key or id */
  open(sealed: Buffer, id: string): string;
}

const [hashBytes, checkBytes] = [12, 6];

/** @param key 32 bytes */
export function addressKeys(key: Buffer): AddressKeys {
  const derived = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', key, '', purpose, 32));
  const [stops, checks, sealing] = [derived('stops'), derived('checks of stops'), derived('addresses')];
  const short = (by: Buffer, content: string | Buffer, bytes: number): Buffer =>
    createHmac('sha256', by).update(content).digest().subarray(0, bytes);
  return {
    lists: derived('lists'),
    pairing: derived('pairing'),
    stopToken(address) {
      const hash = short(stops, address.toLowerCase(), hashBytes);
      return Buffer.concat([hash, short(checks, hash, checkBytes)]).toString('base64url');
    },
    isStopToken(token) {
      const bytes = Buffer.from(token, 'base64url');
      if (bytes.length !== hashBytes + checkBytes || bytes.toString('base64url') !== token) return false;
      return timingSafeEqual(
        bytes.subarray(hashBytes),
        short(checks, bytes.subarray(0, hashBytes), checkBytes),
      );
    },
    seal: (text, id) => sealText(text, sealing, id),
    open: (sealed, id) => openText(sealed, sealing, id),
  };
}
