/**
 * `npm run bench [-- submit ledger …]`: runs all benchmarks, or the named ones, one after another, and writes their
 * output into its sections of docs/performance.md, with machine, date and load. The text around those sections stays:
 * it explains what was measured and how to read it. All of them take three quarters of an hour on an otherwise idle
 * machine; the soak test takes a quarter of an hour more and runs only when it is named.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from '../src/platform/projectFolder.ts';

const benches = [
  'submit',
  'peers',
  'store',
  'ledger',
  'satisfaction',
  'columns',
  'analysis',
  'growth',
  'publications',
  'import',
  'exports',
  'reports',
  'api',
  'mixed',
  'rest',
] as const;
const onlyNamed = ['soak'] as const;

const document = join(projectFolder(), 'docs', 'performance.md');
const wanted = process.argv.slice(2);
const known: readonly string[] = [...benches, ...onlyNamed];
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) throw new Error(`no bench is called ${unknown.join(', ')}`);

for (const name of wanted.length === 0 ? benches : known.filter((one) => wanted.includes(one))) {
  const load = loadavg()[0]!.toFixed(1);
  const said = await outputOf(join(import.meta.dirname, `${name}.js`));
  const machine = `Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model}`;
  const day = new Date().toISOString().slice(0, 10);
  const isTable = /^\|/m.test(said);
  const shown = isTable ? said.trim() : `\`\`\`text\n${said.trim()}\n\`\`\``;
  put(name, `_${day}, ${machine}, load before it ${load}._\n\n${shown}`);
}
await once(spawn('npx', ['prettier', '--write', document], { stdio: 'inherit' }), 'close');

async function outputOf(script: string): Promise<string> {
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (part: Buffer) => {
    said += part.toString();
    process.stdout.write(part);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${script} ended with ${code}`);
  return said;
}

/** @throws Error when the document has no section for it */
function put(name: string, text: string): void {
  const before = readFileSync(document, 'utf8');
  const location = new RegExp(`(<!-- ${name} -->\\n)[^]*?(\\n<!-- /${name} -->)`);
  if (!location.test(before)) throw new Error(`docs/performance.md has no place for ${name}`);
  writeFileSync(
    document,
    before.replace(location, (_all, from: string, to: string) => `${from}\n${text}\n${to}`),
  );
}
