/**
 * The kiosk program for old tablets: its scripts, and the packages that seal answers and word messages, in the syntax of the browsers
 * that `browserslist` in package.json names. Functions that those browsers lack, the linter finds in our scripts.
 */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { transformSync } from '@swc/core';

/** @param to folder, which then has all files of the kiosk, `hpke.js` and `messageFormat.js` */
export function lowerKiosk(to) {
  const from = join('public', 'kiosk');
  cpSync(from, to, { recursive: true });
  for (const name of readdirSync(from).filter((file) => file.endsWith('.js')))
    writeFileSync(join(to, name), lowered(readFileSync(join(from, name), 'utf8')));
  const { resolve } = createRequire(import.meta.url);
  const hpke = readFileSync(resolve('hpke'), 'utf8');
  writeFileSync(join(to, 'hpke.js'), forOldFunctions + lowered(hpke).replace(bigInts, "bigInt('$1')"));
  const format = join(dirname(resolve('intl-messageformat')), 'intl-messageformat.iife.js');
  writeFileSync(join(to, 'messageFormat.js'), forOldPlurals + lowered(readFileSync(format, 'utf8')));
}

/** Big integers have no older syntax. The package has them for keys from a seed, and a kiosk draws its keys. */
const bigInts = /\b(0x[0-9a-f]+|\d+)n\b/g;
const forOldFunctions = `
const bigInt = (text) => (typeof BigInt === 'function' ? BigInt(text) : undefined);
if (!String.prototype.replaceAll)
  String.prototype.replaceAll = function (from, to) { return this.split(from).join(to); };
`;
/** That of English; messages in Vietnamese and Khmer have one form for every number. */
const forOldPlurals = `
if (!Intl.PluralRules)
  Intl.PluralRules = class { select(number) { return number === 1 ? 'one' : 'other'; } };
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
