import { beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { partHash, submissionEntry } from '../../../src/collection/ledger/entry.ts';
import { leafHash } from '../../../src/collection/ledger/merkle.ts';
import { loadVerifier, type Verifier } from '../../../src/collection/ledger/verifier.ts';
import { useApp } from '../../support/app.ts';
import { fillSmallCity } from '../../support/builders.ts';
import { answer } from '../../support/citizen.ts';
import { seal } from './smallLedger.ts';

describe('the ledger in public', () => {
  const running = useApp();
  let verifier: Verifier;
  const receiptUrls: string[] = [];
  const dayStart = new Date('2026-01-20T01:00:00Z').getTime();
  const minutes = (count: number): Date => new Date(dayStart + count * 60_000);

  beforeAll(async () => {
    verifier = await loadVerifier();
    await fillSmallCity(running().stores);
  });

  async function send(count: number): Promise<void> {
    for (let form = 0; form < count; form += 1) {
      const point = form % 2 === 0 ? 'WARD22' : 'WARD33';
      const sent = await answer(running().app, point, { q1: 1 + (form % 5), q2: 2, q3: 0 });
      receiptUrls.push(sent.headers['location'] as string);
    }
  }
  const get = async (path: string): Promise<string> =>
    (await request(running().app).get(path).expect(200)).text;
  const sealAt = async (at: Date): Promise<void> => {
    await seal(running().stores, running().signers, at);
  };

  test('an empty ledger has its page, its sheet and a log with no entry', async () => {
    expect(await get('/ledger')).toContain('Chưa có mốc kiểm tra nào.');
    expect(await get('/ledger/sheet')).toContain('Chưa có mốc kiểm tra nào.');
    expect(await get('/ledger/checkpoint.txt')).toBe('');
    expect(await get('/ledger/log.txt')).toBe(
      `lang-nghe ledger 1\nkey ${running().signers.identity.firstKey}\n`,
    );
  });

  test('a receipt says at once: received, and promised by the end of the next day, with a signature', async () => {
    running().clock.now = minutes(17);
    await send(1);
    const page = await get(receiptUrls[0]!);
    expect(page).toContain('Đã nhận, đang chờ ghi vào sổ cái.');
    expect(page).toContain('chậm nhất là hết ngày 21/01/2026');
    const file: object = JSON.parse(await get(`${receiptUrls[0]}.json`));
    expect(verifier.verifyReceipt(file)).toMatchObject({ promise: { day: '2026-01-21' } });
    expect(verifier.verifyReceipt(file).checkpoint).toBeUndefined();
  });

  test('and later: in the log since checkpoint 1, with a proof that leads to it', async () => {
    await send(29);
    await sealAt(minutes(65));
    running().clock.now = minutes(70);
    const page = await get(`${receiptUrls[0]}?lang=en`);
    expect(page).toContain('In the ledger since checkpoint 1, 09:00 on 20 Jan 2026.');
    for (const url of receiptUrls.slice(0, 5)) {
      const file = JSON.parse(await get(`${url}.json`)) as { inclusion: { position: number } };
      expect(verifier.verifyReceipt(file)).toMatchObject({ checkpoint: { number: 1 } });
      const other = { ...file, inclusion: { ...file.inclusion, position: file.inclusion.position ^ 1 } };
      expect(() => verifier.verifyReceipt(other)).toThrow('does not lead to checkpoint 1');
    }
  });

  test('of a record that was altered, the receipt page promises nothing and says so', async () => {
    const { connection, errors } = running();
    const records = connection.collection('submissions');
    const url = receiptUrls[2]!;
    const receiptCode = url.slice('/receipts/'.length).replaceAll('-', '');
    const record = (await records.findOne({ receiptCode }))!;
    const alterations = [
      { $set: { 'answers.q1': 5 - record['answers'].q1 } },
      { $set: { receivedHour: minutes(-600) } },
      { $unset: { 'salts.comment': '' } },
    ];
    for (const alteration of alterations) {
      await records.updateOne({ _id: record._id }, alteration);
      const altered = await request(running().app).get(url);
      expect(altered.status).toBe(409);
      expect(altered.text).toContain('không đúng với phiếu đã ghi vào sổ cái');
      expect((await request(running().app).get(`${url}.json`)).text).not.toContain('promise');
      await records.replaceOne({ _id: record._id }, record);
    }
    expect(await get(url)).toContain('Đã có trong sổ cái từ mốc kiểm tra số 1');
    expect(errors).toEqual([]);
  });

  test('what is served passes the strangers’ check and a witness’s second visit', async () => {
    const now = (): number => running().clock.now.getTime();
    const first = (await verifier.visit([], get, now()))!;
    running().clock.now = minutes(100);
    await send(33);
    await sealAt(minutes(130));
    running().clock.now = minutes(131);
    const second = (await verifier.visit([first], get, now()))!;
    expect(second.note).toContain('\nnumber 2\n');
    expect(await verifier.visit([first, second], get, now())).toBeUndefined();
    const lines = (await get('/ledger/log.txt')).trimEnd().split('\n');
    const known = [first, second].map(({ note }) => ({ note, what: 'a visit' }));
    const receipt = JSON.parse(await get(`${receiptUrls[40]}.json`)) as { promise: string };
    const checked = await verifier.verifyLog(() => lines, { known, receipt, now: now() });
    expect(checked).toMatchObject({ size: 63, receipt: { checkpoint: { number: 2 } } });
  });

  test('as JSON: the checkpoints, and the proof of a leaf, as kiosks need them', async () => {
    const { body } = await request(running().app).get('/ledger.json').expect(200);
    expect(body).toMatchObject({
      key: running().signers.identity.firstKey,
      checkpoints: [{ number: 2, size: 63 }, {}],
    });
    const file = JSON.parse(await get(`${receiptUrls[3]}.json`)) as { entry: string };
    const leaf = leafHash(file.entry).toString('hex');
    const proof = JSON.parse(await get(`/ledger/inclusion.json?leaf=${leaf}`)) as { key: string };
    expect(verifier.verifyReceipt({ ...file, inclusion: proof })).toMatchObject({
      checkpoint: { number: 2 },
    });
  });

  test('a receipt is found by its code, typed as one likes; a mistyped one is told at once', async () => {
    const code = receiptUrls[7]!.slice('/receipts/'.length);
    const typed = code.toLowerCase().replaceAll('-', ' ');
    const found = await request(running().app).get('/ledger').query({ code: typed }).expect(303);
    expect(found.headers['location']).toBe(`/receipts/${code}`);
    const wrong = await request(running().app)
      .get('/ledger')
      .query({ code: code.slice(0, -1), lang: 'en' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('This is not a receipt code');
  });

  test.each([
    ['/ledger?before=x', 400],
    ['/ledger/checkpoints/99', 404],
    ['/ledger/checkpoints/x', 404],
    ['/ledger/checkpoints/99999999999', 404],
    ['/ledger/consistency.json?from=0&to=5', 400],
    ['/ledger/consistency.json?from=5&to=4', 404],
    ['/ledger/consistency.json?from=5&to=9999', 404],
    ['/ledger/inclusion.json?leaf=zz', 400],
    [`/ledger/inclusion.json?leaf=${'0'.repeat(64)}`, 404],
  ])('%s is answered with %i', async (path, status) => {
    const answered = await request(running().app).get(path);
    expect(answered.status).toBe(status);
    expect(running().errors).toEqual([]);
  });

  test('log, receipts and request log together tell neither answers, nor order, nor a time within the hour', async () => {
    const { stores, errors } = running();
    running().clock.now = minutes(180);
    await send(30);
    await sealAt(minutes(250));
    const log = await get('/ledger/log.txt');
    const pages = await Promise.all(receiptUrls.map(get));
    const files = await Promise.all(receiptUrls.map((url) => get(`${url}.json`)));
    const all = [log, ...pages, ...files].join('\n');

    for await (const { submission } of stores.submissions.eachRecord()) {
      expect(all).not.toContain(submission.id);
      for (const salt of Object.values(submission.salts).filter((given) => given !== undefined)) {
        expect(all).not.toContain(salt.toString('hex'));
        expect(all).not.toContain(salt.toString('base64'));
      }
    }
    // No instant but full hours, and midnights in notes and pages.
    const instants = all.match(/\d\d:\d\d(:\d\d)?(\.\d+)?Z/g)!;
    expect(new Set(instants.map((instant) => instant.slice(2)))).toEqual(new Set([':00:00Z']));

    // The order of the log is that of hashes, and that is not the order of arrival.
    const sent = files.map((file) => leafHash((JSON.parse(file) as { entry: string }).entry).toString('hex'));
    const logged = log.match(/(?<=^entry ).*/gm)!.map((entry) => leafHash(entry).toString('hex'));
    expect(logged.slice(0, 30)).toEqual(sent.slice(0, 30).sort());
    expect(logged.slice(0, 30)).not.toEqual(sent.slice(0, 30));
    expect(errors).toEqual([]); // the request log, of which citizens' routes write no line
  });

  test('a leaf cannot be turned back into answers by trying them all, though with the salt it could', async () => {
    const { stores } = running();
    for await (const { submission } of stores.submissions.eachRecord()) {
      const { answersHash } = JSON.parse(submissionEntry(submission)) as { answersHash: string };
      const tried: string[] = [];
      const withSalt: string[] = [];
      for (let q1 = 0; q1 <= 5; q1 += 1) {
        for (let q2 = 0; q2 <= 5; q2 += 1) {
          const answers = { q1, q2, q3: 0 };
          for (const salt of [Buffer.alloc(0), Buffer.alloc(16), Buffer.from(submission.receiptCode)]) {
            tried.push(partHash('answers', salt, answers).toString('hex'));
          }
          withSalt.push(partHash('answers', submission.salts.answers, answers).toString('hex'));
        }
      }
      expect(tried).not.toContain(answersHash);
      expect(withSalt).toContain(answersHash);
    }
  });

  test('equal answers of two people leave different traces', async () => {
    const hashes = new Set<string>();
    let count = 0;
    for await (const { submission } of running().stores.submissions.eachRecord()) {
      const entry = JSON.parse(submissionEntry(submission)) as Record<string, string>;
      for (const part of ['answersHash', 'aboutHash', 'commentHash']) hashes.add(entry[part]!);
      count += 3;
    }
    expect(hashes.size).toBe(count);
  });
});
