import type { KeyChest } from '../../src/collection/ledger/signers.ts';

/** Keeps the keys of a ledger in memory. */
export function memoryChest(): KeyChest {
  const kept = new Map<string, string>();
  return {
    location: 'memory',
    find: (keyId) => kept.get(keyId),
    keep: (keyId, pem) => void kept.set(keyId, pem),
  };
}
