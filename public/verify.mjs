#!/usr/bin/env node
/**
 * Checks the ledger of a Lắng Nghe survey. One file, no dependencies, Node 18 or later. Read it before you trust it.
 *
 *   node verify.mjs LOG                      checks a log: a file (log.txt) or an address (https://survey.example)
 *        --receipt FILE-OR-TEXT              … and that this receipt (file, or text of its QR code) is in it
 *        --known FILE                        … and that it extends the checkpoints that a witness kept; of several
 *                                            witnesses, the option several times: so what they saw is compared
 *        --witness KEY                       … and which checkpoint this witness has cosigned last
 *        --key KEY                           … and that it is signed by the key printed on the daily sheet
 *        --minutes FILE                      … and that a spot check was drawn and opened rightly
 *   node verify.mjs receipt FILE             checks the proof in a receipt by itself, without the log
 *   node verify.mjs witness ADDRESS FILE     for cron: fetches the last checkpoint, checks that it extends the last
 *                                            one in FILE, and adds it there
 *
 * Ends with 0 when all is well, with 1 and the first error when something is wrong, with 2 when it could not look.
 *
 * A log is text. `key …` is the first key; `entry {…}` is an entry, byte by byte what was hashed; `checkpoint "…"` is
 * a signed statement over all entries above it. RFC 6962: an entry's hash is SHA-256(0x00 ‖ entry), an inner node's is
 * SHA-256(0x01 ‖ left ‖ right). Checkpoints are signed with Ed25519, as C2SP "signed notes"; below the log's signature
 * stand those of witnesses, as C2SP "cosignature/v1".
 */
import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';

/** Something is wrong with what was checked. */
export class VerificationError extends Error {}

const hourMs = 3_600_000;
const sha256 = (...pieces) =>
  pieces.reduce((hash, piece) => hash.update(piece), createHash('sha256')).digest();
const leafHash = (entry) => sha256(Buffer.of(0), entry);
const nodeHash = (left, right) => sha256(Buffer.of(1), left, right);
const fromBase64 = (text) => Buffer.from(text, 'base64');
/** Strings and whole numbers by name, in the one form that is hashed (RFC 8785). */
const canonical = (fields) => JSON.stringify(fields, Object.keys(fields).sort());

// ---------------------------------------------------------------- keys, signed notes, checkpoints, promises

/** First byte of a key: how it signs. */
const signsNotes = 1;
const cosigns = 4;

/** `name+id+key`, where the id is drawn from name and key. @param algorithm that its first byte must say */
export function readKey(text, algorithm = signsNotes) {
  const [name, id, encoded] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text)?.slice(1) ?? [];
  const bytes = fromBase64(encoded ?? '');
  const isKey = bytes.length === 33 && bytes[0] === algorithm;
  if (!isKey || sha256(`${name}\n`, bytes).subarray(0, 4).toString('hex') !== id) {
    throw new VerificationError(`This is not a key: ${text}`);
  }
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes.subarray(1)]);
  return { text, name, id, publicKey: createPublicKey({ key: der, format: 'der', type: 'spki' }) };
}

export const textOf = (note) => note.slice(0, note.indexOf('\n\n— ') + 1);

/** The text of a note, if the key has signed it. */
export function openNote(note, key) {
  const text = textOf(note);
  for (const line of note.slice(text.length + 1).split('\n')) {
    const [, name, encoded = ''] = line.split(' ');
    const bytes = fromBase64(encoded);
    if (name !== key.name || bytes.subarray(0, 4).toString('hex') !== key.id) continue;
    if (verifySignature(null, Buffer.from(text), key.publicKey, bytes.subarray(4))) return text;
  }
  return undefined;
}

/** When a witness cosigned a checkpoint, by its own clock; undefined when it has not. */
export function cosignedAt(note, witness) {
  const text = textOf(note);
  for (const line of note.slice(text.length + 1).split('\n')) {
    const [, name, encoded = ''] = line.split(' ');
    const bytes = fromBase64(encoded);
    if (name !== witness.name || bytes.length !== 76 || bytes.subarray(0, 4).toString('hex') !== witness.id)
      continue;
    const seconds = bytes.readBigUInt64BE(4);
    const message = Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);
    if (verifySignature(null, message, witness.publicKey, bytes.subarray(12))) return Number(seconds) * 1000;
  }
  return undefined;
}

export function readCheckpoint(text) {
  const [name, size, root, number, time] =
    /^(\S+)\n(\d+)\n(\S+)\nnumber (\d+)\ntime (\S+)\n$/.exec(text)?.slice(1) ?? [];
  if (time === undefined) throw new VerificationError(`This is not a checkpoint:\n${text}`);
  return { name, size: Number(size), root: fromBase64(root), number: Number(number), time: Date.parse(time) };
}

/** @param keys any of which may have signed; the checkpoint says which one did */
export function openCheckpoint(note, keys, what) {
  const signer = keys.find((key) => openNote(note, key) !== undefined);
  if (!signer)
    throw new VerificationError(`${what} is not signed by the ledger's key ${keys.map(({ id }) => id)}`);
  const checkpoint = readCheckpoint(textOf(note));
  if (signer.name !== checkpoint.name) throw new VerificationError(`${what} is of another ledger`);
  return { ...checkpoint, signer };
}

function openPromise(note, keys) {
  const isSigned = keys.some((key) => openNote(note, key) !== undefined);
  const [leaf, day] =
    /^\S+ promise\n(\S+)\nlogged by (\d{4}-\d\d-\d\d)\n$/.exec(textOf(note))?.slice(1) ?? [];
  if (!isSigned || day === undefined)
    throw new VerificationError("The promise on the receipt is not signed by the ledger's key");
  return { leaf: fromBase64(leaf), day, end: Date.parse(`${day}T00:00:00+07:00`) + 24 * hourMs };
}

/** A receipt: its file, or the text of its QR code. */
export function readReceipt(text) {
  if (text.trimStart().startsWith('{')) return JSON.parse(text);
  const fields = text.trim().split('#')[1]?.split('~') ?? [];
  const [name, id, leaf, day, promised, size, root, number, time, signer, signed] = fields;
  if (promised === undefined)
    throw new VerificationError('This is neither a receipt file nor the text of its QR code');
  const hash = (url) => Buffer.from(url, 'base64url').toString('base64');
  const signature = (by, url) =>
    `— ${name} ${Buffer.concat([Buffer.from(by, 'hex'), Buffer.from(url, 'base64url')]).toString('base64')}`;
  return {
    promise: `${name} promise\n${hash(leaf)}\nlogged by ${day}\n\n${signature(id, promised)}\n`,
    ...(signed && {
      lastCheckpoint: `${name}\n${size}\n${hash(root)}\nnumber ${number}\ntime ${time}\n\n${signature(signer, signed)}\n`,
    }),
  };
}

// ---------------------------------------------------------------- the tree

/** Complete subtrees along the right edge; two of the same height become one. */
function addLeaf(edge, hash) {
  let [node, height] = [hash, 0];
  while (edge.at(-1)?.height === height) {
    node = nodeHash(edge.pop().node, node);
    height += 1;
  }
  edge.push({ node, height });
}
const rootOf = (edge) => edge.map(({ node }) => node).reduceRight((right, left) => nodeHash(left, right));

/** RFC 9162, 2.1.3.2. */
export function rootByInclusion(leaf, position, size, proof) {
  let [at, last, hash] = [position, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else hash = nodeHash(hash, sibling);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? hash : undefined;
}

/** RFC 9162, 2.1.4.2. */
export function isConsistent(older, newer, proof) {
  if (older.size === newer.size) return older.root.equals(newer.root);
  const hashes = Number.isInteger(Math.log2(older.size)) ? [older.root, ...proof] : [...proof];
  let [at, last] = [older.size - 1, newer.size - 1];
  while (at % 2 === 1) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  let [old, fresh] = [hashes[0], hashes.shift()];
  for (const hash of hashes) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      [old, fresh] = [nodeHash(hash, old), nodeHash(hash, fresh)];
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else fresh = nodeHash(fresh, hash);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && (old?.equals(older.root) ?? false) && fresh.equals(newer.root);
}

// ---------------------------------------------------------------- the log

/**
 * Checks a log from its first line to its last.
 *
 * @param openLines gives the lines of the log from the start, each time it is called
 * @throws Fault naming the first thing that is wrong
 */
export async function verifyLog(
  openLines,
  { key, known = [], receipt, minutes, witnesses = [], now = Date.now(), onEntry } = {},
) {
  const warnings = [];
  const keys = []; // all that ever signed, the present one last
  const signed = new Set(); // those of them that signed a checkpoint
  const edge = [];
  const rounds = new Map();
  const prefixes = []; // 48 bits of every hash, a block of numbers at a time: to see what is logged twice
  const bases = new Map(); // what figures rest on → where and how it was logged first
  const publications = new Map(); // round and number → position
  const watching = witnesses.map((text) => ({ text, ...readKey(text, cosigns) }));
  const cosigned = new Map(); // witness → the last checkpoint that it cosigned
  const toSee = new Map(); // position → hash that must be found there, or 'any'
  let size = 0;
  let hours = new Map(); // hour → first position, since the last checkpoint
  let lastHash, checkpoint, nextKey, inLog, kept, promised;

  function entry(text) {
    const fields = JSON.parse(text);
    const where = `Entry ${size}`;
    if (text !== canonical(fields)) throw new VerificationError(`${where} is not canonical JSON`);
    if (fields.format !== 1)
      throw new VerificationError(`${where} has format ${fields.format}; this script knows format 1`);
    const hash = leafHash(text);
    if (lastHash && Buffer.compare(lastHash, hash) >= 0) {
      throw new VerificationError(
        `${where} is out of order: between two checkpoints entries stand in the order of their hashes`,
      );
    }
    lastHash = hash;
    const hour = Date.parse(fields.hour);
    if (!(hour % hourMs === 0))
      throw new VerificationError(`${where} tells a time that is not a full hour: ${fields.hour}`);
    if (!hours.has(hour)) hours.set(hour, size);

    const round = rounds.get(fields.round) ?? { submissions: 0, late: 0, annulled: 0 };
    if (fields.kind === 'submission') {
      rounds.set(fields.round, round);
      round.submissions += 1;
      round.late += fields.late;
    } else if (fields.kind === 'annulment') {
      const seen = toSee.get(fields.position);
      if (seen)
        throw new VerificationError(
          `${where} annuls the submission at ${fields.position}, which was annulled before`,
        );
      if (!(fields.position < size))
        throw new VerificationError(`${where} annuls position ${fields.position}, which is not above it`);
      toSee.set(fields.position, fields.leaf);
      round.annulled += 1;
    } else if (fields.kind === 'basis') {
      const what = `${fields.of} ${fields.key}${fields.state === undefined ? '' : `, state ${fields.state}`}`;
      const first = bases.get(what);
      if (first && first.hash !== fields.hash)
        throw new VerificationError(
          `${where} logs another ${what} than entry ${first.position}: it was changed`,
        );
      if (!first) bases.set(what, { hash: fields.hash, position: size });
    } else if (fields.kind === 'publication') {
      const what = `publication ${fields.number} of round ${fields.round}`;
      if (publications.has(what))
        throw new VerificationError(
          `${where} logs a second ${what}; the first is entry ${publications.get(what)}`,
        );
      publications.set(what, size);
    } else if (fields.kind === 'keyChange') {
      const opened = openNote(fields.signedByOld, keys.at(-1));
      if (opened !== `${keys[0].name} key change\n${fields.newKey}\n`) {
        throw new VerificationError(`${where} changes the key, but the old key has not signed that`);
      }
      nextKey = readKey(fields.newKey);
    }
    if (size % 65_536 === 0) prefixes.push(new Float64Array(65_536).fill(-1));
    prefixes.at(-1)[size % 65_536] = hash.readUIntBE(0, 6);
    if (promised && hash.equals(promised.leaf)) inLog = { position: size };
    addLeaf(edge, hash);
    size += 1;
    for (const one of kept.filter((each) => each.size === size)) {
      if (!one.root.equals(rootOf(edge))) {
        throw new VerificationError(
          `The log was rewritten: its first ${size} entries are not those of ${one.what}`,
        );
      }
    }
    onEntry?.(size);
  }

  function closeBatch(note) {
    const what = `Checkpoint ${(checkpoint?.number ?? 0) + 1}`;
    const next = openCheckpoint(note, [keys.at(-1)], what);
    signed.add(keys.at(-1).text);
    if (next.number !== (checkpoint?.number ?? 0) + 1)
      throw new VerificationError(`${what} bears the number ${next.number}`);
    if (next.size !== size)
      throw new VerificationError(`${what} is over ${next.size} entries, but the log has ${size} there`);
    if (!lastHash) throw new VerificationError(`${what} adds no entry`);
    if (!next.root.equals(rootOf(edge))) {
      throw new VerificationError(
        `${what} was signed over other entries: one of the first ${size} was changed, put in, taken out or moved`,
      );
    }
    if (next.time % hourMs !== 0) throw new VerificationError(`${what} is not of a full hour`);
    if (checkpoint && next.time < checkpoint.time) {
      throw new VerificationError(
        `The clock went back: ${what} is of ${iso(next.time)}, the one before of ${iso(checkpoint.time)}`,
      );
    }
    if (next.time > now + hourMs)
      throw new VerificationError(`${what} is of ${iso(next.time)}, which is yet to come`);
    for (const [hour, position] of hours) {
      if (hour >= next.time)
        throw new VerificationError(
          `Entry ${position} is of ${iso(hour)}, after its checkpoint ${next.number}`,
        );
      if (next.time > promiseEnd(hour)) {
        warnings.push(
          `Entry ${position} and others of ${iso(hour)} were logged later than promised, at checkpoint ${next.number}`,
        );
      }
    }
    if (inLog && !inLog.checkpoint) inLog.checkpoint = next;
    for (const witness of watching) {
      const at = cosignedAt(note, witness);
      if (at !== undefined) cosigned.set(witness.text, { ...next, at });
    }
    if (nextKey) keys.push(nextKey);
    [checkpoint, lastHash, nextKey, hours] = [next, undefined, undefined, new Map()];
  }

  for await (const line of openLines()) {
    const space = line.indexOf(' ');
    const [word, rest] = [line.slice(0, space), line.slice(space + 1)];
    if (word === 'entry' && kept) entry(rest);
    else if (word === 'checkpoint' && kept) closeBatch(JSON.parse(rest));
    else if (word === 'key' && !kept) {
      keys.push(readKey(rest));
      // What is held from outside may be signed by a later key of this log: the signature is looked at in the end.
      kept = known.map(({ note, what }) => ({
        ...readCheckpoint(textOf(note)),
        note,
        what,
      }));
      if (receipt) promised = { leaf: fromBase64(receipt.promise.split('\n')[1] ?? '') };
    } else if (line !== 'lang-nghe ledger 1' || kept)
      throw new VerificationError(`The log has a line that is none of its own: ${line.slice(0, 80)}`);
  }
  if (!kept) throw new VerificationError('This is not a log: it names no key');
  if (key && !signed.has(key) && (checkpoint || key !== keys[0].text))
    throw new VerificationError(`The log is signed by the key ${[...signed].join(', ')}, not by ${key}`);
  if (lastHash)
    throw new VerificationError(
      `The log ends with entries over which no checkpoint is signed (the last is ${size - 1})`,
    );
  for (const one of kept) {
    openCheckpoint(one.note, keys, one.what[0].toUpperCase() + one.what.slice(1));
    if (one.size > size)
      throw new VerificationError(
        `The log was cut: it has ${size} entries, and ${one.what} is over ${one.size}`,
      );
  }
  if (receipt) {
    promised = openPromise(receipt.promise, keys);
    if (!inLog && Math.max(checkpoint?.time ?? 0, now) >= promised.end) {
      throw new VerificationError(
        `A promise was broken: the submission ${promised.leaf.toString('hex')} was to be in the log by the end of ${promised.day}, and is not`,
      );
    }
  }
  for (const { text, name } of watching) {
    const last = cosigned.get(text);
    if (!last) throw new VerificationError(`${name} has cosigned no checkpoint of this log`);
    if (last.size < size)
      warnings.push(
        `${name} has not cosigned since checkpoint ${last.number}: of the entries from ${last.size} on, others may be shown others`,
      );
  }
  const drawn = minutes && checkMinutes(minutes, keys);
  for (const { position, entry: text } of drawn ?? []) toSee.set(position, leafHash(text).toString('hex'));
  await lookAgain(openLines, toSee, repeated(prefixes));
  return {
    name: keys[0].name,
    key: keys.at(-1).text,
    size,
    checkpoint,
    rounds: [...rounds].map(([round, counts]) => ({
      round,
      ...counts,
      counted: counts.submissions - counts.annulled,
    })),
    receipt: receipt && (inLog ?? { dueBy: promised.day }),
    drawn: drawn?.length,
    held: kept.length,
    cosigned: watching.map(({ text, name }) => ({ name, number: cosigned.get(text).number })),
    warnings,
  };
}

const iso = (ms) => new Date(ms).toISOString().replace('.000', '');

/** End, in Viet Nam, of the day after an hour. */
function promiseEnd(hour) {
  const dayMs = 24 * hourMs;
  return Math.floor((hour + 7 * hourMs) / dayMs) * dayMs - 7 * hourMs + 2 * dayMs;
}

function repeated(prefixes) {
  const all = new Float64Array(prefixes.length * 65_536);
  prefixes.forEach((block, index) => all.set(block, index * 65_536));
  all.sort();
  return new Set(all.filter((prefix, index) => prefix >= 0 && prefix === all[index - 1]));
}

/** A second reading, for the few entries that another entry speaks of or that look alike. */
async function lookAgain(openLines, toSee, alike) {
  if (toSee.size === 0 && alike.size === 0) return;
  const seen = new Map();
  let position = -1;
  for await (const line of openLines()) {
    if (!line.startsWith('entry ')) continue;
    position += 1;
    const expected = toSee.get(position);
    if (expected === undefined && alike.size === 0) continue;
    const hash = leafHash(line.slice(6));
    if (expected !== undefined && expected !== hash.toString('hex')) {
      throw new VerificationError(
        `Position ${position} holds ${hash.toString('hex')}, but an annulment or the minutes say ${expected}`,
      );
    }
    if (!alike.has(hash.readUIntBE(0, 6))) continue;
    const first = seen.get(hash.toString('hex'));
    if (first !== undefined)
      throw new VerificationError(`Entry ${position} is in the log twice, first as entry ${first}`);
    seen.set(hash.toString('hex'), position);
  }
}

// ---------------------------------------------------------------- receipts by themselves, spot checks

/** @returns what the receipt proves, given that its key is the ledger's */
export function verifyReceipt(receipt) {
  const key = readKey(receipt.key);
  const promise = openPromise(receipt.promise, [key]);
  const leaf = leafHash(receipt.entry);
  if (!leaf.equals(promise.leaf))
    throw new VerificationError('The promise is about another entry than the one in the receipt');
  if (!receipt.inclusion) return { key: receipt.key, promise };
  const { checkpoint: note, position, hashes } = receipt.inclusion;
  const checkpoint = openCheckpoint(note, [readKey(receipt.inclusion.key)], 'The checkpoint of the proof');
  const root =
    position < checkpoint.size && rootByInclusion(leaf, position, checkpoint.size, hashes.map(fromBase64));
  if (!root || !root.equals(checkpoint.root))
    throw new VerificationError(`The proof does not lead to checkpoint ${checkpoint.number}`);
  return { key: receipt.inclusion.key, promise, position, checkpoint };
}

/** Positions in the order in which a seed draws them: nobody can foresee them before the seed is known. */
export function drawnPosition(root, seed, draw, size) {
  return (
    sha256(`lang-nghe spot check 1\n${root.toString('base64')}\n${seed}\n${draw}`).readUIntBE(0, 6) % size
  );
}

/** The answers that were opened must be those that were drawn, and those that were logged. */
function checkMinutes({ checkpoint: note, seed, count, drawn }, keys) {
  const { size, root } = openCheckpoint(note, keys, 'The checkpoint of the spot check');
  const seen = new Set();
  let [opened, draw] = [0, 0];
  for (const { position, entry, answers, salt } of drawn) {
    let expected = drawnPosition(root, seed, draw++, size);
    while (seen.has(expected)) expected = drawnPosition(root, seed, draw++, size);
    if (position !== expected)
      throw new VerificationError(
        `The seed draws position ${expected}, but the minutes go on with ${position}`,
      );
    seen.add(position);
    const fields = JSON.parse(entry);
    if (fields.kind !== 'submission') continue;
    opened += 1;
    if (!answers)
      throw new VerificationError(
        `The record of position ${position} was drawn, and could not be opened as it was logged`,
      );
    const hash = sha256('lang-nghe answers 1\n', Buffer.from(salt, 'hex'), canonical(answers));
    if (hash.toString('hex') !== fields.answersHash)
      throw new VerificationError(
        `The answers opened at position ${position} are not those that were logged`,
      );
  }
  if (opened !== count)
    throw new VerificationError(`The minutes open ${opened} submissions, but ${count} were to be drawn`);
  return drawn;
}

// ---------------------------------------------------------------- witness

/**
 * What someone outside does now and then: fetches the last checkpoint and holds it against the last that was kept.
 *
 * @param kept lines that earlier visits returned, oldest first
 * @param get fetches a path of the survey's site, as text
 * @returns the line to keep; undefined when nothing is new
 */
export async function visit(kept, get, now = Date.now()) {
  const last = kept.at(-1);
  const { name, keys } = JSON.parse(await get('/ledger/keys.json'));
  const known = [readKey(last?.key ?? keys[0].key)];
  for (const { oldKey, newKey, signedByOld } of keys.slice(1)) {
    if (oldKey !== known.at(-1).text) continue;
    if (openNote(signedByOld, known.at(-1)) !== `${name} key change\n${newKey}\n`)
      throw new VerificationError('The key was changed, and the old key has not signed that');
    known.push(readKey(newKey));
  }
  const note = await get('/ledger/checkpoint.txt');
  if (note === '' && !last) return undefined;
  if (note === '') throw new VerificationError('The log was cut: it has no checkpoint any more');
  const checkpoint = openCheckpoint(note, known, 'The last checkpoint');
  if (checkpoint.time > now + hourMs)
    throw new VerificationError(`The last checkpoint is of ${iso(checkpoint.time)}, which is yet to come`);
  if (last) {
    const before = readCheckpoint(textOf(last.note));
    if (checkpoint.size < before.size)
      throw new VerificationError(
        `The log was cut: it has ${checkpoint.size} entries; on ${last.seenAt} it had ${before.size}`,
      );
    const proof =
      checkpoint.size === before.size
        ? []
        : JSON.parse(await get(`/ledger/consistency.json?from=${before.size}&to=${checkpoint.size}`)).hashes;
    if (!isConsistent(before, checkpoint, proof.map(fromBase64))) {
      throw new VerificationError(
        `The log was rewritten: checkpoint ${checkpoint.number} does not extend checkpoint ${before.number}, seen on ${last.seenAt}`,
      );
    }
    if (checkpoint.time < before.time)
      throw new VerificationError(`The clock went back: ${iso(checkpoint.time)} after ${iso(before.time)}`);
    if (checkpoint.size === before.size) return undefined;
    if (checkpoint.time < Date.parse(last.seenAt) - 2 * hourMs) {
      throw new VerificationError(
        `The clock was set back: checkpoint ${checkpoint.number} says ${iso(checkpoint.time)}, and was not there yet on ${last.seenAt}`,
      );
    }
  }
  // A change is taken in by a checkpoint that the old key still signs, so the newest key is not always the signer's.
  return { seenAt: iso(now - (now % 1000)), key: checkpoint.signer.text, note };
}

// ---------------------------------------------------------------- command line

const isAddress = (text) => /^https?:\/\//.test(text);

async function fetched(address, path) {
  const response = await fetch(new URL(path, address));
  if (!response.ok) throw new Error(`${new URL(path, address)} answers ${response.status}`);
  return response;
}

function readKnown(file) {
  return fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

async function main([verb, ...rest]) {
  if (verb === 'witness' && rest.length === 2) {
    const [address, file] = rest;
    const kept = fs.existsSync(file) ? readKnown(file) : [];
    const added = await visit(kept, async (path) => (await fetched(address, path)).text());
    if (added) fs.appendFileSync(file, `${JSON.stringify(added)}\n`);
    if (kept.length === 0 && added)
      console.log(`First visit. Compare this key with the printed sheet:\n${added.key}`);
    console.log(added ? `New checkpoint kept:\n${added.note}` : 'No new checkpoint.');
    return;
  }
  if (verb === 'receipt' && rest.length === 1) {
    const { key, promise, position, checkpoint } = verifyReceipt(
      JSON.parse(fs.readFileSync(rest[0], 'utf8')),
    );
    console.log(
      checkpoint
        ? `In the log: entry ${position}, since checkpoint ${checkpoint.number} of ${iso(checkpoint.time)}.`
        : `Promised: in the log by the end of ${promise.day}.`,
    );
    console.log(`Signed by ${key}\nCompare this key with the printed sheet.`);
    return;
  }
  /** @type {Record<string, string[]>} */
  const options = {};
  for (let at = 0; at < rest.length; at += 2) {
    if (!/^--(receipt|known|key|minutes|witness)$/.test(rest[at]) || rest[at + 1] === undefined)
      return usage();
    (options[rest[at].slice(2)] ??= []).push(rest[at + 1]);
  }
  if (verb === undefined || verb.startsWith('--')) return usage();
  const [receipt, minutes, key] = ['receipt', 'minutes', 'key'].map((name) => options[name]?.at(-1));
  const held = receipt && readReceipt(fs.existsSync(receipt) ? fs.readFileSync(receipt, 'utf8') : receipt);
  const copy = isAddress(verb) ? join(tmpdir(), `lang-nghe-log-${process.pid}.txt`) : undefined;
  try {
    if (copy)
      await pipeline(
        Readable.fromWeb((await fetched(verb, '/ledger/log.txt')).body),
        fs.createWriteStream(copy),
      );
    const result = await verifyLog(
      () => createInterface({ input: fs.createReadStream(copy ?? verb), crlfDelay: Infinity }),
      {
        key,
        receipt: held,
        witnesses: options.witness,
        minutes: minutes && JSON.parse(fs.readFileSync(minutes, 'utf8')),
        known: [
          ...(options.known ?? []).flatMap((file) =>
            readKnown(file).map(({ note, seenAt }) => ({
              note,
              what: `the checkpoint seen on ${seenAt} (${file})`,
            })),
          ),
          ...(held?.lastCheckpoint
            ? [{ note: held.lastCheckpoint, what: 'the checkpoint on the receipt' }]
            : []),
        ],
        onEntry: process.stderr.isTTY
          ? (size) => size % 10_000 === 0 && process.stderr.write(`\r${size} entries `)
          : undefined,
      },
    );
    report(result);
  } finally {
    if (copy) fs.rmSync(copy, { force: true });
  }
}

function report({ name, key, size, checkpoint, rounds, receipt, drawn, cosigned, held, warnings }) {
  console.log(`${name}: ${size} entries, unbroken up to checkpoint ${checkpoint?.number ?? '(none yet)'}.`);
  console.log(`Signed by ${key}\nCompare this key with the printed sheet.`);
  for (const { round, submissions, late, annulled, counted } of rounds) {
    console.log(
      `Round ${round}: ${submissions} received (${late} late), ${annulled} annulled, ${counted} left.`,
    );
  }
  if (receipt?.checkpoint)
    console.log(
      `Your receipt: entry ${receipt.position}, in the log since checkpoint ${receipt.checkpoint.number}.`,
    );
  else if (receipt) console.log(`Your receipt: not in the log yet; promised by the end of ${receipt.dueBy}.`);
  if (drawn !== undefined) console.log(`Spot check: ${drawn} positions drawn and opened rightly.`);
  for (const { name: witness, number } of cosigned)
    console.log(`Cosigned by ${witness} up to checkpoint ${number}: it was shown the same log.`);
  if (cosigned.length === 0 && held === 0)
    console.log('Not checked: whether others are shown the same log. Give --known or --witness.');
  console.log(
    'Not checked: records, methods, publications and what else the hashes stand for; lang-nghe verify does that where they are.',
  );
  for (const warning of warnings) console.log(`Warning: ${warning}`);
}

function usage() {
  console.error(
    fs
      .readFileSync(fileURLToPath(import.meta.url), 'utf8')
      .split('*/')[0]
      .split('/**')[1]
      .replaceAll('\n *', '\n'),
  );
  process.exitCode = 2;
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(
      error instanceof VerificationError ? `ERROR: ${error.message}` : `Could not check: ${error.message}`,
    );
    process.exitCode = error instanceof VerificationError ? 1 : 2;
  });
}
