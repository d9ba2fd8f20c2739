/** `lang-nghe` as it lies in an image: what was built, and neither sources nor compiler. */
import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { useFolders } from './support/folder.ts';

const newFolder = useFolders();

/** An image's program folder, whose command line says what it was given. */
async function installed(): Promise<string> {
  const folder = await newFolder();
  const project = join(import.meta.dirname, '..');
  for (const part of ['bin', 'package.json'])
    await cp(join(project, part), join(folder, part), { recursive: true });
  await mkdir(join(folder, 'dist', 'src'), { recursive: true });
  const cli = 'export const runCommand = async (args) => { console.log(args.join(" ")); return 3; };\n';
  await writeFile(join(folder, 'dist', 'src', 'cli.js'), cli);
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
  test('runs from the path as a user without rights, with a home and a folder that nobody may write to', async () => {
    const folder = await installed();
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
