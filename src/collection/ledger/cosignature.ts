/**
 * What witnesses sign (C2SP tlog-cosignature, cosignature/v1): "at this time, this is the largest tree of this log
 * that I have seen, and it extends all that I saw before". A policy file lists the witnesses (C2SP tlog-policy).
 */
import { verify } from 'node:crypto';
import { publicKeyObject, readVerifierKey, type VerifierKey } from './note.ts';

export interface Witness {
  /** Name in the policy file. */
  readonly name: string;
  /** Verifier key, as text. */
  readonly key: string;
  /** Its submission prefix; without one, its key is known but it is not contacted. */
  readonly url: string | undefined;
}

const cosigns = 4;

/** @returns undefined if it is not the verifier key of a witness */
export function readWitnessKey(text: string): VerifierKey | undefined {
  return readVerifierKey(text, cosigns);
}

/**
 * The time of the witness's signature, if the line is its signature of the checkpoint.
 *
 * @param note checkpoint, with or without signatures of witnesses
 * @param line `— name signature`
 */
export function cosignedAt(note: string, line: string, key: VerifierKey): Date | undefined {
  const [dash, name, encoded = ''] = line.trimEnd().split(' ');
  const bytes = Buffer.from(encoded, 'base64');
  const isOurs = dash === '—' && name === key.name && bytes.subarray(0, 4).toString('hex') === key.keyId;
  if (!isOurs || bytes.length !== 4 + 8 + 64) return undefined;
  const seconds = bytes.readBigUInt64BE(4);
  const text = note.slice(0, note.indexOf('\n\n— ') + 1);
  const message = Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);
  const isSigned = verify(null, message, publicKeyObject(key), bytes.subarray(12));
  return isSigned ? new Date(Number(seconds) * 1000) : undefined;
}

/**
 * The witnesses of a policy; its logs, groups and quorum are ignored here.
 *
 * @throws Error that names the line
 */
export function readWitnesses(policy: string): readonly Witness[] {
  const witnesses: Witness[] = [];
  for (const [index, line] of policy.split('\n').entries()) {
    const [word, name = '', key = '', url] = line.trim().split(/[ \t]+/);
    if (word !== 'witness') continue;
    const isSound = readWitnessKey(key) && (url === undefined || /^https?:\/\/./.test(url));
    if (!isSound) throw new Error(`line ${index + 1} must be: witness NAME KEY https://…`);
    witnesses.push({ name, key, url: url?.replace(/\/$/, '') });
  }
  return witnesses;
}
