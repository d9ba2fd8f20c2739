/**
 * `npm run bench:peers [-- --rounds 3 --seconds 4 --at-once 1,32,64 --warm-up 0 description.json …]`: servers of forms side by side
 * in one run, each as a JSON file describes it (bench/formServer.ts); without names ours and the baseline, an Express
 * page of the same size with one durable insert. Rounds alternate between the servers, so that other work on the
 * machine meets all of them. Prints Markdown: medians over the rounds. The last description is what the others are
 * compared with.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectFolder } from '../src/platform/projectFolder.ts';
import { readDescription, startFormServer, type FormServer } from './formServer.ts';
import { httpClient, measure, type HttpClient } from './load.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '4' },
    'at-once': { type: 'string', default: '1,32,64' },
    /** Seconds of pairs, and one more, before anything is measured: workers start after the first of them serves, and code gets faster. */
    'warm-up': { type: 'string', default: '0' },
  },
});
const own = ['langNghe.json', 'express.json'].map((file) => join(projectFolder(), 'bench', 'peers', file));
const files = positionals.length > 0 ? positionals : own;
const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)];
const atOnce = values['at-once'].split(',').map(Number);

/** What one server did in one round. */
interface Round {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly mainMs: number;
  readonly allMs: number;
}

const actions = {
  pair: async (server: FormServer, client: HttpClient) => await server.submit(client),
  view: async (server: FormServer, client: HttpClient) => void (await server.open(client)),
};
type Action = keyof typeof actions;

const folder = mkdtempSync(join(tmpdir(), 'lang-nghe-peers-'));
const servers: FormServer[] = [];
const accepted = new Map<FormServer, number>();
try {
  const single = httpClient(1);
  let pageBytes = '';
  for (const [index, file] of files.entries()) {
    const given = { folder: join(folder, String(index)), pageBytes };
    const server = await startFormServer(readDescription(file), given);
    servers.push(server);
    if (index === 0) pageBytes = String(Buffer.byteLength(await server.open(single)));
  }
  for (const server of servers) await measureOne(server, 'pair', 64, Number(values['warm-up']));
  accepted.clear();
  const before = await Promise.all(servers.map((server) => server.countStored(single)));
  const measured = await measureAll();
  console.log(
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}; page of ${pageBytes} bytes\n`,
  );
  print(measured);
  for (const [index, server] of servers.entries()) {
    const stored = (await server.countStored(single)) - before[index]!;
    console.log(`${server.name}: accepted ${accepted.get(server)}, stored ${stored}.`);
    if (stored !== accepted.get(server)) process.exitCode = 1;
  }
  single.close();
} finally {
  for (const server of servers) await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

function key(server: FormServer, action: Action, number: number): string {
  return `${action} ${number} ${server.name}`;
}

async function measureAll(): Promise<ReadonlyMap<string, Round[]>> {
  const measured = new Map<string, Round[]>();
  for (let round = 0; round < rounds; round++) {
    for (const number of atOnce) {
      for (const action of ['pair', 'view'] as const) {
        for (const server of round % 2 === 0 ? servers : servers.toReversed()) {
          const name = key(server, action, number);
          measured.set(name, [...(measured.get(name) ?? []), await measureOne(server, action, number)]);
        }
      }
    }
  }
  return measured;
}

async function measureOne(
  server: FormServer,
  action: Action,
  number: number,
  forSeconds = seconds,
): Promise<Round> {
  const client = httpClient(number);
  const before = server.cpuMs();
  const { count, ...times } = await measure(number, forSeconds, () => actions[action](server, client));
  const after = server.cpuMs();
  client.close();
  if (action === 'pair') accepted.set(server, (accepted.get(server) ?? 0) + count);
  return {
    ...times,
    mainMs: (after.main - before.main) / count,
    allMs: (after.all - before.all) / count,
  };
}

function print(measured: ReadonlyMap<string, Round[]>): void {
  const head = ['', 'at once', 'server', 'a second', 'of the last', 'p50 ms', 'p99 ms', 'main thread, ms', 'all threads, ms', 'main thread, of the last', 'all threads, of the last']; // prettier-ignore
  console.log(`| ${head.join(' | ')} |\n|${' --- |'.repeat(head.length)}`);
  for (const action of ['pair', 'view'] as const) {
    for (const number of atOnce) {
      const roundsOf = (server: FormServer) => measured.get(key(server, action, number))!;
      const [last, lastRounds] = [medians(roundsOf(servers.at(-1)!)), roundsOf(servers.at(-1)!)];
      for (const server of servers) {
        const of = medians(roundsOf(server));
        // Round by round, since other work on the machine differs between rounds more than within one.
        const allOfLast = median(
          roundsOf(server).map(({ allMs }, round) => allMs / lastRounds[round]!.allMs),
        );
        const times = [of.p50Ms.toFixed(1), of.p99Ms.toFixed(1), of.mainMs.toFixed(3), of.allMs.toFixed(3)];
        const shares = [`${Math.round((100 * of.perSecond) / last.perSecond)} %`, (of.mainMs / last.mainMs).toFixed(2), allOfLast.toFixed(2)]; // prettier-ignore
        console.log(
          `| ${[action, number, server.name, Math.round(of.perSecond), shares[0], ...times, ...shares.slice(1)].join(' | ')} |`,
        );
      }
    }
  }
  console.log('');
}

function medians(all: readonly Round[]): Round {
  const medianOf = (of: (round: Round) => number): number => median(all.map(of));
  return {
    perSecond: medianOf(({ perSecond }) => perSecond),
    p50Ms: medianOf(({ p50Ms }) => p50Ms),
    p99Ms: medianOf(({ p99Ms }) => p99Ms),
    mainMs: medianOf(({ mainMs }) => mainMs),
    allMs: medianOf(({ allMs }) => allMs),
  };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)]!;
}
