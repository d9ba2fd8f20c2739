/** What documents say of code is held to the code. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { serviceTexts } from '../src/registers/services/texts.ts';
import { manyTexts } from '../src/registers/units/manyTexts.ts';

const folder = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(folder, path), 'utf8');

describe('the threat model', () => {
  const defences = [
    ...read('docs/security.md').matchAll(/^\| (?<what>[^|]+) \| `(?<file>[^`]+)`: (?<title>[^|]+?) +\|$/gm),
  ];

  test('names a test for each line', () => {
    const lines = read('docs/security.md').match(/^\| (?!attack or defence|-)[^\n]+$/gm)!;
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

test('CONTRIBUTING says what each area is for', () => {
  const areas = readdirSync(join(folder, 'src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const text = read('CONTRIBUTING.md');
  expect(areas.filter((area) => !text.includes(`\`${area}/\``))).toEqual([]);
});

test('each file that CONTRIBUTING or the README of an area names is there', () => {
  const areas = readdirSync(join(folder, 'src'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  const pages = ['CONTRIBUTING.md', ...areas.map(({ name }) => `src/${name}/README.md`)];
  const missing = pages.flatMap((page) => {
    const said = [
      ...read(page)
        .replace(/^[^]*## The areas of src/, '')
        .matchAll(/`([\w./-]+\.(?:ts|js|ejs))`/g),
    ].map(([, path = '']) => path);
    const locations = [
      '.',
      'src',
      dirname(page),
      ...said.map((path) => dirname(path)),
      ...said.map((path) => join(dirname(page), dirname(path))),
    ];
    return said
      .filter((path) => !path.includes('/notes/')) // the worked example, which test/processes/contributing.test.ts builds
      .filter((path) => !locations.some((location) => existsSync(join(folder, location, path))))
      .map((path) => `${page}: ${path}`);
  });
  expect(missing).toEqual([]);
});

test.each(['first-round.md', 'first-round.vi.md'])(
  '%s names buttons and pages as the program does',
  (guide) => {
    const sources = ['src', 'locales']
      .flatMap((part) =>
        readdirSync(join(folder, part), { recursive: true, encoding: 'utf8' })
          .filter((file) => /\.(?:ts|json)$/.test(file))
          .map((file) => read(join(part, file)).toLowerCase()),
      )
      .join('\n');
    const bold = [...read(`docs/user/${guide}`).matchAll(/\*\*([^*]+)\*\*/g)].map(([, text = '']) =>
      text.replace(/\s+/g, ' ').toLowerCase(),
    );
    const named = bold.filter((text) => !text.endsWith('.')).flatMap((text) => text.split('…'));
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((name) => !sources.includes(name.trim()))).toEqual([]);
  },
);

test.each(['vi', 'en'] as const)(
  'the guide gives the columns of lists as their pages do, in %s',
  (language) => {
    const guide = read(`docs/user/first-round${language === 'vi' ? '.vi' : ''}.md`).replaceAll(/\s+/g, ' ');
    for (const hint of [manyTexts[language].rowsHint, serviceTexts[language].rowsHint])
      expect(guide).toContain(`\`${/: ([^.]*)\./.exec(hint)![1]!}\``);
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
