/**
 * The tablet as a witness of the ledger: it keeps the last checkpoint that it saw, and a new one has to extend it. Whoever
 * runs the server also holds its key; the tablets in the halls remember. The rules are those of `/assets/verify.mjs`.
 */

/** The ledger was cut or rewritten. */
export class Broken extends Error {}

/**
 * @param kept what the last visit gave; undefined before the first
 * @param get fetches a path of the ledger as text
 * @returns what to keep from now on; undefined while there is no checkpoint at all
 * @throws Broken when the last checkpoint does not extend the kept one; anything else when it could not look
 */
export async function visitLedger(kept, get) {
  const note = await get('/ledger/checkpoint.txt');
  if (note === '') {
    if (kept) throw new Broken('cut');
    return undefined;
  }
  const checkpoint = readCheckpoint(note);
  if (!checkpoint) throw new Error('this is no checkpoint');
  const { name, keys } = JSON.parse(await get('/ledger/keys.json'));
  const known = await keysSince(kept?.key ?? keys[0].key, keys, name);
  const signedBy = await Promise.all(known.map((key) => isSignedBy(note, key)));
  if (signedBy.every((isSigned) => isSigned === false)) throw new Broken('signature');

  const before = kept && readCheckpoint(kept.note);
  if (before) {
    if (checkpoint.name !== before.name || checkpoint.size < before.size) throw new Broken('cut');
    const path = `/ledger/consistency.json?from=${before.size}&to=${checkpoint.size}`;
    const proof = checkpoint.size === before.size ? [] : JSON.parse(await get(path)).hashes.map(bytesOf);
    if (!(await isConsistent(before, checkpoint, proof))) throw new Broken('rewritten');
    if (checkpoint.time < before.time) throw new Broken('time');
  }
  const signer = signedBy.indexOf(true);
  return { note, key: known[Math.max(0, signer)], number: checkpoint.number, isSigned: signer >= 0 };
}

/**
 * A key, and those that it was handed over to, each signed by the one before. The checkpoint that takes a change in is
 * itself still signed by the old key.
 */
async function keysSince(from, changes, name) {
  const known = [from];
  for (const { oldKey, newKey, signedByOld } of changes.slice(1)) {
    if (oldKey !== known[known.length - 1]) continue;
    const isRight = textOf(signedByOld) === `${name} key change\n${newKey}\n`;
    if (!isRight || (await isSignedBy(signedByOld, oldKey)) === false) throw new Broken('key');
    known.push(newKey);
  }
  return known;
}

const textOf = (note) => note.slice(0, note.indexOf('\n\n— ') + 1);

export function readCheckpoint(note) {
  const match = /^(\S+)\n(\d+)\n(\S+)\nnumber (\d+)\ntime (\S+)\n$/.exec(textOf(note));
  if (!match) return undefined;
  const [, name, size, root, number, time] = match;
  return { name, size: Number(size), root: bytesOf(root), number: Number(number), time: Date.parse(time) };
}

/** @returns undefined where the browser cannot tell: it learned Ed25519 only lately */
async function isSignedBy(note, key) {
  const [, name, keyId, encoded] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(key) ?? [];
  if (encoded === undefined) return false;
  const imported = await crypto.subtle
    .importKey('raw', bytesOf(encoded).slice(1), { name: 'Ed25519' }, false, ['verify'])
    .catch(() => undefined);
  if (!imported) return undefined;
  const text = new TextEncoder().encode(textOf(note));
  for (const line of note.slice(textOf(note).length + 1).split('\n')) {
    const [, signer, signature = ''] = line.split(' ');
    const bytes = bytesOf(signature);
    if (signer !== name || hex(bytes.slice(0, 4)) !== keyId) continue;
    if (await crypto.subtle.verify({ name: 'Ed25519' }, imported, bytes.slice(4), text)) return true;
  }
  return false;
}

/** RFC 9162, 2.1.4.2. */
export async function isConsistent(older, newer, proof) {
  if (older.size === newer.size) return isSame(older.root, newer.root);
  const hashes = Number.isInteger(Math.log2(older.size)) ? [older.root, ...proof] : [...proof];
  let [at, last] = [older.size - 1, newer.size - 1];
  while (at % 2 === 1) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  let [old, fresh] = [hashes[0], hashes.shift()];
  if (!old) return false;
  for (const hash of hashes) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      [old, fresh] = [await nodeHash(hash, old), await nodeHash(hash, fresh)];
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else fresh = await nodeHash(fresh, hash);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && isSame(old, older.root) && isSame(fresh, newer.root);
}

async function nodeHash(left, right) {
  const bytes = new Uint8Array(1 + left.length + right.length);
  bytes[0] = 1;
  bytes.set(left, 1);
  bytes.set(right, 1 + left.length);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

const isSame = (one, other) =>
  one.length === other.length && one.every((byte, index) => byte === other[index]);
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}
