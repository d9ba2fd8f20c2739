import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { describeWith } from '../support/needs.ts';
import { startThread } from '../../src/platform/startThread.ts';

const tasks = '/proc/self/task';

/** Nice values of the threads of this process, by id: the 19th field of each one's stat(5), counted after the name. */
function niceValues(): ReadonlyMap<string, number> {
  const niceOf = (id: string): number => {
    const fields = readFileSync(`${tasks}/${id}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return Number(fields[16]);
  };
  return new Map(readdirSync(tasks).map((id) => [id, niceOf(id)]));
}

describeWith('/proc', existsSync(tasks) ? tasks : undefined, 'a thread', () => {
  test('whose work can wait gives way to those that answer', async () => {
    const before = niceValues();
    const thread = startThread(new URL('../../src/platform/tables/xlsxWorker.ts', import.meta.url), {
      workerData: import.meta.filename, // no table, which it says once it is asked
    });
    const lowered = Math.max(10, before.get(String(process.pid))!);
    let after = before;
    // The thread waits to be asked; were it never lower, the test would run out of time.
    while (![...after].some(([id, nice]) => !before.has(id) && nice === lowered)) {
      await wait(5);
      after = niceValues();
    }
    await thread.terminate();
    expect(after.get(String(process.pid))).toBe(before.get(String(process.pid)));
  });

  test('of a process that is lower already stays as it is', () => {
    const module = new URL('../../src/platform/lowerPriority.ts', import.meta.url).href;
    const code = `const { lowerPriority } = await import(${JSON.stringify(module)}); lowerPriority();
      console.log((await import('node:os')).getPriority());`;
    const node = [process.execPath, '--import', 'tsx', '--input-type=module', '--eval', code];
    expect(execFileSync('nice', ['-n', '15', ...node], { encoding: 'utf8' }).trim()).toMatch(/^1[5-9]$/);
  });
});
