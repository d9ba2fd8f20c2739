import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express, { type Express } from 'express';
import type { Response } from 'supertest';
import { auditEntry } from '../../../src/access/audit/entry.ts';
import { quota, type EvidenceFile } from '../../../src/registers/evidence/evidence.ts';
import { contentOf } from '../../../src/registers/evidence/keepFile.ts';
import type { EvidenceOwners } from '../../../src/registers/evidence/owner.ts';
import { routes } from '../../../src/registers/evidence/routes.ts';
import { usePages } from '../../../src/platform/web/page.ts';
import { mountRoutes } from '../../../src/access/web/routes.ts';
import { problemHandler } from '../../../src/access/web/problemHandler.ts';
import { securityHeaders } from '../../../src/platform/web/security.ts';
import { staffSession } from '../../../src/access/web/staffSession.ts';
import { useApp, type TestApp } from '../../support/app.ts';
import { aUnit, duringAt } from '../../support/builders.ts';
import { colleague, drain, type Browser } from '../../support/staff.ts';
import { aPdf, aPng } from './someFiles.ts';
import { fileBytesMax } from '../../../src/platform/web/upload.ts';

const base = useApp();
let testApp: TestApp;
let officer: Browser;
let isLocked = false;

/** Things of a unit and year that managers and officers of the unit may see, and officers may add files to. */
const owners: EvidenceOwners = {
  async thing([unitId = '', year = '', name = ''], caller) {
    if (!caller.may('seeImprovementActions', unitId)) return undefined;
    return {
      folder: { unitId, year: Number(year) },
      label: { vi: `Tiêu chí ${name}`, en: `Criterion ${name}` },
      url: '/staff/things',
      mayChange: !isLocked && caller.may('keepImprovementActions', unitId),
    };
  },
};

beforeAll(async () => {
  const { stores, clock } = base();
  const now = () => clock.now;
  const installation = await stores.installation.open('real');
  const app: Express = express();
  app.set('query parser', 'simple');
  app.use(securityHeaders());
  usePages(app);
  app.use(express.urlencoded({ extended: false }));
  app.use('/staff', staffSession({ stores, installation, now, adminSecondFactor: 'optional', menu: [] }));
  mountRoutes(app, routes, { stores, owners, now });
  app.use(problemHandler((error) => base().errors.push(error)));
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  testApp = { ...base(), app, server };
  for (const unit of ['ward-a', 'ward-b']) await stores.units.add(aUnit(unit));
  officer = await colleague(testApp, 'officer', 'ward-a');
});

afterAll(() => {
  testApp.server.close();
  testApp.server.closeAllConnections();
});

const pageOf = async (owner: string, browser = officer): Promise<string> =>
  (await browser.get(`/staff/evidence?owner=${owner}`).expect(200)).text;
const folderOf = async (unitId: string, year = 2024) => await testApp.stores.evidence.find({ unitId, year });
const send = async (owner: string, content: Buffer, name = 'a.pdf', browser = officer): Promise<Response> =>
  await browser.upload('/staff/evidence', content, { owner }, name);
const idIn = (text: string): string => /href="\/staff\/evidence\/([\w-]+)"/.exec(text)?.[1] ?? '';
const chunkCount = async (): Promise<number> =>
  await testApp.connection.collection('evidenceChunks').countDocuments();

describe('evidence', () => {
  const content = Buffer.concat([aPdf(), Buffer.alloc(3 * 1024 * 1024 + 5, 'ê')]);

  it('is kept byte for byte, with its hash, and comes back as an attachment that no browser runs', async () => {
    const sent = await send('thing/ward-a/2024/1.1', content, 'báo cáo <b>.pdf');
    expect([sent.status, sent.headers['location']]).toEqual([
      303,
      '/staff/evidence?owner=thing%2Fward-a%2F2024%2F1.1&done=added',
    ]);
    const text = await pageOf('thing/ward-a/2024/1.1');
    expect(text).toContain('báo cáo _b_.pdf');
    expect(text).toContain(createHash('sha256').update(content).digest('hex'));
    expect(text).toMatch(/ward-a[^<]*năm 2024: đã dùng 3 MB trong 500 MB, 1 trong 500 tệp/);
    const rows = await officer.get('/staff/evidence?owner=thing/ward-a/2024/1.1&take=evidence.csv');
    expect(rows.text).toContain('báo cáo _b_.pdf; PDF, 3 MB');
    const file = await officer.get(`/staff/evidence/${idIn(text)}`).buffer(true);
    expect(Buffer.compare(file.body as Buffer, content)).toBe(0);
    expect(file.headers).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'content-disposition': expect.stringMatching(/^attachment; .*filename\*=UTF-8''b%C3%A1o%20c%C3%A1o/),
    });
    await drain(testApp);
    const [action] = await testApp.stores.audit.list({ kind: 'evidence.added' }, 1);
    expect(action).toMatchObject({ unitIds: ['ward-a'], after: { owner: 'thing/ward-a/2024/1.1' } });
  });

  it('belongs to one thing, is there once, and a refusal keeps whose it is', async () => {
    expect(await pageOf('thing/ward-a/2024/1.2')).toContain('Chưa có minh chứng nào');
    const again = await send('thing/ward-a/2024/1.1', content);
    expect([again.status, again.text]).toEqual([422, expect.stringContaining('id="file-error"')]);
    const [, action = ''] = /action="([^"]*owner[^"]*)"/.exec(again.text) ?? [];
    const refused = await officer.upload(action, content, { owner: 'thing/ward-a/2024/1.1' }, 'a.pdf');
    expect(refused.text).toContain('evidence?owner=thing%2Fward-a%2F2024%2F1.1&amp;take=evidence.csv');
    expect((await send('thing/ward-a/2024/1.2', content)).status).toBe(303);
  });

  it('does not exist for those of other units, and cannot be changed by those who may only see it', async () => {
    const id = idIn(await pageOf('thing/ward-a/2024/1.1'));
    const other = await colleague(testApp, 'officer', 'ward-b');
    const tries = [
      other.get('/staff/evidence?owner=thing/ward-a/2024/1.1'),
      other.get(`/staff/evidence/${id}`),
      other.post(`/staff/evidence/${id}/remove`),
      other.upload('/staff/evidence', aPdf(), { owner: 'thing/ward-a/2024/1.1' }),
      officer.get('/staff/evidence?owner=toString/1'),
    ];
    expect((await Promise.all(tries)).map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    const reader = await colleague(testApp, 'auditor', 'ward-a');
    expect(await pageOf('thing/ward-a/2024/1.1', reader)).not.toContain('type="file"');
    expect((await send('thing/ward-a/2024/1.1', aPng, 'a.png', reader)).status).toBe(409);
    const mate = await colleague(testApp, 'officer', 'ward-a');
    expect((await mate.post(`/staff/evidence/${id}/remove`)).status).toBe(403);
    expect((await officer.get('/staff/evidence?owner=a//b')).status).toBe(400);
  });

  it('is withdrawn by its uploader before the lock, with all of its content', async () => {
    const before = await chunkCount();
    const id = idIn(await pageOf('thing/ward-a/2024/1.2'));
    isLocked = true;
    const tries = [officer.post(`/staff/evidence/${id}/remove`), send('thing/ward-a/2024/1.2', aPng)];
    expect((await Promise.all(tries)).map(({ status }) => status)).toEqual([409, 409]);
    isLocked = false;
    expect((await officer.post(`/staff/evidence/${id}/remove`)).status).toBe(303);
    expect([before - (await chunkCount()), (await folderOf('ward-a')).bytes]).toEqual([4, content.length]);
    expect((await officer.get(`/staff/evidence/${id}`)).status).toBe(404);
    await drain(testApp);
    expect(await testApp.stores.audit.list({ kind: 'evidence.removed' }, 5)).toHaveLength(1);
  });

  it.each([
    ['a program called .pdf', Buffer.from('MZ\x90\x00'), 'dù tên ghi thế nào'],
    ['more than 20 MB', Buffer.concat([aPdf(), Buffer.alloc(fileBytesMax)]), 'lớn hơn 20 MB'],
  ])('is refused beside its field, and nothing is kept: %s', async (_what, invalid, words) => {
    const before = [await chunkCount(), await folderOf('ward-a')];
    const response = await send('thing/ward-a/2024/1.3', invalid);
    expect([response.status, response.text]).toEqual([422, expect.stringContaining(words)]);
    expect([await chunkCount(), await folderOf('ward-a')]).toEqual(before);
  });

  it('is cut off while it is sent when it is huge', async () => {
    const server = testApp.app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    const part = (name: string, value: string) =>
      `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    let answer = '';
    socket.on('data', (data) => (answer += data.toString())).on('error', () => {});
    socket.write(
      `POST /staff/evidence HTTP/1.1\r\nHost: a\r\nCookie: ${officer.cookie}\r\nContent-Length: ${5 * 1024 ** 3}\r\n` +
        `Content-Type: multipart/form-data; boundary=x\r\n\r\n${part('formToken', officer.formToken)}` +
        part('owner', 'thing/ward-a/2024/1.3') +
        '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7\n',
    );
    let sentMib = 0;
    await pipeline(function* () {
      for (; sentMib < 200; sentMib += 1) yield Buffer.alloc(1024 * 1024);
    }, socket).catch(() => {});
    await new Promise((done) => server.close(done));
    expect(sentMib).toBeLessThan(100);
    expect(answer === '' || answer.startsWith('HTTP/1.1 422')).toBe(true);
    expect(await pageOf('thing/ward-a/2024/1.3')).toContain('Chưa có minh chứng nào');
  });
});

describe('the quota of a unit and year', () => {
  const by = { accountId: 'x', name: 'x' };
  const aFile = (id: string, bytes: number): EvidenceFile => ({
    id,
    owner: `thing/${id}`,
    name: 'a.pdf',
    kind: 'pdf',
    bytes,
    sha256: id,
    by,
    at: duringAt,
  });
  const entry = () =>
    auditEntry({ at: duringAt, kind: 'evidence.added', unitIds: [], subject: { id: 'x', label: 'x' } });

  it('is counted exactly when many upload at once', async () => {
    const { evidence } = testApp.stores;
    const key = { unitId: 'ward-b', year: 2023 };
    const fifth = quota.bytes / 5;
    const add = (_: unknown, at: number) => evidence.add(key, aFile(`q${at}`, fifth), entry());
    const outcomes = await Promise.all(Array.from({ length: 12 }, add));
    expect(outcomes.filter((outcome) => outcome === 'added')).toHaveLength(5);
    expect(outcomes.filter((outcome) => outcome === 'full')).toHaveLength(7);
    expect(await evidence.find(key)).toMatchObject({ bytes: quota.bytes, files: { length: 5 } });
    const [first] = (await evidence.find(key)).files;
    const removals = Array.from({ length: 3 }, () =>
      evidence.remove(key, first!, { at: duringAt, entry: entry() }),
    );
    expect((await Promise.all(removals)).filter((isGone) => isGone)).toHaveLength(1);
    expect((await evidence.find(key)).bytes).toBe(4 * fifth);
    const full = await send('thing/ward-b/2023/1', aPdf(), 'a.pdf', await colleague(testApp, 'officer'));
    expect(full.status).toBe(303); // there is room again
  });

  it('forgets content that a crash left without a shelf, and settles what one holds', async () => {
    const { evidence } = testApp.stores;
    const [kept] = (await evidence.find({ unitId: 'ward-a', year: 2024 })).files;
    const chunks = testApp.connection.collection('evidenceChunks');
    await chunks.updateMany({ fileId: kept!.id }, { $set: { pendingSince: duringAt } });
    await evidence.addChunk('lost', 0, { bytes: aPng, pendingSince: duringAt });
    await evidence.settle(new Date(duringAt.getTime() - 1));
    expect(await chunks.countDocuments({ pendingSince: { $exists: true } })).toBe(5);
    await evidence.settle(duringAt);
    expect(await chunks.countDocuments({ fileId: 'lost' })).toBe(0);
    expect(await chunks.countDocuments({ pendingSince: { $exists: true } })).toBe(0);
    let bytes = 0;
    for await (const piece of contentOf(kept!, evidence)) bytes += piece.length;
    expect(bytes).toBe(kept!.bytes);
  });

  it('ends these tests without an error of ours', () => {
    expect(base().errors).toEqual([]);
  });
});
