/** What documents say of code is held to the code. */
import { existsSync, readFileSync } from 'node:fs';
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
