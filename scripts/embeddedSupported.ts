/**
 * Writes the list of what the embedded store supports into docs/embedded-store.md, from the tables that the code uses.
 * Run it as `npx tsx scripts/embeddedSupported.ts` when a table has changed; a test compares the two.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as supported from '../src/platform/storage/embedded/supported.ts';

const begin = '<!-- prettier-ignore-start -->';
const end = '<!-- prettier-ignore-end -->';

export function supportedList(): string {
  const quoted = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(' ');
  const commands = Object.entries(supported.commands).map(
    ([name, options]) => `| \`${name}\` | ${quoted(options)} |`,
  );
  return [
    '| command | options |',
    '| --- | --- |',
    ...commands,
    '',
    `Options of any command: ${quoted(supported.commonOptions)}`,
    '',
    `Options of an update: ${quoted(supported.statementOptions.update)}; of a delete: ${quoted(supported.statementOptions.delete)}; of an index: ${quoted(supported.statementOptions.index)}`,
    '',
    `Query operators: ${quoted([...supported.filterOperators, ...supported.filterConnectives])}`,
    '',
    `Update operators: ${quoted(supported.updateOperators)}, the two that add to arrays with \`$each\``,
    '',
    `Stages: ${quoted(supported.stages)}, of which \`$project\` by inclusion and \`$group\` only as drivers send it to count`,
    '',
    `Types: ${quoted(supported.types)}`,
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = new URL('../docs/embedded-store.md', import.meta.url);
  const page = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    page.slice(0, page.indexOf(begin) + begin.length) +
      `\n\n${supportedList()}\n\n` +
      page.slice(page.indexOf(end)),
  );
}
