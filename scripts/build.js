/**
 * Compiles to dist/, and puts the programs into one file each, without --modules. With --if-needed only when a source is newer than the last build, so that `npm start` is quick.
 * Plain JavaScript, so that it can also report a Node version that is too old for the rest.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);
const lowestMinor = { 20: 19, 22: 13 }[major] ?? Infinity; // as in package.json
if (major < 24 && minor < lowestMinor) {
  console.error(`Lắng Nghe needs Node 24, 22.13 or 20.19; this is ${process.versions.node}.`);
  process.exit(1);
}

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
const stamp = join('dist', 'built');
if (!process.argv.includes('--if-needed') || newestSource() > timeOf(stamp)) await build();

async function build() {
  rmSync('dist', { recursive: true, force: true });
  const compiler = join('node_modules', 'typescript', 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
  const { lowerKiosk } = await import('./lowerKiosk.js'); // only here are the packages for building sure to be there
  lowerKiosk(join('dist', 'public', 'kiosk'));
  if (process.argv.includes('--modules')) return;
  const { bundleProgram } = await import('./bundleProgram.js');
  for (const program of ['src/main.js', 'scripts/demo.js', 'src/platform/storage/embedded/storeWorker.js'])
    await bundleProgram(join('dist', program));
  writeFileSync(stamp, '');
}

function newestSource() {
  const sources = ['src', 'scripts', 'bench', join('public', 'kiosk')].flatMap((folder) =>
    readdirSync(folder, { recursive: true }).map((name) => join(folder, name)),
  );
  return Math.max(...[...sources, 'tsconfig.build.json', 'package-lock.json'].map(timeOf));
}

function timeOf(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
