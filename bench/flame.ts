/**
 * `npm run bench:flame [-- --build FOLDER --pairs 8000 --to flame.svg]`: a flame graph of the thread that answers while the
 * form is opened and sent, 64 at once as in bench:submit, by the program built in a folder (this one, if none is named).
 */
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { projectFolder } from '../src/platform/projectFolder.ts';
import { drawFlames, foldProfile, type CpuProfile } from './flameGraph.ts';
import { httpClient, sendPair } from './load.ts';
import { startProgram } from './program.ts';

const { values } = parseArgs({
  options: {
    build: { type: 'string', default: projectFolder() },
    pairs: { type: 'string', default: '8000' },
    to: { type: 'string', default: 'flame.svg' },
  },
});
const [pairs, atOnce] = [Number(values.pairs), 64];
const folder = mkdtempSync(join(tmpdir(), 'lang-nghe-flame-'));
try {
  const demo = await startProgram(
    'scripts/demo.js',
    { DATA_DIR: join(folder, 'data'), PORT: '0' },
    /form: (\S+)/,
    {
      build: values.build,
      flags: ['--cpu-prof', '--cpu-prof-interval=500', `--cpu-prof-dir=${folder}`],
    },
  );
  await sendPairs(demo.said, pairs / 2); // warms up
  await wait(8000);
  const [fromUs, cpuBefore] = [monotonicUs(), demo.cpuMs().ofMain];
  await sendPairs(demo.said, pairs);
  const [untilUs, cpuAfter] = [monotonicUs(), demo.cpuMs().ofMain];
  await demo.stop();

  const root = foldProfile(mainProfile(demo.id), fromUs, untilUs);
  const perPair = Math.round((1000 * (cpuAfter - cpuBefore)) / pairs);
  const title = `Main thread: ${perPair} µs of processor time a pair (form opened and sent), ${atOnce} at once, ${pairs} pairs`;
  writeFileSync(values.to, drawFlames(root, title));
  console.log(
    `${title}; sampled ${Math.round(root.totalUs / pairs)} µs of elapsed time, load ${loadavg()[0]!.toFixed(1)}.`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function sendPairs(url: string, count: number): Promise<void> {
  const client = httpClient(atOnce);
  let left = count;
  const person = async (): Promise<void> => {
    while (left-- > 0) await sendPair(client, url);
  };
  await Promise.all(Array.from({ length: atOnce }, person));
  client.close();
}

/** Each thread writes a file as it ends; the main one is thread 0. */
function mainProfile(processId: number): CpuProfile {
  const name = readdirSync(folder).find((file) => file.includes(`.${processId}.0.`));
  return JSON.parse(readFileSync(join(folder, name ?? ''), 'utf8')) as CpuProfile;
}

function monotonicUs(): number {
  return Number(process.hrtime.bigint() / 1000n);
}
