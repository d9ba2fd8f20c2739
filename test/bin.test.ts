/** `lang-nghe` as it lies in an image: what was built, and neither sources nor compiler; and as it lies in `/opt`, built and pruned. */
import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { useFolders } from './support/folder.ts';

const newFolder = useFolders();
const project = join(import.meta.dirname, '..');

/** An image's program folder, whose command line says what it was given. */
async function installed(): Promise<string> {
  const folder = await newFolder();
  for (const part of ['bin', 'package.json'])
    await cp(join(project, part), join(folder, part), { recursive: true });
  await mkdir(join(folder, 'dist', 'src'), { recursive: true });
  const cli = 'export const runCommand = async (args) => { console.log(args.join(" ")); return 3; };\n';
  await writeFile(join(folder, 'dist', 'src', 'cli.js'), cli);
  return folder;
}

/** A program folder with the sources as well, which were compiled before the compiler was removed. */
async function pruned(): Promise<string> {
  const folder = await installed();
  for (const part of ['src', 'scripts', 'bench', 'public/kiosk'])
    await mkdir(join(folder, part), { recursive: true });
  await cp(join(project, 'scripts', 'build.js'), join(folder, 'scripts', 'build.js'));
  await writeFile(join(folder, 'dist', 'built'), '');
  return folder;
}

test('runs a verb where there is nothing to compile', async () => {
  const command = join(await installed(), 'bin', 'lang-nghe.js');
  const { status, stdout } = spawnSync(process.execPath, [command, 'verify', 'data']);
  expect([status, stdout.toString()]).toEqual([3, 'verify data\n']);
});

test('the image has the command in its path', async () => {
  const image = await readFile(join(import.meta.dirname, '..', 'Dockerfile'), 'utf8');
  expect(image).toContain('ln -s /app/bin/lang-nghe.js /usr/local/bin/lang-nghe');
});

const canChangeUser = process.getuid?.() === 0;
(canChangeUser ? describe : describe.skip)('as another user, which takes root', () => {
  test.each([
    ['an image', installed],
    ['a pruned folder with sources', pruned],
  ])('runs from the path of %s for a user who may write to no home and no folder', async (_where, make) => {
    const folder = await make();
    const command = join(folder, 'lang-nghe');
    await symlink(join(folder, 'bin', 'lang-nghe.js'), command);
    const still = join(folder, 'still');
    await mkdir(still);
    await chmod(still, 0o555);
    await chmod(folder, 0o755);
    const nobody = 65_534;
    const options = {
      cwd: still,
      uid: nobody,
      gid: nobody,
      encoding: 'utf8',
      env: { PATH: dirname(process.execPath), HOME: still },
    } as const;
    const write = `require('node:fs').writeFileSync('file', '')`;
    expect(spawnSync(process.execPath, ['--eval', write], options).stderr).toContain('EACCES');
    const { status, stdout, stderr } = spawnSync(command, ['verify', 'data'], {
      ...options,
      env: { ...options.env, PATH: `${options.env.PATH}:/usr/bin:/bin` },
    });
    expect([status, stdout, stderr]).toEqual([3, 'verify data\n', '']);
  });
});
