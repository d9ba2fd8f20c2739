/** When the program backs up, and what it takes away. */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { backupName, isDue, listBackups, prune } from '../../../src/app/backups/schedule.ts';
import { useFolders } from '../../support/folder.ts';

const newFolder = useFolders();
const at = (text: string): Date => new Date(text);

test.each([
  ['there is none yet', undefined, true],
  ['the newest is of this hour', '2026-03-02T02:30:00Z', false],
  ['the newest is a day old', '2026-03-01T03:00:00Z', true],
  ['the clock was set back a little', '2026-03-02T04:00:00Z', false],
  ['the clock was set back behind the newest by more than a day', '2026-03-05T00:00:00Z', true],
])('where %s', (_case, newest, due) => {
  const backups = newest === undefined ? [] : [{ name: '', at: at(newest) }];
  expect(isDue(backups, 24, at('2026-03-02T03:00:00Z'))).toBe(due);
});

test('the newest are kept, what was cut off goes, and nothing else that lies there is touched', async () => {
  const folder = join(await newFolder(), 'backups');
  expect(await listBackups(folder)).toEqual([]);
  await mkdir(folder);
  const names = ['2026-03-01T03:00:00Z', '2026-03-03T03:00:00Z', '2026-03-02T03:00:00Z'].map((text) =>
    backupName(at(text)),
  );
  for (const name of [...names, 'by-hand.backup', 'lang-nghe-notes']) await writeFile(join(folder, name), '');
  await mkdir(join(folder, `${names[0]}.x1Y2z3`, 'copy'), { recursive: true });
  expect((await listBackups(folder)).map((backup) => backup.at)).toEqual(
    ['2026-03-03T03:00:00Z', '2026-03-02T03:00:00Z', '2026-03-01T03:00:00Z'].map(at),
  );
  await prune(folder, 2);
  expect((await readdir(folder)).sort()).toEqual(
    ['by-hand.backup', 'lang-nghe-notes', names[1]!, names[2]!].sort(),
  );
});
