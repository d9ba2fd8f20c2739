/**
 * The files of the viewer in which people try the API, as its package has them. Its version is part of their
 * addresses, so that browsers may keep them.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { once } from '../../platform/once.ts';

/** Base of the addresses of the files, ahead of their version. */
export const viewerPath = '/api/viewer';

/** Read when first asked for. @returns the path of each file by its address: the stylesheet, then the script */
export const viewerFiles = once((): ReadonlyMap<string, string> => {
  const about = createRequire(import.meta.url).resolve('swagger-ui-dist/package.json');
  const { version } = JSON.parse(readFileSync(about, 'utf8')) as { version: string };
  const names = ['swagger-ui.css', 'swagger-ui-bundle.js'];
  return new Map(names.map((name) => [`${viewerPath}/${version}/${name}`, join(dirname(about), name)]));
});
