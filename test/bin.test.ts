/** `npx lang-nghe` as it lies in an image: what was built, and neither sources nor compiler. */
import { spawnSync } from 'node:child_process';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { useFolders } from './support/folder.ts';

const newFolder = useFolders();

test('runs a verb where there is nothing to compile', async () => {
  const folder = await newFolder();
  const project = join(import.meta.dirname, '..');
  for (const part of ['bin', 'package.json'])
    await cp(join(project, part), join(folder, part), { recursive: true });
  await mkdir(join(folder, 'dist', 'src'), { recursive: true });
  const cli = 'export const runCommand = async (args) => { console.log(args.join(" ")); return 3; };\n';
  await writeFile(join(folder, 'dist', 'src', 'cli.js'), cli);

  const { status, stdout } = spawnSync(process.execPath, [join(folder, 'bin', 'lang-nghe.js'), 'verify', 'data']); // prettier-ignore
  expect([status, stdout.toString()]).toEqual([3, 'verify data\n']);
});
