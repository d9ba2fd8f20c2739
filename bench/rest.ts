/**
 * What an installation that nobody uses costs, with all its threads: processor time until it serves, and during a minute
 * at rest. On MongoDB where MONGODB_URI is set. Reads /proc, so it runs on Linux only.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** Long enough for what a start leaves to do: the first round of each task, and the collection of garbage. */
const settleMs = 60_000;
const minuteMs = 60_000;
const msPerTick = 10;

const dataFolder = mkdtempSync(join(tmpdir(), 'lang-nghe-rest-'));
try {
  await measure('first start');
  await measure('second start');
} finally {
  rmSync(dataFolder, { recursive: true, force: true });
}

async function measure(name: string): Promise<void> {
  const program = fileURLToPath(new URL('../src/main.js', import.meta.url));
  const server = spawn(process.execPath, [program], {
    env: { ...process.env, DATA_DIR: dataFolder, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(server.stdout)) if (line.includes('serves')) break;
  const startMs = processorMs(server);
  await wait(settleMs);
  const beforeMs = processorMs(server);
  await wait(minuteMs);
  const restMs = processorMs(server) - beforeMs;
  console.log(
    `${name}: ${startMs} ms until it serves, ${restMs} ms in a minute at rest, ${residentMb(server)} MB resident`,
  );
  server.kill();
  await once(server, 'exit');
}

/** Processor time of all threads, of the program and of the system for it. */
function processorMs({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * msPerTick;
}

function residentMb({ pid }: ChildProcess): number {
  const [, kb = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kb) / 1024);
}
