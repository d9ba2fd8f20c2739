/**
 * `npm run bench:store`: the operations per second of the embedded store, compared with the disk and plain LMDB in the
 * same run. BENCH_LARGE sets the larger of the two sizes (1,000,000).
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  fdatasyncSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { open } from 'lmdb';
import mongoose, { type mongo } from 'mongoose';

const runMs = 4000;
const large = Number(process.env['BENCH_LARGE'] ?? 1_000_000);

interface Server {
  readonly child: ChildProcess;
  readonly uri: string;
  readonly startMs: number;
}

const folder = mkdtempSync(join(process.env['BENCH_DIR'] ?? tmpdir(), 'bench-store-'));
try {
  console.log(
    `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}\n`,
  );
  diskSync();
  await plainLmdb();
  const stubbed = await insertsOnStub();
  const stored = await insertsOnStore();
  console.log(`\nstore / stub at 64 at once: ${Math.round((stored / stubbed) * 100)} %\n`);
  for (const size of [large / 10, large]) await atSize(size);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function row(what: string, value: string): void {
  console.log(`${what.padEnd(52)} ${value}`);
}

/** Repeats the work with a fixed concurrency, and returns the operations per second. */
async function rate(atOnce: number, work: (n: number) => Promise<unknown>): Promise<number> {
  const until = performance.now() + runMs;
  let done = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (performance.now() < until) await work(done++);
    }),
  );
  return Math.round(done / (runMs / 1000));
}

function diskSync(): void {
  const file = openSync(join(folder, 'sync'), 'w');
  const page = Buffer.alloc(4096, 1);
  const until = performance.now() + runMs;
  let done = 0;
  for (; performance.now() < until; done++) {
    writeSync(file, page, 0, page.length, (done % 1000) * page.length);
    fdatasyncSync(file);
  }
  closeSync(file);
  row('disk: 4 KiB write and fdatasync', `${Math.round(done / (runMs / 1000))}/s`);
}

async function plainLmdb(): Promise<void> {
  const db = open<Buffer, number>({
    path: join(folder, 'plain.mdb'),
    noSubdir: true,
    overlappingSync: false,
    encoding: 'binary',
  });
  const value = Buffer.alloc(300, 1);
  for (const atOnce of [1, 8, 64])
    row(`plain lmdb: awaited put, ${atOnce} at once`, `${await rate(atOnce, (n) => db.put(n, value))}/s`);
  await db.close();
}

async function started(kind: 'store' | 'stub', name: string): Promise<Server> {
  const before = performance.now();
  const script = process.argv[1]!.replace(/store\.(js|ts)$/, 'storeServer.$1');
  const child = spawn(process.execPath, [...process.execArgv, script, kind, join(folder, name)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [uri] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { child, uri, startMs: Math.round(performance.now() - before) };
}

async function ended({ child }: Server): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function connected({ uri }: Server): Promise<mongo.MongoClient> {
  return new mongoose.mongo.MongoClient(uri, { maxPoolSize: 64 }).connect();
}

/** About the size of a response to 22 questions. */
function form(n: number): mongo.Document {
  return {
    unit: n % 143,
    round: 1,
    at: new Date(1_700_000_000_000 + n),
    answers: Array.from({ length: 22 }, (_, q) => (n * 7 + q) % 6),
    salt: 'c2FsdHNhbHRzYWx0',
  };
}

async function insertsOnStub(): Promise<number> {
  const server = await started('stub', '.');
  const client = await connected(server);
  const forms = client.db('bench').collection('forms');
  const perSecond = await rate(64, (n) => forms.insertOne(form(n)));
  row('driver on a stub that awaits one put: 64 at once', `${perSecond}/s`);
  await client.close();
  await ended(server);
  return perSecond;
}

async function insertsOnStore(): Promise<number> {
  const server = await started('store', 'small');
  const client = await connected(server);
  const forms = client.db('bench').collection('forms');
  const cells = client.db('bench').collection('cells');
  await cells.createIndex({ key: 1 }, { unique: true });
  let last = 0;
  for (const atOnce of [1, 8, 64]) {
    last = await rate(atOnce, (n) => forms.insertOne(form(n)));
    row(`driver on the store: durable insert, ${atOnce} at once`, `${last}/s`);
  }
  row(
    'durable $inc upsert by a unique key, 64 at once',
    `${await rate(64, (n) => cells.updateOne({ key: n % 500 }, { $inc: { n: 1 } }, { upsert: true }))}/s`,
  );
  await client.close();
  await ended(server);
  return last;
}

async function atSize(size: number): Promise<void> {
  const name = `size-${size}`;
  let server = await started('store', name);
  let client = await connected(server);
  console.log(`${size.toLocaleString('en')} documents`);
  const load = performance.now();
  for (let at = 0; at < size; at += 1000)
    await client
      .db('bench')
      .collection('forms')
      .insertMany(Array.from({ length: 1000 }, (_, n) => ({ _id: (at + n) as never, ...form(at + n) })));
  row('  load in thousands', seconds(load));
  const build = performance.now();
  let most = 0;
  const watching = setInterval(() => (most = Math.max(most, anonymousMb(server))), 50);
  await client.db('bench').collection('forms').createIndex({ unit: 1, at: 1 });
  clearInterval(watching);
  row('  build of an index of two fields', `${seconds(build)}, ${most} MB of own memory at the most`);
  await client.close();
  await ended(server);

  server = await started('store', name);
  client = await connected(server);
  const forms = client.db('bench').collection('forms');
  row('  start to first answer', `${server.startMs} ms`);
  row('  memory at rest (own, without the mapped file)', `${anonymousMb(server)} MB`);
  row('  file', `${Math.round(statSync(join(folder, name, 'store.mdb')).size / 2 ** 20)} MB`);
  row(
    '  find by _id, 64 at once',
    `${await rate(64, (n) => forms.findOne({ _id: ((n * 7919) % size) as never }))}/s`,
  );
  row(
    '  find 20 by the index, 64 at once',
    `${await rate(64, (n) =>
      forms
        .find({ unit: n % 143 })
        .limit(20)
        .toArray(),
    )}/s`,
  );
  row('  durable insert, 64 at once', `${await rate(64, (n) => forms.insertOne(form(n)))}/s`);
  const scan = performance.now();
  await forms.countDocuments({ salt: 'none' });
  row('  scan with a filter that nothing passes', seconds(scan));
  const count = performance.now();
  await forms.countDocuments({ unit: 7 });
  row('  count of one unit by the index', seconds(count));
  await client.close();
  await ended(server);
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(2)} s`;
}

/** If /proc reports it; elsewhere unknown. */
function anonymousMb({ child }: Server): number {
  try {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    return Math.round(Number(/RssAnon:\s+(\d+)/.exec(status)![1]) / 1024);
  } catch {
    return Number.NaN;
  }
}
