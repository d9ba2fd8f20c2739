/** Requests `/healthz` at short intervals from a process of its own, as a load balancer would, and tells how late the worst answer was. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import { httpClient } from '../../bench/load.ts';

export interface HealthWatch {
  /** Waits for the answers that are due. @returns milliseconds that the slowest took since the last call */
  worstMs(): Promise<number>;
  stop(): void;
}

/** @param origin of a served installation */
export function watchHealth(origin: string, everyMs = 50): HealthWatch {
  const child = fork(fileURLToPath(import.meta.url), [origin, String(everyMs)]);
  return {
    async worstMs() {
      const told = once(child, 'message') as Promise<[number]>;
      child.send('worst');
      return (await told)[0];
    },
    stop: () => void child.kill(),
  };
}

if (process.send) await poll(process.argv[2]!, Number(process.argv[3]));

async function poll(origin: string, everyMs: number): Promise<never> {
  const client = httpClient(20);
  const waiting = new Set<Promise<void>>();
  let worstMs = 0;
  async function ask(): Promise<void> {
    const from = performance.now();
    await client.send(`${origin}/healthz`);
    worstMs = Math.max(worstMs, performance.now() - from);
  }
  process.on('message', () => {
    void Promise.all(waiting).then(() => {
      process.send!(worstMs);
      worstMs = 0;
    });
  });
  for (;;) {
    const asked = ask().finally(() => waiting.delete(asked));
    waiting.add(asked);
    await wait(everyMs);
  }
}
