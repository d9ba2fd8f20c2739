// Checks a published index by itself: that it is signed and in the ledger, that what it rests on is in the ledger too, and that
// its figures follow from its counts. Needs Node 18, uses nothing of the program. Says what it could not check.
//     node recompute.mjs publication.json [log.txt] [--key KEY] [--witness KEY]…
// Ends with 0 when all is well, 1 when something is wrong, 2 when the publication is not proved to be in the ledger.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

const options = { files: [], '--key': [], '--witness': [] };
for (let at = 2; at < process.argv.length; at += 1) {
  const word = process.argv[at];
  if (word in options && word !== 'files') options[word].push(process.argv[(at += 1)]);
  else options.files.push(word);
}
const [bundleFile, logFile] = options.files;
const { content, hash, note, key, proof = {} } = JSON.parse(readFileSync(bundleFile, 'utf8'));
const { keys = [], checkpoint, entries = [] } = proof;
const { decimals } = content.method;
const check = (isRight, sentence) => {
  if (!isRight) process.exitCode = 1;
  console.log(`${isRight ? 'ok   ' : 'ERROR'} ${sentence}`);
  return isRight;
};
const unchecked = (sentence) => console.log(`?     not checked: ${sentence}`);

const sha256 = (...pieces) => pieces.reduce((sum, piece) => sum.update(piece), createHash('sha256')).digest();
const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
};

// ---- Signed notes (C2SP signed-note). A key is `name+id+key`; its first byte says the algorithm: 1 a log, 4 a witness.
const readKey = (text, algorithm = 1) => {
  const [name, id, encoded] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text ?? '')?.slice(1) ?? [];
  const bytes = Buffer.from(encoded ?? '', 'base64');
  const isKey = bytes.length === 33 && bytes[0] === algorithm;
  if (!isKey || sha256(`${name}\n`, bytes).subarray(0, 4).toString('hex') !== id) return undefined;
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes.subarray(1)]);
  return { name, id, publicKey: createPublicKey({ key: der, format: 'der', type: 'spki' }) };
};
/** The text of a note, if the key has signed it; a witness signs the text with a time before it. */
const opened = (signed = '', by) => {
  const text = signed.slice(0, signed.indexOf('\n\n— ') + 1);
  const isSigned = ([, name, encoded = '']) => {
    const bytes = Buffer.from(encoded, 'base64');
    if (!by || name !== by.name || bytes.subarray(0, 4).toString('hex') !== by.id) return false;
    if (bytes.length === 68) return verify(null, Buffer.from(text), by.publicKey, bytes.subarray(4));
    if (bytes.length !== 76) return false;
    const message = `cosignature/v1\ntime ${bytes.readBigUInt64BE(4)}\n${text}`;
    return verify(null, Buffer.from(message), by.publicKey, bytes.subarray(12));
  };
  const lines = signed.slice(text.length + 1).split('\n');
  return text !== '' && lines.some((line) => isSigned(line.split(' '))) ? text : undefined;
};
const rootOf = (leaf, position, size, hashes) => {
  let [at, last, node] = [position, size - 1, leaf]; // RFC 9162, 2.1.3.2
  for (const sibling of hashes.map((text) => Buffer.from(text, 'base64'))) {
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      node = sha256(Buffer.of(1), sibling, node);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else node = sha256(Buffer.of(1), node, sibling);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? node.toString('base64') : undefined;
};

// ---- 1. The content is what was signed: its canonical JSON (names in order, no spaces) has the published hash.
const digest = sha256(`lang-nghe publication 1\n${canonical(content)}`).toString('hex');
check(digest === hash, `the content has the hash ${hash}`);

// ---- 2. The ledger's key has signed it. Each change of the key is signed by the key before.
const [first, ...changes] = keys;
const isChained = changes.every(
  ({ newKey, signedByOld }, index) =>
    opened(signedByOld, readKey(index === 0 ? first.key : changes[index - 1].newKey)) ===
    `${readKey(first.key)?.name} key change\n${newKey}\n`,
);
check(isChained && readKey(first?.key), 'the keys follow one from the other');
const chain = [first?.key, ...changes.map(({ newKey }) => newKey)];
const ofLedger = (text) => (chain.includes(text) ? readKey(text) : undefined);
/** Anybody can put a key before one that you know: only that one, and those that it was changed to, sign for it. */
const trusted = chain.slice(Math.max(0, ...options['--key'].map((given) => chain.indexOf(given))));
const name = readKey(first?.key)?.name;
const { round, number } = content;
const expected = `${name} publication\nround ${round.id}\nnumber ${number}\ncheckpoint ${content.ledger.checkpoint}\nhash ${hash}\n`;
check(opened(note, ofLedger(key)) === expected, `the ledger ${name} has signed it`);
for (const given of options['--key']) check(chain.includes(given), 'the ledger has the key that you gave');
if (options['--key'].length === 0)
  unchecked(
    `whether this is the right ledger: compare its key with the printed sheet\n      ${chain.at(-1)}`,
  );
const before = opened(content.ledger.note, ofLedger(content.ledger.key))?.split('\n') ?? [];
const isBefore =
  before[1] === String(content.ledger.size) && before[3] === `number ${content.ledger.checkpoint}`;
check(isBefore, `checkpoint ${content.ledger.checkpoint}, from which it was computed, is signed`);

// ---- 3. The ledger holds it, and each thing that it rests on.
const signer = trusted.includes(proof.key) ? readKey(proof.key) : undefined;
const head = (checkpoint && opened(checkpoint, signer)?.split('\n')) ?? [];
if (checkpoint) check(head.length > 0, 'the last checkpoint is signed');
const log = logFile && readFileSync(logFile, 'utf8').match(/(?<=^entry ).*/gm);
const proven = entries.filter(
  ({ entry, position, hashes }) =>
    position < Number(head[1]) &&
    rootOf(sha256(Buffer.of(0), entry), position, Number(head[1]), hashes) === head[2],
);
check(
  proven.length === entries.length,
  `${proven.length} of ${entries.length} entries are proved to be in the ledger`,
);
const texts = [...proven.map(({ entry }) => entry), ...(log ?? [])];
const logged = texts
  .filter((text) => /"kind":"(basis|publication)"/.test(text))
  .map((text) => JSON.parse(text));
const isThis = (one) => one.kind === 'publication' && one.round === round.id && one.number === number;
const isProven = proven.some(({ entry }) => isThis(JSON.parse(entry)));
const others = logged.filter((one) => isThis(one) && one.hash !== hash);
if (others.length > 0) check(false, `the ledger holds another publication ${number} of round ${round.id}`);
else if (isProven) check(true, `the ledger holds it as publication ${number} of round ${round.id}`);
else {
  process.exitCode ||= 2;
  unchecked('IT IS NOT PROVED TO BE IN THE LEDGER. If it is older than two hours, do not trust it');
}
const hashOf = (value) => sha256(`lang-nghe basis 1\n${canonical(value)}`).toString('hex');
const basis = content.basis ?? [];
for (const kind of ['method', 'surveyVersion', 'round'])
  check(
    basis.some((one) => one.of === kind),
    `it names the ${kind} that it rests on`,
  );
check(
  basis.some((one) => one.of === 'method' && one.hash === hashOf(content.method)),
  'the method that it shows is the one that it rests on',
);
for (const one of basis) {
  const [it, title] = [
    logged.filter(({ of, key: of2 }) => of === one.of && of2 === one.key),
    `${one.of} ${one.key}`,
  ];
  if (it.some((entry) => entry.hash === one.hash)) check(true, `${title} is in the ledger`);
  else if (it.length > 0) check(false, `${title} is not the one that is in the ledger`);
  else if (log && isProven) check(false, `${title} is not in the ledger`);
  else unchecked(`whether ${title} is in the ledger`);
}
for (const given of options['--witness']) {
  const witness = readKey(given, 4);
  check(
    checkpoint && opened(checkpoint, witness) !== undefined,
    `${witness?.name ?? given} has cosigned the ledger`,
  );
}
if (options['--witness'].length === 0)
  unchecked('whether everybody is shown the same ledger: give the key of a witness that you trust');

// ---- 4. Each figure is 100 × score / answers, rounded half up to the decimals of the method; all in whole numbers.
const percent = ({ score, answers }) => {
  const below = BigInt(answers) * BigInt(content.scoreUnit);
  return Number((2n * BigInt(score) * 100n * 10n ** BigInt(decimals) + below) / (2n * below));
};
const lines = content.units.flatMap((unit) => [unit.whole, ...unit.factors, ...unit.questions]);
const counted = lines.filter(({ counts }) => counts);
const isExact = ({ score, answers }, [part, whole]) =>
  BigInt(score) * whole === part * BigInt(answers) * BigInt(content.scoreUnit);
const right = counted.filter(
  ({ counts, figure }) =>
    percent(counts) === figure.value.units && isExact(counts, figure.exactShare.split('/').map(BigInt)),
).length;
check(right === counted.length, `${right} of ${counted.length} figures follow from their counts`);
/** Wilson's interval of a share, in percent; of a census it is a point. */
const wilson = ({ exactShare, effectiveSize, everyoneAsked }) => {
  const [part, whole] = exactShare.split('/').map(Number);
  const share = part / whole;
  const size = everyoneAsked ? Infinity : effectiveSize;
  const spread = 1.959963984540054 ** 2 / size;
  const half = 1.959963984540054 * Math.sqrt((share * (1 - share)) / size + spread / (4 * size));
  return [-half, half].map((side) => ((share + spread / 2 + side) / (1 + spread)) * 100);
};
const isInterval = ({ figure }) =>
  wilson(figure).every((bound, side) => Math.abs(bound - figure.intervalPercent[side]) < 1e-6);
const ranged = lines.filter(({ figure }) => figure.intervalPercent);
if (content.method.interval === 'wilson') {
  const follow = ranged.filter(isInterval).length;
  check(
    follow === ranged.length,
    `${follow} of ${ranged.length} intervals follow from share and effective size`,
  );
} else if (ranged.length > 0)
  unchecked(`${ranged.length} intervals by ${content.method.interval}: they take more than what is public`);
const shown = lines.filter(({ figure, counts }) => figure.state === 'shown' && !counts).length;
if (shown > 0) unchecked(`${shown} figures that are weighted means: their parts are not public`);
for (const { name: called, whole } of content.units.filter((unit) => unit.whole.counts)) {
  const { score, answers } = whole.counts;
  console.log(
    `      ${called.vi}: ${score} of ${answers} = ${(percent(whole.counts) / 10 ** decimals).toFixed(decimals)} %`,
  );
}

// ---- 5. The forms add up to those of the round in the ledger, up to the size that the publication names.
const forms = Object.values(content.forms).reduce((sum, each) => sum + each, 0);
if (log) {
  const upTo = log.slice(0, content.ledger.size).map((text) => JSON.parse(text));
  const count = (wanted) => upTo.filter((one) => one.kind === wanted && one.round === round.id).length;
  check(count('submission') === forms, `${forms} forms here, ${count('submission')} in the ledger`);
  check(count('annulment') === content.forms.annulled, `${content.forms.annulled} of them annulled`);
  unchecked('whether the log itself is unbroken: node verify.mjs log.txt');
} else unchecked(`whether the ledger has ${forms} forms of the round: give log.txt`);
unchecked('whether the forms give these counts: only somebody with the records can, by lang-nghe verify');
