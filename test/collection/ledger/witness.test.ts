/** A witness that speaks C2SP tlog-witness, a ledger that asks it, and readers who trust it. */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { signCheckpoint } from '../../../src/collection/ledger/checkpoint.ts';
import { readWitnesses, type Witness } from '../../../src/collection/ledger/cosignature.ts';
import { gatherCosignatures } from '../../../src/collection/ledger/gatherCosignatures.ts';
import { consistencyProof } from '../../../src/collection/ledger/proofs.ts';
import { loadVerifier, witnessFile } from '../../../src/collection/ledger/verifier.ts';
import { useApp } from '../../support/app.ts';
import { useFolders } from '../../support/folder.ts';
import { addSubmissions, hoursLater, logOf, seal } from './smallLedger.ts';

interface WitnessProgram {
  makeKey(name: string, folder: string): string;
  readFolder(folder: string): object;
  addCheckpoint(witness: object, body: string, now?: number): { status: number; text: string; type?: string };
  witnessServer(witness: object): import('node:http').Server;
}

const program = (await import(pathToFileURL(witnessFile()).href)) as WitnessProgram;

describe('a witness of the ledger', () => {
  const running = useApp();
  const newFolder = useFolders();
  const now = hoursLater(9);
  /** Of each checkpoint: size and note. */
  const made: { size: number; note: string }[] = [];
  let proof: string[] = [];

  beforeAll(async () => {
    const { stores, signers } = running();
    for (const hour of [0, 1, 2]) {
      await addSubmissions(stores, 31, hoursLater(hour));
      const [checkpoint] = await seal(stores, signers, hoursLater(hour + 1, 5));
      made.push(checkpoint!);
    }
    const hashes = await consistencyProof(stores.ledger, 31, 62);
    proof = hashes.map((hash) => hash.toString('base64'));
  });

  async function newWitness(folder?: string) {
    folder ??= await newFolder();
    const key = program.makeKey('witness.example/w1', folder);
    writeFileSync(join(folder, 'logs.txt'), `# watched\nlog ${running().signers.identity.firstKey}\n`);
    return { folder, key, witness: program.readFolder(folder) };
  }
  const bodyOf = (old: number, lines: readonly string[], note: string): string =>
    `${[`old ${old}`, ...lines].join('\n')}\n\n${note}`;

  test('signs cosignature/v1: key id, time and message as the standard has them', async () => {
    const { key, witness } = await newWitness();
    const { status, text } = program.addCheckpoint(witness, bodyOf(0, [], made[0]!.note), 1679315147999);
    expect(status).toBe(200);
    const [, name, encoded] = /^— (\S+) (\S+)\n$/.exec(text) ?? [];
    expect(name).toBe('witness.example/w1');
    const bytes = Buffer.from(encoded!, 'base64');
    expect(bytes).toHaveLength(4 + 8 + 64);
    const raw = Buffer.from(key.split('+').slice(2).join('+'), 'base64').subarray(1);
    const id = createHash('sha256').update('witness.example/w1\n').update(Buffer.of(4)).update(raw).digest();
    expect(bytes.subarray(0, 4)).toEqual(id.subarray(0, 4));
    expect(key.split('+')[1]).toBe(id.subarray(0, 4).toString('hex'));
    expect(bytes.readBigUInt64BE(4)).toBe(1679315147n);
    const body = made[0]!.note.slice(0, made[0]!.note.indexOf('\n\n') + 1);
    const message = Buffer.from(`cosignature/v1\ntime 1679315147\n${body}`);
    const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]);
    const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' });
    expect(verify(null, message, publicKey, bytes.subarray(12))).toBe(true);
  });

  test('answers as tlog-witness asks, and remembers over a restart what it has cosigned', async () => {
    const { folder, witness } = await newWitness();
    const [first, second] = [made[0]!, made[1]!];
    const answer = (body: string, by = witness) => program.addCheckpoint(by, body);
    const foreign = first.note.replaceAll(running().signers.identity.name, 'example.com/log');
    expect(answer('old x\n\n').status).toBe(400);
    expect(answer(bodyOf(0, ['no hash'], first.note)).status).toBe(400);
    expect(answer(bodyOf(0, Array<string>(64).fill(proof[0]!), first.note)).status).toBe(400);
    expect(answer(bodyOf(0, [], foreign)).status).toBe(404);
    expect(answer(bodyOf(0, [], first.note.replace('\n31\n', '\n32\n'))).status).toBe(403);
    expect(answer(bodyOf(32, [], first.note)).status).toBe(400);
    expect(answer(bodyOf(7, [], first.note))).toEqual({ status: 409, text: '0\n', type: 'text/x.tlog.size' });
    expect(answer(bodyOf(0, proof, first.note)).status).toBe(422);
    expect(answer(bodyOf(0, [], first.note)).status).toBe(200);
    expect(answer(bodyOf(31, [], first.note)).status).toBe(200); // the same again

    const restarted = program.readFolder(folder);
    expect(answer(bodyOf(0, [], second.note), restarted)).toMatchObject({ status: 409, text: '31\n' });
    expect(answer(bodyOf(31, proof.toReversed(), second.note), restarted).status).toBe(422);
    expect(answer(bodyOf(31, proof, second.note), restarted).status).toBe(200);
    expect(answer(bodyOf(31, proof, second.note), restarted)).toMatchObject({ status: 409, text: '62\n' });
    expect(readFileSync(join(folder, 'key.pem'), 'utf8')).toContain('PRIVATE KEY');
  });

  test('never cosigns two ledgers of one size, nor one that was rewritten', async () => {
    const { witness } = await newWitness();
    const { signers } = running();
    const signer = signers.get(signers.identity.firstKey);
    const other = (size: number): string =>
      signCheckpoint({ number: 1, size, root: Buffer.alloc(32, 9), time: hoursLater(1) }, signer);
    expect(program.addCheckpoint(witness, bodyOf(0, [], made[0]!.note)).status).toBe(200);
    expect(program.addCheckpoint(witness, bodyOf(31, [], other(31))).status).toBe(409);
    expect(program.addCheckpoint(witness, bodyOf(31, proof, other(62))).status).toBe(422);
  });

  describe('that a ledger asks', () => {
    let server: import('node:http').Server;
    let asked: Witness;
    let folder: string;
    const get = async (path: string) => (await request(running().app).get(path).expect(200)).text;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'lang-nghe-witness-'));
      const { key, witness } = await newWitness(folder);
      server = program.witnessServer(witness);
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      [asked] = readWitnesses(`quorum none\nwitness W ${key} http://127.0.0.1:${port}/\n`) as [Witness];
    });
    afterAll(async () => {
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true });
    });
    const verified = async (lines?: readonly string[]) => {
      const log = lines ?? (await logOf(running().stores, running().signers));
      const verifier = await loadVerifier();
      return await verifier.verifyLog(() => log, { now: now.getTime(), witnesses: [asked.key] });
    };

    test('has its signature beneath the checkpoint, in the log and on a page', async () => {
      const { ledger } = running().stores;
      expect(await get('/ledger/witnesses')).toContain('Chưa có bên nào ký làm chứng.');
      await expect(verified()).rejects.toThrow('witness.example/w1 has cosigned no checkpoint of this log');
      expect(await gatherCosignatures(ledger, [asked])).toEqual([{ witness: asked, isCosigned: true }]);
      expect(await gatherCosignatures(ledger, [asked])).toEqual([{ witness: asked, isCosigned: true }]);

      expect(await get('/ledger/checkpoint.txt')).toMatch(
        /\n— lang-nghe\/\S+ \S+\n— witness\.example\/w1 \S+\n$/,
      );
      expect(await verified()).toMatchObject({
        warnings: [],
        cosigned: [{ name: 'witness.example/w1', number: 3 }],
      });
      expect(await get('/ledger/witnesses?lang=en')).toContain('translate="no">witness.example/w1</th>');
      expect(JSON.parse(await get('/ledger/witnesses.json'))).toMatchObject({
        witnesses: [{ key: asked.key, checkpoint: 3 }],
      });
    });

    test('goes on from what it saw; until it has signed again, a reader is warned', async () => {
      const { stores, signers } = running();
      await addSubmissions(stores, 31, hoursLater(4));
      await seal(stores, signers, hoursLater(5, 5));
      expect((await verified()).warnings).toEqual([
        'witness.example/w1 has not cosigned since checkpoint 3: of the entries from 93 on, others may be shown others',
      ]);
      expect(await get('/ledger/witnesses?lang=en')).toContain('1 behind');
      await gatherCosignatures(stores.ledger, [asked]);
      expect((await verified()).warnings).toEqual([]);
    });

    test('does not follow a ledger that was cut: it is told, and readers notice', async () => {
      const { stores, connection, signers } = running();
      const checkpoints = connection.collection<{ _id: number }>('ledgerCheckpoints');
      const [third, fourth] = await checkpoints.find({ _id: { $gte: 3 } }).toArray();
      await checkpoints.deleteMany({ _id: { $gte: 3 } });
      await connection.collection('ledgerCosignatures').deleteMany({});
      const [cut] = await gatherCosignatures(stores.ledger, [asked]);
      expect(cut).toMatchObject({ isCosigned: false, reason: 'it has seen 124 entries, and the log has 62' });
      await expect(verified(await logOf(stores, signers))).rejects.toThrow('has cosigned no checkpoint');
      await checkpoints.insertMany([third!, fourth!]);
    });

    test('may be away: the ledger goes on, and says why there is no signature', async () => {
      const away = { ...asked, url: 'http://127.0.0.1:1' };
      const [answer] = await gatherCosignatures(running().stores.ledger, [away]);
      expect(answer).toMatchObject({ isCosigned: false, reason: expect.stringContaining('fetch failed') });
    });
  });

  test.each([
    ['witness W none https://w.example', 'line 1 must be: witness NAME KEY https://…'],
    ['# none\nwitness W', 'line 2 must be: witness NAME KEY https://…'],
  ])('a policy that says "%s" is refused by its line', (policy, sentence) => {
    expect(() => readWitnesses(policy)).toThrow(sentence);
  });
});
