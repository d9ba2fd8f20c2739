/**
 * Citizens in a process of their own, so that their times do not include what else a benchmark does. Its parent sends
 * one order after another (`Order`) and is told what was measured (`Measured`).
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { measurePairRate, measurePairs, type Measured } from './load.ts';

type Order = { readonly seconds: number } & ({ readonly atOnce: number } | { readonly perSecond: number });

/** A process that opens and submits the form at this address. */
export function respondents(form: string) {
  const process = fork(fileURLToPath(import.meta.url), [form]);
  putFirst(process);
  let sent = 0;
  return {
    /** @throws Error when the process ends, as it does after a refused form */
    async measure(order: Order): Promise<Measured> {
      process.send(order);
      const [measured] = (await Promise.race([once(process, 'message'), ended(process)])) as [Measured];
      sent += measured.count;
      return measured;
    },
    sent: () => sent,
    close: () => process.disconnect(),
  };
}

/** Their devices are their own: they do not wait for a core of the machine that answers. Only root may do this. */
function putFirst({ pid = 0 }: ChildProcess): void {
  try {
    setPriority(pid, -10);
  } catch {
    console.error('respondents share the cores with the program: their times include the wait for one');
  }
}

async function ended(process: ChildProcess): Promise<never> {
  const [code] = (await once(process, 'exit')) as [number | null];
  throw new Error(`respondents ended with ${code}`);
}

async function carryOut(order: Order, form: string): Promise<void> {
  const { seconds } = order;
  const measured =
    'atOnce' in order
      ? await measurePairs(order.atOnce, seconds, form)
      : await measurePairRate(order.perSecond, seconds, form);
  process.send!(measured);
}

if (process.send !== undefined)
  process.on('message', (order: Order) => void carryOut(order, process.argv[2]!));
