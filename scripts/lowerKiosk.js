/**
 * The kiosk program for old tablets: its scripts, and the package that seals answers, in the syntax of the browsers
 * that `browserslist` in package.json names. Functions that those browsers lack, the linter finds in our scripts.
 */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { transformSync } from '@swc/core';

/** @param to folder, which then has all files of the kiosk and `hpke.js` */
export function lowerKiosk(to) {
  const from = join('public', 'kiosk');
  cpSync(from, to, { recursive: true });
  for (const name of readdirSync(from).filter((file) => file.endsWith('.js')))
    writeFileSync(join(to, name), lowered(readFileSync(join(from, name), 'utf8')));
  const hpke = readFileSync(createRequire(import.meta.url).resolve('hpke'), 'utf8');
  writeFileSync(join(to, 'hpke.js'), forOldFunctions + lowered(hpke).replace(bigInts, "bigInt('$1')"));
}

/** Big integers have no older syntax. The package has them for keys from a seed, and a kiosk draws its keys. */
const bigInts = /\b(0x[0-9a-f]+|\d+)n\b/g;
const forOldFunctions = `
const bigInt = (text) => (typeof BigInt === 'function' ? BigInt(text) : undefined);
if (!String.prototype.replaceAll)
  String.prototype.replaceAll = function (from, to) { return this.split(from).join(to); };
`;

function lowered(source) {
  const { code } = transformSync(source, {
    swcrc: false,
    configFile: false,
    isModule: true,
    jsc: { target: 'es2017', parser: { syntax: 'ecmascript' } },
  });
  return code;
}
