/**
 * A stranger and an auditor look at an installation whose administrator altered it in every way that the table of
 * docs/verify.md names. Each alteration is named by the check that the table gives it.
 */
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import canonicalize from 'canonicalize';
import { auditEntry } from '../../src/access/audit/entry.ts';
import type { Frame } from '../../src/processing/frames/frame.ts';
import { signCheckpoint } from '../../src/collection/ledger/checkpoint.ts';
import { append, emptyFrontier, leafHash, rootOf } from '../../src/collection/ledger/merkle.ts';
import { loadVerifier, witnessFile } from '../../src/collection/ledger/verifier.ts';
import { verifyStores } from '../../src/app/commands/verifyCommand.ts';
import { signerOf, signNote, writeVerifierKey } from '../../src/collection/ledger/note.ts';
import { hourOf } from '../../src/platform/calendar/vietNamTime.ts';
import { projectFolder } from '../../src/platform/projectFolder.ts';
import { logBases } from '../../src/dissemination/proof/logBases.ts';
import {
  bundleText,
  contentHash,
  contentText,
  noteText,
  type Publication,
  type PublicationContent,
} from '../../src/processing/published/publication.ts';
import { publicationProof } from '../../src/dissemination/publications/publicationProof.ts';
import type { ShownFigure } from '../../src/statistics/estimation/figure.ts';
import { bytesOf, numbersOf } from '../../src/statistics/estimation/storedNumbers.ts';
import { connect } from '../../src/platform/storage/connection.ts';
import { openStores, type Stores } from '../../src/app/stores.ts';
import { countAnew } from '../../src/processing/tallies/countAnew.ts';
import { logOf, seal } from '../collection/ledger/smallLedger.ts';
import { aClosedCity, type City } from '../dissemination/publications/publishing.ts';
import { useApp } from '../support/app.ts';
import { duringAt } from '../support/builders.ts';
import { useFolders } from '../support/folder.ts';

describe('an installation that was altered after it published', () => {
  const running = useApp();
  const newFolder = useFolders();
  let city: City;
  const honest = new Map<string, { _id: string | number }[]>();
  const collection = (name: string) => running().connection.collection<{ _id: string | number }>(name);

  beforeAll(async () => {
    city = await aClosedCity(running());
    const { stores, clock } = running();
    await addFrameAndCaseload(stores, clock.now);
    await logBases(stores, clock.now, () => false);
    await city.settle(3);
    await city.publish();
    await city.settle(5);
    for (const { name } of (await running().connection.listCollections()) as { name: string }[])
      honest.set(name, await collection(name).find().toArray());
  });

  /** Everything as it was, for the next attempt. */
  beforeEach(async () => {
    for (const [name, documents] of honest) {
      await collection(name).deleteMany({});
      if (documents.length > 0) await collection(name).insertMany(documents);
    }
  });

  /** As a command has them that starts now: with nothing remembered. */
  async function withFreshStores<Result>(use: (stores: Stores) => Promise<Result>): Promise<Result> {
    const connection = await connect(process.env['TEST_STORAGE_URI']!, running().connection.name);
    try {
      return await use(await openStores(connection));
    } finally {
      await connection.close();
    }
  }

  /** What `lang-nghe verify` says is wrong. */
  async function auditor(): Promise<string[]> {
    const said: string[] = [];
    const at = running().clock.now;
    await withFreshStores(async (stores) => await verifyStores(stores, { at }, (line) => said.push(line)));
    return said.filter((line) => line.startsWith('ERROR'));
  }

  /** What `verify.mjs` says of the log. */
  async function anybody(checks: object = {}): Promise<string> {
    const verifier = await loadVerifier();
    const lines = await withFreshStores(async (stores) => await logOf(stores, running().signers));
    return await verifier
      .verifyLog(() => lines, { now: running().clock.now.getTime(), ...checks })
      .then(({ size }) => `${size} entries`, String);
  }

  async function bundle(): Promise<string> {
    return await withFreshStores(async (stores) => {
      const [publication] = await stores.publications.listOfRound('round');
      const text = await stores.publications.text(publication!);
      const proof = await publicationProof(stores, publication!, JSON.parse(text) as PublicationContent);
      return bundleText(publication!, text, proof);
    });
  }

  /** What `recompute.mjs` says of a publication, with and without the log. */
  async function reader(published: string, { withLog = true, args = [] as string[] } = {}) {
    const folder = await newFolder();
    writeFileSync(join(folder, 'publication.json'), published);
    const lines = await withFreshStores(async (stores) => await logOf(stores, running().signers));
    writeFileSync(join(folder, 'log.txt'), lines.join('\n'));
    const script = join(projectFolder(), 'docs', 'recompute.mjs');
    const all = [script, 'publication.json', ...(withLog ? ['log.txt'] : []), ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, all, { cwd: folder, encoding: 'utf8' });
    const errors = stdout.split('\n').filter((line) => line.startsWith('ERROR'));
    return { status, errors, said: stdout + stderr };
  }

  const change = async (name: string, filter: object, update: object): Promise<void> => {
    const { matchedCount } = await collection(name).updateOne(filter, update);
    expect(matchedCount).toBe(1);
  };

  test('is honest to begin with, and says what nobody could check', async () => {
    expect(await auditor()).toEqual([]);
    expect(await anybody()).toMatch(/^\d+ entries$/);
    for (const withLog of [true, false]) {
      const { status, errors, said } = await reader(await bundle(), { withLog });
      expect([errors, status]).toEqual([[], 0]);
      expect(said).toContain('ok    the ledger holds it as publication 1 of round round');
      for (const one of ['method satisfied-share@1', 'round round', 'frame round', 'caseload 1'])
        expect(said).toContain(`ok    ${one} is in the ledger`);
      expect(said).toContain('not checked: whether everybody is shown the same ledger');
      expect(said).toContain('not checked: whether the forms give these counts');
    }
  });

  test.each<[string, string, object, object, RegExp]>([
    ['an answer', 'submissions', { 'answers.q1': 1 }, { $set: { 'answers.q1': 5 } }, /answers changed/],
    ['a method', 'methods', {}, { $set: { 'method.minimumValid': 3 } }, /method satisfied-share@1 is not the one that was logged/],
    ['a survey version', 'surveyVersions', {}, { $set: { 'content.questions.0.text.vi': 'X' } }, /survey version \S+ is not the one/],
    ['a frame', 'frames', {}, { $set: { 'strata.0.people': 1000 } }, /sampling frame of round round is not the one/],
    ['a caseload', 'importBatches', {}, { $set: { 'lines.0.transactions': 5000 } }, /caseload, import batch 1 is not the one/],
    ['a unit', 'units', { _id: 'ward-a' }, { $set: { 'parents.0.unitId': 'ward-b' } }, /unit ward-a is not the one/],
    ['an access point', 'accessPoints', { code: 'WARD22' }, { $set: { 'revisions.0.unitId': 'ward-b' } }, /access point \S+ \S+ 1 is not the one|access point .* is not the one/],
    ['a round', 'rounds', {}, { $set: { closesAt: new Date(0) } }, /round round is not the one that was last logged/],
  ])('%s that was changed is named to the auditor', async (_what, name, filter, update, sentence) => {
    await change(name, filter, update);
    expect((await auditor()).join('\n')).toMatch(sentence);
  }); // prettier-ignore

  test('a round that was changed, and logged as it is then, is named to the auditor: nobody of the staff changed it', async () => {
    const { stores, clock } = running();
    await change('rounds', {}, { $set: { closesAt: new Date(0) } });
    await logBases(stores, clock.now, () => false);
    expect(await auditor()).toContain(
      'ERROR: The round round has 2 states, and the audit has 0 changes of it.',
    );
  });

  test('a deleted method and an access point with it are named as gone', async () => {
    await collection('methods').deleteMany({});
    await collection('accessPoints').deleteOne({ code: 'WARD22' });
    const said = (await auditor()).join('\n');
    expect(said).toMatch(/Entry \d+ is of the method satisfied-share@1, which is gone/);
    expect(said).toMatch(/Entry \d+ is of the access point .*, which is gone/);
  });

  test('a tally that was changed is named to the auditor', async () => {
    const tally = (await collection('tallies').findOne({ dimension: 'all', unitId: 'ward-a' } as never, {
      promoteBuffers: true,
    })) as unknown as { _id: string; numbers: Buffer };
    const numbers = numbersOf(tally.numbers).map((number) => number + 1);
    await change('tallies', { _id: tally._id }, { $set: { numbers: bytesOf(numbers) } });
    expect(await auditor()).toEqual([
      'ERROR: A tally is not what the records give: round / satisfied-share@1 / ward-a / all.',
    ]);
  });

  test('two records that changed places are named to the auditor', async () => {
    const [one, other] = await collection('submissions').find().limit(2).toArray();
    const rankOf = (record: unknown) => (record as { position: number }).position;
    await change('submissions', { _id: one!._id }, { $set: { position: rankOf(other) } });
    await change('submissions', { _id: other!._id }, { $set: { position: rankOf(one) } });
    expect((await auditor()).filter((line) => /is noted as that of entry \d+/.test(line))).toHaveLength(2);
  });

  /** 98 %, and place 1. */
  async function flattered(): Promise<{ publication: Publication; content: PublicationContent }> {
    const { stores } = running();
    const [publication] = await stores.publications.listOfRound('round');
    const text = await stores.publications.text(publication!);
    const content = JSON.parse(text) as PublicationContent;
    const [unit, ...others] = content.units;
    const { intervalPercent: _, ...figure } = unit!.whole.figure as ShownFigure;
    const whole = {
      ...unit!.whole,
      figure: { ...figure, value: { ...figure.value, units: 9800 }, exactShare: '98/100' },
      counts: { score: 98 * content.scoreUnit, answers: 100 },
    } as never;
    return { publication: publication!, content: { ...content, units: [{ ...unit!, whole }, ...others] } };
  }

  test('a publication forged without the key is named to every reader', async () => {
    const { publication, content } = await flattered();
    const text = contentText(content);
    const { proof } = JSON.parse(await bundle()) as { proof: object };
    const forged = bundleText({ ...publication, hash: contentHash(text) }, text, proof);
    const { status, errors } = await reader(forged, { withLog: false });
    expect(status).toBe(1);
    expect(errors[0]).toMatch(/^ERROR the ledger \S+ has signed it$/);
    expect(errors[1]).toBe('ERROR the ledger holds another publication 1 of round round');
  });

  test('a ledger made up with another key is named to a reader who has the printed one', async () => {
    const published = await bundle();
    const { name, firstKey } = running().signers.identity;
    expect((await reader(published, { args: ['--key', firstKey] })).said).not.toContain('compare its key');
    const another = writeVerifierKey(signerOf(name, generateKeyPairSync('ed25519').privateKey).key);
    const { status, errors } = await reader(published, { args: ['--key', another] });
    expect([status, errors]).toEqual([1, ['ERROR the ledger has the key that you gave']]);
  });

  test('a forged ledger that hands over to the printed key is named to a reader who has that key', async () => {
    const { publication, content } = await flattered();
    const { identity } = running().signers;
    const forger = signerOf(identity.name, generateKeyPairSync('ed25519').privateKey);
    const [forgersKey, printed] = [writeVerifierKey(forger.key), identity.firstKey];
    const text = contentText(content);
    const hash = contentHash(text);
    const { roundId: round, number, checkpoint } = publication;
    const entry = canonicalize({ kind: 'publication', round, number, checkpoint, hash })!;
    const head = { number: 1, size: 1, root: leafHash(entry), time: hourOf(running().clock.now) };
    const handover = `${identity.name} key change\n${printed}\n`;
    const proof = {
      keys: [{ key: forgersKey }, { newKey: printed, signedByOld: signNote(handover, forger) }],
      checkpoint: signCheckpoint(head, forger),
      key: forgersKey,
      entries: [{ entry, position: 0, hashes: [] }],
    };
    const note = signNote(noteText(identity.name, { ...publication, hash }), forger);
    const forged = bundleText({ ...publication, hash, note, key: forgersKey }, text, proof);
    const { status, errors } = await reader(forged, { withLog: false, args: ['--key', printed] });
    expect([status, errors[0]]).toEqual([1, 'ERROR the last checkpoint is signed']);
  });

  test('an interval that does not follow from its effective size is named to every reader', async () => {
    const published = await bundle();
    const [, low = ''] = /"intervalPercent":\[([\d.]+),/.exec(published) ?? [];
    const narrowed = published.replace(`[${low},`, `[${Number(low) + 1},`);
    const { errors } = await reader(narrowed, { withLog: false });
    expect(errors.at(-1)).toMatch(/^ERROR \d+ of \d+ intervals follow from share and effective size$/);
  });

  test('a publication that was changed and signed anew is named to reader and auditor', async () => {
    const { publication, content } = await flattered();
    const { signers } = running();
    const text = contentText(content);
    const hash = contentHash(text);
    const signed = noteText(signers.identity.name, { ...publication, hash });
    const note = signNote(signed, signers.get(signers.identity.firstKey));
    await change('publications', {}, { $set: { hash, note } });
    await collection('publicationContents').insertOne({ _id: hash, text, guard: '{}' } as never);
    const published = await bundle();
    const alone = await reader(published, { withLog: false });
    expect([alone.errors, alone.status]).toEqual([[], 2]);
    expect(alone.said).toContain('IT IS NOT PROVED TO BE IN THE LEDGER');
    const { status, errors } = await reader(published);
    expect(status).toBe(1);
    expect(errors).toContain('ERROR the ledger holds another publication 1 of round round');
    const said = (await auditor()).join('\n');
    expect(said).toMatch(/Publication 1 of round round is not the one that was logged as entry \d+/);
    expect(said).toMatch(/Publication 1 of round round says 98 of 100 for city; the records give/);
  });

  test('a ledger that lost its tail with all that hung on it is named by whoever kept a checkpoint, and nobody else', async () => {
    const { stores } = running();
    const last = (await stores.ledger.findLast())!;
    const before = (await stores.ledger.find(last.number - 1))!;
    await collection('ledgerCheckpoints').deleteOne({ _id: last.number });
    await collection('ledgerEntries').deleteMany({ _id: { $gte: before.size } });
    expect((await auditor()).join('\n')).toMatch(/Publication 1 of round round is not in the log/); // cut in haste
    await collection('publications').deleteMany({});
    await collection('logEntries').deleteMany({ kind: { $ne: 'basis' } });
    expect([await auditor(), await anybody()]).toEqual([[], `${before.size} entries`]);
    const known = [{ note: last.note, what: 'the checkpoint of the witness' }];
    expect(await anybody({ known })).toContain('The log was cut');
  });

  test('a ledger rewritten and signed anew is named by whoever kept a checkpoint or trusts a witness, and nobody else', async () => {
    const { stores, signers } = running();
    const program = (await import(pathToFileURL(witnessFile()).href)) as WitnessProgram;
    const folder = await newFolder();
    const witness = program.makeKey('witness.example/w1', folder);
    writeFileSync(join(folder, 'logs.txt'), '');
    const last = (await stores.ledger.findLast())!;
    const line = program.cosign(last.note, program.readFolder(folder), Date.now());
    await stores.ledger.addCosignature({ number: last.number, witness, at: new Date(), line });
    expect(await anybody({ witnesses: [witness] })).toBe(`${last.size} entries`);
    const published = await bundle();
    expect((await reader(published, { args: ['--witness', witness] })).said).toContain(
      'ok    witness.example/w1 has cosigned the ledger',
    );

    // All is kept but the last entry of the first checkpoint, and every checkpoint signed with the right key.
    const lines = (await logOf(stores, signers)).filter((text) => /^(entry|checkpoint)/.test(text));
    const signer = signers.get(signers.identity.firstKey);
    const rewritten = ['lang-nghe ledger 1', `key ${signers.identity.firstKey}`];
    let frontier = emptyFrontier;
    const dropped = lines.findIndex((text) => text.startsWith('checkpoint')) - 1;
    let number = 0;
    for (const text of lines.toSpliced(dropped, 1)) {
      if (text.startsWith('entry')) {
        frontier = append(frontier, [leafHash(text.slice(6))]);
        rewritten.push(text);
        continue;
      }
      number += 1;
      const { time } = (await stores.ledger.find(number))!;
      const head = { number, size: frontier.size, root: rootOf(frontier), time };
      rewritten.push(`checkpoint ${JSON.stringify(signCheckpoint(head, signer))}`);
    }
    const verifier = await loadVerifier();
    const check = async (checks: object) =>
      await verifier
        .verifyLog(() => rewritten, { now: running().clock.now.getTime(), ...checks })
        .then(({ size }) => `${size} entries`, String);
    expect(await check({ key: signers.identity.firstKey })).toBe(`${last.size - 1} entries`);
    const known = [{ note: last.note, what: 'the checkpoint of the witness' }];
    expect(await check({ known })).toContain('The log was cut');
    expect(await check({ witnesses: [witness] })).toContain('has cosigned no checkpoint of this log');
  });

  test('what is logged a second time with another content is named to everybody', async () => {
    const { stores, signers, clock } = running();
    const hour = new Date(Math.floor(clock.now.getTime() / 3_600_000) * 3_600_000);
    const method = { of: 'method', key: 'satisfied-share@1', hash: 'ab'.repeat(32) };
    const publication = { round: 'round', number: 1, hash: 'cd'.repeat(32), checkpoint: 1 };
    const later = new Date(hour.getTime() + 65 * 60_000);
    await stores.logEntries.add({ id: 'basis:again', kind: 'basis', fields: method, hour });
    await seal(stores, signers, later);
    expect(await anybody({ now: later.getTime() })).toMatch(
      /Entry \d+ logs another method satisfied-share@1 than entry \d+: it was changed/,
    );
    await collection('ledgerEntries').deleteMany({ text: /basis:again/ });
    await collection('ledgerCheckpoints').deleteOne({ _id: (await stores.ledger.findLast())!.number });
    await stores.logEntries.add({ id: 'publication:again', kind: 'publication', fields: publication, hour });
    await seal(stores, signers, later);
    expect(await anybody({ now: later.getTime() })).toMatch(
      /Entry \d+ logs a second publication 1 of round round; the first is entry \d+/,
    );
  });

  test('a publication that disappeared is named to the auditor', async () => {
    await collection('publications').deleteMany({});
    expect(await auditor()).toEqual([
      expect.stringMatching(/^ERROR: Entry \d+ is of Publication 1 of round round, which is gone\.$/),
    ]);
  });
});

describe('an installation that was altered before it published', () => {
  const running = useApp();

  test('a method, survey version, frame or caseload changed after it took effect is named to every reader of what is then published', async () => {
    const { connection, stores, clock } = running();
    const city = await aClosedCity(running());
    await addFrameAndCaseload(stores, clock.now);
    await logBases(stores, clock.now, () => false);
    await city.settle(3);
    const alterations = {
      methods: { 'method.satisfiedLevels.5': [3, 4, 5] },
      surveyVersions: { 'content.questions.0.text.vi': 'Hỏi khác' },
      frames: { 'strata.0.people': 1000 },
      importBatches: { 'lines.0.transactions': 5000 },
    };
    for (const [name, $set] of Object.entries(alterations)) {
      const { matchedCount } = await connection.collection(name).updateOne({}, { $set });
      expect(matchedCount).toBe(1);
    }
    await connection.collection('resultsSnapshots').deleteMany({});
    await countAnew({
      stores,
      purpose: 'rebuild',
      onProgress: () => {},
      logError: ({ error }) => expect(error).toBeUndefined(),
    });
    await city.publish();
    await city.settle(5);
    const said: string[] = [];
    await verifyStores(stores, { at: clock.now }, (line) => said.push(line));
    expect(said.join('\n')).toMatch(
      /Publication 1 of round round rests on a method satisfied-share@1 that is not the one that was logged/,
    );
    const [publication] = await stores.publications.listOfRound('round');
    const text = await stores.publications.text(publication!);
    const proof = await publicationProof(stores, publication!, JSON.parse(text) as PublicationContent);
    const folder = await mkdtemp(join(tmpdir(), 'lang-nghe-test-'));
    writeFileSync(join(folder, 'publication.json'), bundleText(publication!, text, proof));
    writeFileSync(join(folder, 'log.txt'), (await logOf(stores, running().signers)).join('\n'));
    const script = join(projectFolder(), 'docs', 'recompute.mjs');
    const { stdout } = spawnSync(process.execPath, [script, 'publication.json', 'log.txt'], { cwd: folder });
    await rm(folder, { recursive: true });
    const errors = stdout.toString().match(/^ERROR .* is not the one that is in the ledger$/gm);
    expect(errors?.map((line) => line.split(' ')[1])).toEqual([
      'method',
      'surveyVersion',
      'frame',
      'caseload',
    ]);
  });
});

interface WitnessProgram {
  makeKey(name: string, folder: string): string;
  readFolder(folder: string): object;
  cosign(note: string, witness: object, at: number): string;
}

/** What the small city has not: a sample that was drawn, and transactions in the months of its round. */
async function addFrameAndCaseload(stores: Stores, now: Date): Promise<void> {
  const by = { accountId: 'a', name: 'a' };
  const entryOf = (kind: 'frame.drawn' | 'caseloads.changed') =>
    auditEntry({ at: duringAt, by, kind, unitIds: [], subject: { id: 'x', label: 'x' } });
  await stores.frames.add(aFrame(), entryOf('frame.drawn'));
  const importBatch = {
    id: 'd',
    dataset: 'caseloads' as const,
    lines: [{ unitId: 'ward-a', month: '2026-01', filing: 'counter', transactions: 500 }],
    unitIds: ['ward-a'],
    periods: ['2026-01'],
    madeBy: by,
    madeAt: duringAt,
  };
  await stores.importBatches.stage(importBatch, now);
  await stores.importBatches.apply('d', 1, entryOf('caseloads.changed'));
}

function aFrame(): Frame {
  const outcomes = { refused: 0, notReached: 0, ineligible: 0 };
  return {
    id: 'round',
    listId: 'list',
    purpose: 'thử',
    eraseOn: '2026-12-31',
    fields: ['name'],
    listHash: 'ab'.repeat(32),
    strata: [{ unitId: 'ward-a', people: 100, drawn: 50, outcomes, batchIds: [] }],
    madeAt: duringAt,
    madeBy: { accountId: 'a', name: 'a' },
    state: 'drawn',
    version: 1,
    draw: { seed: 'xổ số', seedSource: 'báo', drawHash: 'cd'.repeat(32), at: duringAt },
  };
}
