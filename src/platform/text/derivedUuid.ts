import { createHmac } from 'node:crypto';

/** A UUID derived from values with a key: equal values give equal UUIDs, and nobody can compute them without the key. */
export function derivedUuid(key: Buffer, values: readonly (string | number)[]): string {
  const hash = createHmac('sha256', key).update(JSON.stringify(values)).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
