/**
 * The files of the kiosk program, which a tablet stores to work offline. Their version is a hash of the content and
 * part of their addresses, so a page never mixes two versions.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { once } from '../../platform/once.ts';
import { projectFolder } from '../../platform/projectFolder.ts';

interface KioskProgram {
  readonly version: string;
  readonly folder: string;
  /** Path of `hpke.js`, which its package has as one module that browsers load. */
  readonly hpke: string;
  /** Base address of the files. */
  readonly base: string;
  /** Source of the service worker, with the version that it caches. */
  readonly serviceWorker: string;
}

/** Address of the page that is the same for every kiosk. */
export const shellPath = '/kiosk/shell';

const workerFile = 'serviceWorker.js';

/** Base of the addresses of the files, ahead of their version. */
export const filesPath = '/kiosk/files';

/** Read when first asked for: most processes have no kiosk. */
export const kioskProgram = once(readProgram);

function readProgram(): KioskProgram {
  // Beside src/ as it is written, beside dist/src/ as the build has lowered it for old browsers.
  const folder = fileURLToPath(new URL('../../../public/kiosk', import.meta.url));
  const views = join(projectFolder(), 'views', 'collection', 'kiosk');
  const lowered = join(folder, 'hpke.js');
  const hpke = existsSync(lowered) ? lowered : createRequire(import.meta.url).resolve('hpke');
  const hash = createHash('sha256').update(readFileSync(hpke));
  const files = readdirSync(folder).sort();
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(join(folder, file)));
  for (const view of readdirSync(views).sort()) hash.update(readFileSync(join(views, view)));
  const version = hash.digest('hex').slice(0, 12);
  const base = `${filesPath}/${version}`;
  const names = [...new Set([...files.filter((file) => file !== workerFile), 'hpke.js'])];
  const kept = [shellPath, ...names.map((name) => `${base}/${name}`)];
  const source = readFileSync(join(folder, workerFile), 'utf8');
  return {
    version,
    folder,
    hpke,
    base,
    serviceWorker: `const version = ${JSON.stringify(version)};\nconst shell = ${JSON.stringify(shellPath)};\nconst files = ${JSON.stringify(kept)};\n${source}`,
  };
}
