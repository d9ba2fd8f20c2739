/**
 * What runs in browsers of citizens, and on old tablets at counters: `browserslist` in package.json names the oldest.
 * Everything else is oxlint's (.oxlintrc.json).
 */
import compat from 'eslint-plugin-compat';
import esx from 'eslint-plugin-es-x';

/** Rules on functions have options, rules on syntax have none. Newer methods of iterators are named as old ones of arrays. */
const isOnFunction = ([name]) =>
  esx.rules[name.replace('es-x/', '')].meta.schema.length > 0 && !name.includes('/no-iterator-prototype');
const functionsOf2017 = Object.entries(esx.configs['flat/restrict-to-es2017'].rules).filter(isOnFunction);

export default [
  {
    files: ['public/answer.js', 'public/kiosk/*.js'],
    plugins: { compat, 'es-x': esx },
    settings: { 'es-x': { aggressive: true } },
    rules: { 'compat/compat': 'error', ...Object.fromEntries(functionsOf2017) },
  },
  // Sent as it is written, so its syntax counts too.
  { files: ['public/answer.js'], languageOptions: { ecmaVersion: 2017, sourceType: 'script' } },
  // Its syntax is lowered (scripts/lowerKiosk.js). It needs service workers, and asks whether the polyfills are there.
  {
    files: ['public/kiosk/*.js'],
    settings: {
      browserslistOpts: { env: 'kiosk' },
      polyfills: ['navigator.storage', 'navigator.getBattery'],
    },
  },
];
