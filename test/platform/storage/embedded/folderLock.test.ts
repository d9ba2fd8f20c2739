import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { holderOf, lockFolder } from '../../../../src/platform/storage/embedded/folderLock.ts';
import { programOf } from '../../../support/process.ts';
import { newFolder } from './newFolder.ts';

/** What a process that is gone has left: no process has a number this high. */
const leftBehind = JSON.stringify({ pid: 2 ** 30, startedAt: '1', uri: 'mongodb://gone' });

describe('the lock of a folder', () => {
  test('is not held by a file that a process has left behind, whoever has its number now', () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'store.lock'), JSON.stringify({ pid: process.ppid }));
    expect(holderOf(folder)).toBeUndefined();
    lockFolder(folder).release();
    expect(existsSync(join(folder, 'store.lock'))).toBe(false);
  });

  test('is held whatever the file says', () => {
    const folder = newFolder();
    const lock = lockFolder(folder);
    writeFileSync(join(folder, 'store.lock'), leftBehind);
    expect(() => lockFolder(folder)).toThrow(/is in use/);
    expect(holderOf(folder)).toBeDefined();
    lock.release();
  });

  test('says who holds it and where the store listens, until it is let go', () => {
    const folder = newFolder();
    const lock = lockFolder(folder);
    expect(holderOf(folder)).toEqual({ pid: process.pid });
    lock.announce('mongodb://somewhere');
    expect(holderOf(folder)).toEqual({ pid: process.pid, uri: 'mongodb://somewhere' });
    lock.release();
    expect(holderOf(folder)).toBeUndefined();
  });

  describe('taken by eight at once', () => {
    const rivals: Rival[] = [];
    beforeAll(() => {
      rivals.push(...Array.from({ length: 8 }, newRival));
    });
    afterAll(() => {
      for (const { child } of rivals) child.kill();
    });

    test('goes to one of them in each of forty rounds, the file of a dead process lying there', async () => {
      const folder = newFolder();
      const winners: number[] = [];
      for (let round = 0; round < 40; round++) {
        writeFileSync(join(folder, 'store.lock'), leftBehind);
        const words = await Promise.all(rivals.map((rival) => rival.ask(folder)));
        winners.push(words.filter((word) => word === 'won').length);
        await Promise.all(rivals.map((rival) => rival.ask('')));
      }
      expect(winners).toEqual(Array.from({ length: 40 }, () => 1));
    });

    test('is free again when the process that holds it is killed', async () => {
      const folder = newFolder();
      const [first, second] = rivals as [Rival, Rival];
      expect(await first.ask(folder)).toBe('won');
      expect(await second.ask(folder)).toBe('lost');
      first.child.kill('SIGKILL');
      await once(first.child, 'exit');
      expect(await second.ask(folder)).toBe('won');
    });
  });
});

interface Rival {
  readonly child: ChildProcess;
  ask(line: string): Promise<string>;
}

function newRival(): Rival {
  const program = programOf('test/platform/storage/embedded/lockRival.ts');
  const child = spawn(process.execPath, program, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  return {
    child,
    async ask(line) {
      const answer = once(lines, 'line');
      child.stdin.write(`${line}\n`);
      return String((await answer)[0]);
    },
  };
}
