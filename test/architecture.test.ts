/**
 * Holds the directions of imports: who may know Express, who may know mongoose, and that arithmetic knows nobody. A rule
 * that is broken is named with its file.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { describe, expect, test } from '@jest/globals';

interface Source {
  /** Below src, with slashes. */
  readonly path: string;
  readonly imports: readonly string[];
  readonly lines: number;
}

const root = join(import.meta.dirname, '..', 'src');
const sources: readonly Source[] = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    const imported = [...text.matchAll(/^(?:import|export)(?:[^'"]*?from)?\s*'([^']+)'/gm)].map(
      ([, from = '']) => from,
    );
    return {
      path: path.split(sep).join('/'),
      imports: imported.map((from) =>
        from.startsWith('.') ? relative(root, join(root, path, '..', from)) : from,
      ),
      lines: text.split('\n').length,
    };
  });

function importers(of: RegExp, except: (source: Source) => boolean): string[] {
  return sources
    .filter((source) => !except(source) && source.imports.some((from) => of.test(from)))
    .map(({ path }) => path);
}

const isNamed =
  (...names: readonly string[]) =>
  ({ path }: Source): boolean =>
    names.some((name) => new RegExp(`(^|[a-z])${name}\\.ts$`, 'i').test(basename(path)));
const isIn =
  (...folders: readonly string[]) =>
  ({ path }: Source): boolean =>
    folders.some((folder) => path.startsWith(`${folder}/`));
const any =
  (...tests: readonly ((source: Source) => boolean)[]) =>
  (source: Source): boolean =>
    tests.some((one) => one(source));

describe('directions', () => {
  test('there is something to look at', () => {
    expect(sources.length).toBeGreaterThan(40);
    expect(sources.flatMap(({ imports }) => imports)).toContain('express');
  });

  test('only routes, input, web/ and app.ts know Express', () => {
    const may = any(isNamed('routes', 'input'), isIn('web'), ({ path }) => path === 'app.ts');
    expect(importers(/^express(-|$)/, may)).toEqual([]);
  });

  test('only stores, storage/ and stores.ts know mongoose', () => {
    const may = any(isNamed('store', 'stores'), isIn('storage'));
    expect(importers(/^(mongoose|mongodb)$/, may)).toEqual([]);
  });

  test('the embedded store knows nothing of the rest but how threads are started', () => {
    const inside = sources.filter(isIn('storage/embedded'));
    const outward = inside.filter(({ imports }) =>
      imports.some(
        (from) =>
          from.endsWith('.ts') && !from.startsWith(join('storage', 'embedded')) && from !== 'startThread.ts',
      ),
    );
    expect(outward.map(({ path }) => path)).toEqual([]);
  });

  test('nothing but a route, a router or the program reaches for routes', () => {
    const may = any(({ path }) => path === 'app.ts', isNamed('routes'));
    expect(importers(/routes\.ts$/i, may)).toEqual([]);
  });

  test('a store reaches for no verb and no page, only for nouns and storage', () => {
    const stores = sources.filter(isNamed('store'));
    const reaching = stores.filter(({ imports }) =>
      imports.some((from) => /^web\/|texts\.ts$|page\.ts$/i.test(from)),
    );
    expect(reaching.map(({ path }) => path)).toEqual([]);
  });

  test('a problem has no HTTP in it, and the environment has one reader', () => {
    expect(sources.find(({ path }) => path === 'problem.ts')?.imports).toEqual([]);
    const readers = sources.filter(({ path }) => /process\.env/.test(readFileSync(join(root, path), 'utf8')));
    expect(
      readers.map(({ path }) => path).filter((path) => !['main.ts', 'config.ts'].includes(path)),
    ).toEqual([]);
  });

  test('only the room of satisfaction works out, rounds or takes apart an index', () => {
    const inner =
      /^import (?!type)[^;]*\b(?:estimate|figureOfEstimate|precisionOf|shareOfFigure|shareAsPercent|satisfiedShare|wilson)\b[^;]*from '[^']*satisfaction\/|\.exactShare\b|\.intervalPercent\b|percentText\((?:\w+\.)*whole\.figure\.value/m;
    const breaking = sources.filter(({ path }) => inner.test(readFileSync(join(root, path), 'utf8')));
    expect(breaking.some(isIn('satisfaction'))).toBe(true); // the rule sees what it is to see
    expect(breaking.filter((source) => !isIn('satisfaction')(source)).map(({ path }) => path)).toEqual([]);
  });

  test('no file is called by what everything is called', () => {
    const vague = sources.filter(({ path }) =>
      /^(index|utils?|common|helpers?|types|misc)\.ts$/.test(basename(path)),
    );
    expect(vague.map(({ path }) => path)).toEqual([]);
  });

  test('each decision has a number of its own, which its title repeats', () => {
    const folder = join(root, '..', 'docs', 'decisions');
    const names = readdirSync(folder);
    const numbers = names.map((name) => Number(name.slice(0, 4)));
    expect(new Set(numbers).size).toBe(names.length);
    const titled = names.map((name) =>
      Number(/^# (\d+)/.exec(readFileSync(join(folder, name), 'utf8'))?.[1]),
    );
    expect(titled).toEqual(numbers);
  });

  test('a browser or a whole server is started only by tests of the folders that `npm test` leaves out', () => {
    const tests = join(root, '..', 'test');
    const starts = /serveSmallCity|startedProcess|useBrowser|startKioskBrowser/;
    const starting = readdirSync(tests, { recursive: true, encoding: 'utf8' })
      .map((path) => path.split(sep).join('/'))
      .filter((path) => path.endsWith('.test.ts') && path !== 'architecture.test.ts')
      .filter((path) => starts.test(readFileSync(join(tests, path), 'utf8')));
    expect(starting.length).toBeGreaterThan(20);
    expect(starting.filter((path) => !/^(attack|faults|journeys|processes)\//.test(path))).toEqual([]);
  });
});
