/**
 * Signed notes in the format of other transparency logs (C2SP signed-note): a text, an empty line, and a line `— name
 * signature`. A verifier key is written `name+keyId+key`, which fits on a sheet of paper and names its program; the
 * id is a hash of name and key, so that neither can be replaced alone.
 */
import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

export interface VerifierKey {
  /** Name of the ledger. */
  readonly name: string;
  /** Eight hexadecimal digits. */
  readonly keyId: string;
  /** 32 bytes. */
  readonly publicKey: Buffer;
}

export interface Signer {
  readonly key: VerifierKey;
  readonly privateKey: KeyObject;
}

/** First byte of a key: it signs notes with Ed25519. */
const signsNotes = 1;
/** Precedes the 32 bytes of an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410). */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

export function signerOf(name: string, privateKey: KeyObject): Signer {
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return { key: verifierKey(name, spki.subarray(-32)), privateKey };
}

function verifierKey(name: string, publicKey: Buffer, algorithm = signsNotes): VerifierKey {
  const typed = Buffer.of(algorithm);
  const digest = createHash('sha256').update(`${name}\n`).update(typed).update(publicKey).digest();
  return { name, keyId: digest.subarray(0, 4).toString('hex'), publicKey };
}

export function writeVerifierKey({ name, keyId, publicKey }: VerifierKey): string {
  return `${name}+${keyId}+${Buffer.concat([Buffer.of(signsNotes), publicKey]).toString('base64')}`;
}

/**
 * @param algorithm required first byte: 1 for a ledger, which signs notes, 4 for a witness, which cosigns
 * @returns undefined if it is not a verifier key, or its id does not match
 */
export function readVerifierKey(text: string, algorithm = signsNotes): VerifierKey | undefined {
  const [, name = '', keyId, encoded = ''] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length !== 33 || bytes[0] !== algorithm) return undefined;
  const key = verifierKey(name, bytes.subarray(1), algorithm);
  return key.keyId === keyId ? key : undefined;
}

/** @param text ends with a line break */
export function signNote(text: string, { key, privateKey }: Signer): string {
  const signature = sign(null, Buffer.from(text), privateKey);
  const bytes = Buffer.concat([Buffer.from(key.keyId, 'hex'), signature]);
  return `${text}\n— ${key.name} ${bytes.toString('base64')}\n`;
}

/** The text of a note signed with the key; undefined if it is not. */
export function openNote(note: string, key: VerifierKey): string | undefined {
  const end = note.indexOf('\n\n— ');
  if (end < 0) return undefined;
  const text = note.slice(0, end + 1);
  for (const line of note.slice(end + 2).split('\n')) {
    const [dash, name, encoded = ''] = line.split(' ');
    const bytes = Buffer.from(encoded, 'base64');
    const isOurs = dash === '—' && name === key.name && bytes.subarray(0, 4).toString('hex') === key.keyId;
    if (isOurs && verify(null, Buffer.from(text), publicKeyObject(key), bytes.subarray(4))) return text;
  }
  return undefined;
}

export function publicKeyObject({ publicKey }: VerifierKey): KeyObject {
  return createPublicKey({ key: Buffer.concat([spkiPrefix, publicKey]), format: 'der', type: 'spki' });
}
