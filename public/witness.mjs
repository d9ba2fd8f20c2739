#!/usr/bin/env node
/**
 * A witness of Lắng Nghe ledgers, or of any other log with C2SP checkpoints. Two files (this one and verify.mjs), no
 * dependencies, Node 18 or later. It speaks C2SP tlog-witness and signs cosignature/v1.
 *
 *   node witness.mjs key NAME FOLDER          makes the witness's key, and says what others need to know of it
 *   node witness.mjs serve FOLDER [--port N] [--host ADDRESS]
 *
 * FOLDER holds key.pem and key.txt; logs.txt, a line `log KEY` for each log that is watched (C2SP tlog-policy; a log that
 * changed its key has two lines); and in seen/ the last checkpoint of each, which is there before a signature is given.
 * With a signature a witness says: this is the largest tree of this log that I have seen, and it extends all before.
 * Put a proxy that speaks TLS in front of it. One process at a time may serve a folder.
 */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import * as fs from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isConsistent, openNote, readKey, textOf } from './verify.mjs';

const sha256 = (...pieces) =>
  pieces.reduce((hash, piece) => hash.update(piece), createHash('sha256')).digest();
/** First byte of a key: cosignature/v1 with Ed25519. */
const cosigns = Buffer.of(4);
const bodyMax = 65_536;

/** @returns the witness's verifier key, `name+id+key` */
export function verifierKeyOf(name, privateKey) {
  const raw = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32);
  const id = sha256(`${name}\n`, cosigns, raw).subarray(0, 4).toString('hex');
  return `${name}+${id}+${Buffer.concat([cosigns, raw]).toString('base64')}`;
}

/**
 * The line that a witness puts below a checkpoint.
 *
 * @param note the checkpoint with its signatures
 * @param at milliseconds since 1970; signed in whole seconds
 */
export function cosign(note, { key, privateKey }, at) {
  const seconds = BigInt(Math.floor(at / 1000));
  const signature = sign(null, Buffer.from(`cosignature/v1\ntime ${seconds}\n${textOf(note)}`), privateKey);
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(seconds);
  const [name, id] = key.split('+');
  return `— ${name} ${Buffer.concat([Buffer.from(id, 'hex'), time, signature]).toString('base64')}\n`;
}

/** @returns the signing key of a folder, and the logs that it watches */
export function readFolder(folder) {
  const key = fs.readFileSync(join(folder, 'key.txt'), 'utf8').trim();
  const privateKey = createPrivateKey(fs.readFileSync(join(folder, 'key.pem'), 'utf8'));
  readKey(key, 4);
  const lines = fs.readFileSync(join(folder, 'logs.txt'), 'utf8').split('\n');
  const logs = lines.map((line) => line.trim().split(/[ \t]+/)).filter(([word]) => word === 'log');
  return { folder, key, privateKey, logs: logs.map(([, text]) => readKey(text)) };
}

/** One hash in standard Base64, or undefined. */
const hashOf = (line) => (/^[A-Za-z0-9+/]{43}=$/.test(line) ? Buffer.from(line, 'base64') : undefined);

/** The first three lines of a checkpoint; what follows is opaque. */
function headOf(note) {
  const [origin, size = '', root = ''] = textOf(note).split('\n');
  const isHead = origin !== '' && /^(0|[1-9]\d{0,14})$/.test(size) && hashOf(root) !== undefined;
  return isHead ? { origin, size: Number(size), root: hashOf(root) } : undefined;
}

/** @returns old size, proof and checkpoint; undefined where the body is none of the protocol */
function readRequest(body) {
  const end = body.indexOf('\n\n');
  const [first = '', ...lines] = body.slice(0, Math.max(end, 0)).split('\n');
  const old = /^old (0|[1-9]\d{0,14})$/.exec(first)?.[1];
  const proof = lines.map(hashOf);
  const note = body.slice(end + 2);
  const head = headOf(note);
  const isSound = old !== undefined && head && proof.length <= 63 && !proof.includes(undefined);
  return isSound ? { old: Number(old), proof, note, head } : undefined;
}

/**
 * Answers `add-checkpoint`. Reading the last checkpoint, comparing and writing the next one is one step, in which nothing
 * else runs.
 *
 * @param body of the request, as text
 * @returns status and body, and the type of the body where it is a size
 */
export function addCheckpoint(witness, body, now = Date.now()) {
  const request = readRequest(body);
  if (!request) return { status: 400, text: 'This is not a request of tlog-witness.\n' };
  const { old, proof, note, head } = request;
  const keys = witness.logs.filter(({ name }) => name === head.origin);
  if (keys.length === 0) return { status: 404, text: 'This log is not watched here.\n' };
  if (!keys.some((key) => openNote(note, key) !== undefined))
    return { status: 403, text: 'The checkpoint is not signed by the log.\n' };
  if (old > head.size) return { status: 400, text: 'The old size is larger than the checkpoint.\n' };
  const file = join(witness.folder, 'seen', sha256(head.origin).toString('hex'));
  const seen = fs.existsSync(file) ? headOf(fs.readFileSync(file, 'utf8')) : undefined;
  const conflict = { status: 409, text: `${seen?.size ?? 0}\n`, type: 'text/x.tlog.size' };
  if (old !== (seen?.size ?? 0)) return conflict;
  if (seen && old === head.size && !seen.root.equals(head.root)) return conflict;
  const extendsSeen = old === 0 || old === head.size ? proof.length === 0 : isConsistent(seen, head, proof);
  if (!extendsSeen)
    return { status: 422, text: 'The proof does not lead from the old size to the checkpoint.\n' };
  keep(file, note);
  return { status: 200, text: cosign(note, witness, now) };
}

/** On disk before anything is answered, and never by halves. */
function keep(file, note) {
  fs.mkdirSync(join(file, '..'), { recursive: true });
  const opened = fs.openSync(`${file}.new`, 'w', 0o600);
  fs.writeSync(opened, note);
  fs.fsyncSync(opened);
  fs.closeSync(opened);
  fs.renameSync(`${file}.new`, file);
}

/** @returns the server, not yet listening */
export function witnessServer(witness) {
  return createServer((req, res) => {
    const answer = ({ status, text, type = 'text/plain; charset=utf-8' }) =>
      res.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(text) }).end(text);
    if (req.url !== '/add-checkpoint')
      return answer({ status: 404, text: 'There is only /add-checkpoint.\n' });
    if (req.method !== 'POST') return answer({ status: 405, text: 'POST a checkpoint.\n' });
    const pieces = [];
    let length = 0;
    req.on('data', (piece) => {
      length += piece.length;
      if (length <= bodyMax) pieces.push(piece);
    });
    req.on('end', () => {
      if (length > bodyMax) return answer({ status: 400, text: 'The request is too long.\n' });
      try {
        answer(addCheckpoint(witness, Buffer.concat(pieces).toString('utf8')));
      } catch (error) {
        console.error(error);
        answer({ status: 500, text: 'The witness cannot answer.\n' });
      }
    });
  });
}

/** Makes a key, once. */
export function makeKey(name, folder) {
  if (!/^[^+\s]+$/.test(name))
    throw new Error('A name has no spaces and no plus, such as witness.example/w1.');
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  fs.writeFileSync(join(folder, 'key.pem'), pem, { flag: 'wx', mode: 0o600 });
  const key = verifierKeyOf(name, privateKey);
  fs.writeFileSync(join(folder, 'key.txt'), `${key}\n`);
  if (!fs.existsSync(join(folder, 'logs.txt'))) fs.writeFileSync(join(folder, 'logs.txt'), '');
  return key;
}

function main([verb, ...rest]) {
  if (verb === 'key' && rest.length === 2) {
    console.log(`The key of this witness, for logs and readers:\n${makeKey(rest[0], rest[1])}`);
    console.log(`Name the logs that it watches in ${join(rest[1], 'logs.txt')}, a line "log KEY" each.`);
    return;
  }
  const options = { '--port': '8480', '--host': '127.0.0.1' };
  for (let at = 1; at < rest.length; at += 2) {
    if (!(rest[at] in options) || rest[at + 1] === undefined) return usage();
    options[rest[at]] = rest[at + 1];
  }
  if (verb !== 'serve' || rest.length === 0) return usage();
  const witness = readFolder(rest[0]);
  const server = witnessServer(witness);
  server.listen(Number(options['--port']), options['--host'], () => {
    const { address, port } = server.address();
    console.log(
      `Watches ${witness.logs.length} logs at http://${address}:${port}/add-checkpoint as\n${witness.key}`,
    );
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.close());
}

function usage() {
  const self = fs.readFileSync(fileURLToPath(import.meta.url), 'utf8');
  console.error(self.split('*/')[0].split('/**')[1].replaceAll('\n *', '\n'));
  process.exitCode = 2;
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    console.error(`Could not do that: ${error.message}`);
    process.exitCode = 2;
  }
}
