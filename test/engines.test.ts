/** The versions of Node that package.json promises. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { minVersion, satisfies, subset } from 'semver';

const read = (path: string) => JSON.parse(readFileSync(join(import.meta.dirname, '..', path), 'utf8'));

interface Locked {
  readonly version: string;
  readonly engines?: { readonly node?: string };
}
const { packages } = read('package-lock.json') as { packages: Record<string, Locked> };
const { engines, devDependencies } = read('package.json') as {
  engines: { node: string };
  devDependencies: Record<string, string>;
};

test('every package runs on every version of Node that is promised', () => {
  const narrower = Object.entries(packages)
    .filter(([, { engines: its }]) => its?.node !== undefined && !subset(engines.node, its.node))
    .map(([path, { version, engines: its }]) => `${path} ${version} needs ${its!.node}`);
  expect(narrower).toEqual([]);
});

test('this suite runs on a version of Node that is promised', () => {
  expect(satisfies(process.version, engines.node)).toBe(true);
});

test('types are those of the lowest version', () => {
  const lowest = minVersion(engines.node)!;
  expect(minVersion(devDependencies['@types/node']!)!.major).toBe(lowest.major);
});
