/** The worked example of CONTRIBUTING.md, taken from there and tried on a copy of the program. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { useFolders } from '../support/folder.ts';

const newFolder = useFolders();
const project = join(import.meta.dirname, '..', '..');
const copied =
  'src views locales public scripts docs test/support package.json tsconfig.json jest.config.js .prettierrc.json';
const [linesMax, minutesMax] = [80, 10];

/** The files of the example: named in the sentence before each block, two in one sentence where two blocks follow. */
async function exampleFiles(): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(join(project, 'CONTRIBUTING.md'), 'utf8');
  const [, example = ''] = /\n### A feature, file by file\n([^]*?)\n### /.exec(text) ?? [];
  const names = [...example.matchAll(/`((?:src|test)\/\S*notes\S*\.ts|locales\/\S+\.json)`/g)].map(
    ([, name]) => name!,
  );
  const blocks = [...example.matchAll(/```\w+\n([^]*?)```/g)].map(([, block]) => block!);
  expect(names).toHaveLength(blocks.length);
  return new Map(names.map((name, at) => [name, blocks[at]!]));
}

/** A file of messages with those of another added. */
const withMessages = (known: string, added: string): string =>
  `${JSON.stringify({ ...(JSON.parse(known) as object), ...(JSON.parse(added) as object) }, undefined, 2)}\n`;

const linesOf = (text: string): number => text.split('\n').filter((line) => line.trim() !== '').length;

test(
  'a list with a form and a page takes the lines that CONTRIBUTING says, compiles and passes its test',
  async () => {
    const folder = await newFolder();
    for (const name of copied.split(' '))
      await cp(join(project, name), join(folder, name), { recursive: true });
    await symlink(join(project, 'node_modules'), join(folder, 'node_modules'));

    const files = await exampleFiles();
    for (const [name, text] of files) {
      const path = join(folder, name);
      await mkdir(dirname(path), { recursive: true });
      const known = existsSync(path) ? await readFile(path, 'utf8') : undefined;
      await writeFile(path, known === undefined ? text : withMessages(known, text));
    }
    const list = join(folder, 'src', 'app', 'features.ts');
    const before = await readFile(list, 'utf8');
    const added = [
      "import { notesFeature } from '../registers/notes/feature.ts';\n",
      '  notesFeature,\n',
    ] as const;
    await writeFile(list, added[0] + before.replace(/(?= {2}holidaysFeature,)/, added[1]));
    const lines = [...files.values(), ...added].reduce((sum, text) => sum + linesOf(text), 0);
    expect(lines).toBeLessThanOrEqual(linesMax);

    const node = async (...args: readonly string[]) =>
      await promisify(execFile)(process.execPath, args, { cwd: folder }).catch(
        ({ stdout, stderr }: { stdout: string; stderr: string }) => {
          throw new Error(`${args.join(' ')}\n${stdout}\n${stderr}`);
        },
      );
    const tool = (path: string): string => join(folder, 'node_modules', path);
    await node('--import', 'tsx', 'scripts/messageTypes.ts');
    await node(tool('prettier/bin/prettier.cjs'), '--check', ...files.keys());
    const compiled = { extends: './tsconfig.json', include: ['src', 'test/registers'] };
    await writeFile(join(folder, 'tsconfig.notes.json'), JSON.stringify(compiled));
    await node(tool('typescript/bin/tsc'), '-p', 'tsconfig.notes.json');
    const jest = [
      '--experimental-vm-modules',
      tool('jest/bin/jest.js'),
      'test/registers/notes',
      '--runInBand',
    ];
    const { stderr } = await node(...jest);
    expect(stderr).toMatch(/Tests: +1 passed/);
  },
  minutesMax * 60_000,
);
