/**
 * The signing keys of this ledger. The first is generated at the first start; each is a file that only the program's
 * user can read. The log itself says which key signs, so a lost key stops the start and is never replaced silently.
 */
import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { LedgerError } from './ledgerError.ts';
import { readVerifierKey, signerOf, writeVerifierKey, type Signer } from './note.ts';
import type { LedgerIdentity, LedgerStore } from './store.ts';

/** Storage of private keys, by key id. */
export interface KeyChest {
  /** The key as PEM; undefined if it is missing. */
  find(keyId: string): string | undefined;
  keep(keyId: string, pem: string): void;
  /** For messages. */
  readonly location: string;
}

export interface Signers {
  readonly identity: LedgerIdentity;
  /** @throws LedgerError if the key is not in the chest */
  get(verifierKey: string): Signer;
  /** Generates and stores a key for the same ledger. */
  make(): Signer;
}

export function keyFolder(folder: string): KeyChest {
  const pathOf = (keyId: string): string => join(folder, `${keyId}.pem`);
  return {
    location: folder,
    find(keyId) {
      try {
        return readFileSync(pathOf(keyId), 'utf8');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw new LedgerError(`The key ${pathOf(keyId)} cannot be read: ${(error as Error).message}.`);
      }
    },
    keep(keyId, pem) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const file = openSync(pathOf(keyId), 'wx', 0o600);
      try {
        writeSync(file, pem);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
    },
  };
}

/** @throws LedgerError if the ledger already has a key that is not in the chest */
export async function openSigners(ledger: LedgerStore, chest: KeyChest): Promise<Signers> {
  const identity = (await ledger.findIdentity()) ?? (await firstIdentity(ledger, chest));
  const known = new Map<string, Signer>();
  const signers: Signers = {
    identity,
    get(verifierKey) {
      const signer = known.get(verifierKey) ?? signerIn(chest, verifierKey);
      known.set(verifierKey, signer);
      return signer;
    },
    make: () => makeSigner(identity.name, chest),
  };
  signers.get((await ledger.findLast())?.nextKey ?? identity.firstKey);
  return signers;
}

async function firstIdentity(ledger: LedgerStore, chest: KeyChest): Promise<LedgerIdentity> {
  const name = `lang-nghe/${randomBytes(5).toString('hex')}`;
  const { key } = makeSigner(name, chest);
  return await ledger.claimIdentity({ name, firstKey: writeVerifierKey(key) });
}

/** Generates and stores a key. */
export function makeSigner(name: string, chest: KeyChest): Signer {
  const signer = signerOf(name, generateKeyPairSync('ed25519').privateKey);
  chest.keep(signer.key.keyId, signer.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  return signer;
}

/** @throws LedgerError if the key is not in the chest */
export function signerIn(chest: KeyChest, verifierKey: string): Signer {
  const key = readVerifierKey(verifierKey);
  const pem = key && chest.find(key.keyId);
  if (key && pem !== undefined) {
    const signer = signerOf(key.name, createPrivateKey(pem));
    if (writeVerifierKey(signer.key) === verifierKey) return signer;
  }
  throw new LedgerError(
    `The ledger signs with the key ${key?.keyId ?? verifierKey}, which is not in ${chest.location}. Bring the file back from a backup; a new key would look like a forgery to everyone who checks.`,
  );
}
