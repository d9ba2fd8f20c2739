/** What documents say of code is held to the code. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const folder = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(folder, path), 'utf8');

describe('the threat model', () => {
  const defences = [
    ...read('docs/security.md').matchAll(/^\| (?<what>[^|]+) \| `(?<file>[^`]+)`: (?<title>[^|]+?) +\|$/gm),
  ];

  test('names a test for each defence', () => {
    const lines = read('docs/security.md').match(/^\| (?!defence|-)[^\n]+$/gm)!;
    expect(defences).toHaveLength(lines.length);
    expect(defences.length).toBeGreaterThan(20);
  });

  test.each(defences.map(({ groups }) => [groups!['what']!, groups!['file']!, groups!['title']!]))(
    '%s',
    (_what, file, title) => {
      expect(existsSync(join(folder, file))).toBe(true);
      expect(read(file)).toContain(title);
    },
  );
});

test('every dependency is listed with its reason, and no other', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, object>;
  const listed = [...read('docs/dependencies.md').matchAll(/^\| `([^`]+)`|`(@types\/[^`]+)`/gm)];
  const names = listed.map(([, row, type]) => row ?? type);
  expect(names.toSorted((one, other) => one!.localeCompare(other!))).toEqual(
    [...Object.keys(dependencies!), ...Object.keys(devDependencies!)].toSorted((one, other) =>
      one.localeCompare(other),
    ),
  );
});

test('CONTRIBUTING says what each room is for', () => {
  const rooms = readdirSync(join(folder, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const text = read('CONTRIBUTING.md');
  expect(rooms.filter((room) => !text.includes(`\`${room}/\``))).toEqual([]);
});

test.each(['first-round.md', 'first-round.vi.md'])(
  '%s names buttons and pages as the program does',
  (guide) => {
    const sources = readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => read(join('src', file)).toLowerCase())
      .join('\n');
    const bold = [...read(`docs/user/${guide}`).matchAll(/\*\*([^*]+)\*\*/g)].map(([, text = '']) =>
      text.replace(/\s+/g, ' ').toLowerCase(),
    );
    const named = bold.filter((text) => !text.endsWith('.')).flatMap((text) => text.split('…'));
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((name) => !sources.includes(name.trim()))).toEqual([]);
  },
);

test('the index of decisions has each of them, by its title', () => {
  const index = read('docs/decisions/README.md');
  const lines = readdirSync(join(folder, 'docs/decisions'))
    .filter((file) => /^\d/.test(file))
    .map((file) => {
      const number = file.slice(0, 4);
      const [, title = ''] = /^# \d{4} (.+)$/m.exec(read(`docs/decisions/${file}`)) ?? [];
      return `- [${number}](${file}) ${title}`;
    });
  expect(lines.filter((line) => !index.split('\n').includes(line))).toEqual([]);
});
