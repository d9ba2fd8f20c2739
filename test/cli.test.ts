/** The command line: what is asked of it goes to standard output, what it cannot understand is named with exit code 2. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { runCommand, verbs } from '../src/cli.ts';
import { useFolders } from './support/folder.ts';
import { programOf } from './support/process.ts';

const newFolder = useFolders();
const project = join(import.meta.dirname, '..');

interface Ended {
  readonly code: number | null;
  readonly said: string;
  readonly complained: string;
}

/** What is decided before a verb begins. */
async function command(...args: readonly string[]): Promise<Ended> {
  let [said, complained] = ['', ''];
  const code = await runCommand(args, {
    say: (text) => (said += text),
    complain: (text) => (complained += text),
  });
  return { code, said, complained };
}

/** The same as a process, with what its verb says. */
function startCommand(...args: readonly string[]): Ended {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...programOf('test/support/command.ts'), ...args],
    { cwd: project, encoding: 'utf8', env: { ...process.env, MONGODB_URI: '' } },
  );
  return { code: status, said: stdout, complained: stderr };
}

/** Arguments of the right number, and what must stand with them. */
const right: Readonly<Record<string, readonly string[]>> = {
  verify: ['data'],
  'change-key': ['data'],
  'let-in': ['data', 'quan.tri'],
  index: ['answers.csv', '--method', 'method.json'],
  collect: ['list.csv'],
  store: ['check'],
  backup: ['file'],
  restore: ['file'],
  move: ['--from', 'data', '--to', 'other'],
  migrate: [],
  witness: ['https://langnghe.example.vn', 'file'],
};

describe('the command line', () => {
  test('says on standard output which verbs there are', async () => {
    const { code, said, complained } = await command('--help');
    expect([code, complained]).toEqual([0, '']);
    expect(Object.keys(verbs).filter((verb) => !said.includes(`  ${verb} `))).toEqual([]);
  });

  test('says its version on standard output', async () => {
    const { version } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as {
      version: string;
    };
    expect(await command('--version')).toEqual({ code: 0, said: `${version}\n`, complained: '' });
  });

  test('without a verb, says on standard error which there are', async () => {
    const { code, said, complained } = await command();
    expect([code, said]).toEqual([2, '']);
    expect(complained).toContain('verify');
  });

  test.each([
    ['a verb that is not there', ['migrat'], "unknown command 'migrat'"],
    ['what the store is not asked', ['store', 'clean'], "'clean' is invalid"],
    [
      'an option without its value',
      ['index', 'answers.csv', '--method'],
      "'--method <method.json>' argument",
    ],
    ['a needed option that is missing', ['move', '--from', 'data'], "'--to <place>' not specified"],
  ])('names %s', async (_what, args, sentence) => {
    const { code, said, complained } = await command(...args);
    expect([code, said]).toEqual([2, '']);
    expect(complained).toContain(sentence);
  });

  test('ends as a process as it ends here', () => {
    const { code, said, complained } = startCommand('migrate', '--dryrun');
    expect([code, said]).toEqual([2, '']);
    expect(complained).toBe(
      "error: unknown option '--dryrun'\n(Did you mean --dry-run?)\nSee lang-nghe --help, and lang-nghe <verb> --help.\n",
    );
  });

  test('names minutes, which are not held against records', () => {
    const { code, complained } = startCommand('verify', '.', '--minutes', 'file');
    expect([code, complained]).toEqual([2, expect.stringContaining('--minutes is for a log file')]);
  });

  test('tells an error of the place in a sentence, with exit code 1', async () => {
    expect(startCommand('let-in', 'no-such-folder', 'quan.tri')).toEqual({
      code: 1,
      said: '',
      complained: 'There is no folder no-such-folder.\n',
    });
  });
});

describe.each(Object.entries(verbs))('%s', (name, { example }) => {
  test('has its help, with an example that names it', async () => {
    const { code, said, complained } = await command(name, '--help');
    expect([code, complained]).toEqual([0, '']);
    expect(said).toContain(`Usage: lang-nghe ${name} `);
    expect(said).toContain(example);
    expect(example).toContain(`lang-nghe ${name}`);
  });

  test('names an option that it does not have', async () => {
    const { code, said, complained } = await command(name, ...right[name]!, '--dryrun');
    expect([code, said]).toEqual([2, '']);
    expect(complained).toContain("unknown option '--dryrun'");
    expect(complained).not.toMatch(/^\s+at /m);
  });

  test('names an argument too many', async () => {
    const { code, said, complained } = await command(name, ...right[name]!, 'more', 'and-more');
    expect([code, said]).toEqual([2, '']);
    expect(complained).toContain('too many arguments');
  });
});

test('a verb does its work with what stands behind it', async () => {
  const folder = await newFolder();
  await writeFile(join(folder, 'answers.csv'), 'q1\n5\n2\n');
  await writeFile(join(folder, 'method.json'), JSON.stringify({ questions: ['q1'] }));
  const { code, said } = startCommand(
    'index',
    '--method',
    join(folder, 'method.json'),
    join(folder, 'answers.csv'),
  );
  expect(code).toBe(0);
  expect(JSON.parse(said)).toMatchObject({ indexPercent: 50 });
});
