/** `deploy/pin-images.sh` with a program in the place of docker, and the images that the files name. */
import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { useFolders } from './support/folder.ts';

const project = join(import.meta.dirname, '..');
const newFolder = useFolders();
const digest = `sha256:${'5e'.repeat(32)}`;

/** A copy of what the script reads, and a docker that gives every image the same digest, or cannot reach the registry. */
async function prepare(docker = `[ "$1" = image ] && echo "\${5%%:*}@${digest}" || true`) {
  const folder = await newFolder();
  for (const path of ['deploy/pin-images.sh', 'docker-compose.yml'])
    await cp(join(project, path), join(folder, path));
  await mkdir(join(folder, 'bin'));
  await writeFile(join(folder, 'bin', 'docker'), `#!/usr/bin/env bash\n${docker}\n`);
  await chmod(join(folder, 'bin', 'docker'), 0o755);
  const env = { PATH: `${join(folder, 'bin')}${delimiter}${process.env['PATH']}` };
  return {
    run: () => spawnSync('bash', ['deploy/pin-images.sh'], { cwd: folder, env, encoding: 'utf8' }),
    settings: join(folder, '.env'),
  };
}

test('pins each image by its digest, twice over, and keeps the other settings', async () => {
  const { run, settings } = await prepare();
  await writeFile(settings, 'DOMAIN=langnghe.example.vn\nNODE_IMAGE=node@sha256:old\n');
  expect([run().status, run().status]).toEqual([0, 0]);
  expect((await readFile(settings, 'utf8')).trim().split('\n')).toEqual([
    'DOMAIN=langnghe.example.vn',
    `CADDY_IMAGE=caddy@${digest}`,
    `MONGO_IMAGE=mongo@${digest}`,
    `NODE_IMAGE=node@${digest}`,
  ]);
});

test('leaves the settings as they were when an image cannot be pulled', async () => {
  const { run, settings } = await prepare('exit 1');
  await writeFile(settings, 'NODE_IMAGE=node@sha256:old\n');
  expect(run().status).not.toBe(0);
  expect(await readFile(settings, 'utf8')).toBe('NODE_IMAGE=node@sha256:old\n');
});

test('Dockerfile and compose file start from the same image of Node, and every image can be pinned', async () => {
  const dockerfile = await readFile(join(project, 'Dockerfile'), 'utf8');
  const compose = await readFile(join(project, 'docker-compose.yml'), 'utf8');
  const [, image = ''] = /^ARG NODE_IMAGE=(.+)$/m.exec(dockerfile) ?? [];
  expect(image).toMatch(/^node:24-/);
  expect(compose).toContain(`NODE_IMAGE: \${NODE_IMAGE:-${image}}`);
  expect(dockerfile.match(/^FROM .+$/gm)!.filter((line) => !line.includes('${NODE_IMAGE}'))).toEqual([]);
  const images = compose.match(/image: .+$/gm)!;
  expect(images.filter((line) => !/_IMAGE:-|lang-nghe:/.test(line))).toEqual([]);
});

test('wherever the program is started to stay, freed memory returns to the system', async () => {
  const [dockerfile, unit] = await Promise.all(
    ['Dockerfile', 'deploy/lang-nghe.service'].map((path) => readFile(join(project, path), 'utf8')),
  );
  const settings = 'MALLOC_TRIM_THRESHOLD_=131072 MALLOC_ARENA_MAX=2';
  expect(dockerfile).toContain(`\nENV ${settings}\n`);
  expect(dockerfile!.indexOf(settings)).toBeGreaterThan(dockerfile!.lastIndexOf('\nFROM'));
  expect(unit).toContain(`\nEnvironment=${settings}\n`);
});
