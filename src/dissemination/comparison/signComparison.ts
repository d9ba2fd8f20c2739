/** The signature of a comparison: a signed note (C2SP) over the hash of `comparison.json`, as publications have one. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  openNote,
  readVerifierKey,
  signNote,
  writeVerifierKey,
  type Signer,
} from '../../collection/ledger/note.ts';
import { keyFolder, makeSigner, signerIn } from '../../collection/ledger/signers.ts';
import { sha256Of } from './answers.ts';

/** The key of a folder, made where there is none. @throws LedgerError if the folder names a key that it does not hold */
export function openComparisonKey(folder: string): Signer {
  const chest = keyFolder(folder);
  const file = join(folder, 'key.txt');
  if (existsSync(file)) return signerIn(chest, readFileSync(file, 'utf8').trim());
  const signer = makeSigner(`lang-nghe-comparison/${randomBytes(5).toString('hex')}`, chest);
  writeFileSync(file, `${writeVerifierKey(signer.key)}\n`);
  return signer;
}

export function signComparison(json: string, signer: Signer): string {
  return signNote(noteOf(signer.key.name, json), signer);
}

/** @param key verifier key that must have signed */
export function isSignedBy(note: string, json: string, key: string): boolean {
  const verifierKey = readVerifierKey(key);
  return verifierKey !== undefined && openNote(note, verifierKey) === noteOf(verifierKey.name, json);
}

function noteOf(name: string, json: string): string {
  return `${name} comparison\nhash ${sha256Of(json)}\n`;
}
