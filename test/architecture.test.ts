/**
 * Holds the directions of imports: who may know Express, who may know mongoose, and that arithmetic knows nobody. A rule
 * that is broken is named with its file.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
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
const isFile =
  (...paths: readonly string[]) =>
  ({ path }: Source): boolean =>
    paths.includes(path);
const any =
  (...tests: readonly ((source: Source) => boolean)[]) =>
  (source: Source): boolean =>
    tests.some((one) => one(source));

const isResults = any(
  isIn('statistics', 'processing/results', 'processing/samplePlans', 'dissemination/results'),
);

/** From the top to the bottom: an area imports those after it. `main.ts` and `cli.ts` stand above them all. */
const areas = [
  'app',
  'improvement',
  'dissemination',
  'processing',
  'collection',
  'design',
  'registers',
  'statistics',
  'access',
  'platform',
];

/** Types that an area knows of one above it, each with its reason. The list only gets shorter. */
const knownFromAbove: Readonly<Record<string, string>> = {
  'access/accounts/unitScope.ts -> registers/units/unit.ts': 'an account answers for units',
  'registers/datasets/dataset.ts -> design/rounds/round.ts':
    'lines of a dataset are judged by the rounds that use them',
  'registers/reportedFigures/reportedFigure.ts -> design/rounds/round.ts':
    'a reported figure names its round',
  'registers/units/keepUnitChange.ts -> design/rounds/round.ts':
    'an act must leave the units of a round as they are',
  'registers/stores.ts -> design/rounds/store.ts': 'an act must leave the units of a round as they are',
  'registers/stores.ts -> design/accessPoints/store.ts':
    'an act must not end a unit that an access point stands for',
  'dissemination/stores.ts -> improvement/cases/store.ts': 'screened comments are exported from cases',
  'dissemination/stores.ts -> improvement/scorecards/store.ts': 'a published unit links to its PAR results',
  'dissemination/stores.ts -> improvement/improvementActions/store.ts':
    'what units promised stands beside a change of their index',
  'dissemination/exports/commentsJob.ts -> improvement/cases/case.ts':
    'screened comments are exported from cases',
};

/** What a module loads when it is imported: files of src and packages. */
function loadedBy(path: string, loaded = new Set<string>()): ReadonlySet<string> {
  loaded.add(path);
  const text = readFileSync(join(root, path), 'utf8');
  for (const [, from = ''] of text.matchAll(/^(?:import|export)(?! type)(?:[^'"]*?from)?\s*'([^']+)'/gm)) {
    const to = from.startsWith('.') ? relative(root, join(root, path, '..', from)) : from;
    if (from.startsWith('.') && !loaded.has(to)) loadedBy(to, loaded);
    loaded.add(to);
  }
  return loaded;
}

/** Imports between areas that run against their order. */
function upward(isWanted: (imported: { readonly isType: boolean }) => boolean): string[] {
  const locationOf = (path: string): number => areas.indexOf(path.split('/')[0]!);
  return sources.flatMap(({ path }) => {
    const text = readFileSync(join(root, path), 'utf8');
    const imported = [
      ...text.matchAll(/^(?:import|export)( type)?(?:[^'"]*?from)?\s*'(\.[^']+)'/gm),
      ...text.matchAll(/\bimport\(()'(\.[^']+)'\)/g),
    ];
    return imported
      .map(([, type, from = '']) => ({
        isType: Boolean(type),
        to: relative(root, join(root, path, '..', from)),
      }))
      .filter(isWanted)
      .filter(({ to }) => !to.startsWith('..')) // the types of messages are written beside them
      .filter(({ to }) => path.includes('/') && locationOf(to.split(sep).join('/')) < locationOf(path))
      .map(({ to }) => `${path} -> ${to.split(sep).join('/')}`);
  });
}

describe('areas', () => {
  test('each folder of src is an area with a README, and only the entry files lie beside them', () => {
    const entries = readdirSync(root, { withFileTypes: true });
    expect(entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).toSorted()).toEqual(
      areas.toSorted(),
    );
    expect(entries.flatMap((entry) => (entry.isDirectory() ? [] : [entry.name])).toSorted()).toEqual([
      'cli.ts',
      'main.ts',
    ]);
    expect(areas.filter((area) => !existsSync(join(root, area, 'README.md')))).toEqual([]);
  });

  test('an area imports no value from an area above it', () => {
    expect(upward(({ isType }) => !isType)).toEqual([]);
  });

  test('an area knows only the listed types of an area above it, and none is listed in vain', () => {
    expect([...new Set(upward(({ isType }) => isType))].toSorted()).toEqual(
      Object.keys(knownFromAbove).toSorted(),
    );
    expect(Object.keys(knownFromAbove).length).toBeLessThanOrEqual(10);
  });

  test('statistics computes and knows nothing else, save the type of a text in two languages', () => {
    const outward = sources
      .filter(isIn('statistics'))
      .flatMap(({ path, imports }) =>
        imports
          .filter(
            (from) =>
              from.endsWith('.ts') &&
              !from.startsWith('statistics') &&
              from !== join('platform', 'text', 'localized.ts'),
          )
          .map((from) => `${path} -> ${from}`),
      );
    expect(outward).toEqual([]);
  });

  test('views and tests lie in the folders of areas', () => {
    const others = [
      'bench',
      'attack',
      'faults',
      'fixtures',
      'journeys',
      'looks',
      'processes',
      'support',
      'trials',
    ];
    const foldersOf = (name: string) =>
      readdirSync(join(root, '..', name), { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? [entry.name] : [],
      );
    expect(foldersOf('views').filter((name) => !areas.includes(name))).toEqual([]);
    expect(foldersOf('test').filter((name) => !areas.includes(name) && !others.includes(name))).toEqual([]);
  });
});

describe('directions', () => {
  test('there is something to look at', () => {
    expect(sources.length).toBeGreaterThan(40);
    expect(sources.flatMap(({ imports }) => imports)).toContain('express');
  });

  test('only routes, input, web/, app.ts and what describes a feature know Express', () => {
    const may = any(
      isNamed('routes', 'input'),
      isIn('platform/web', 'access/web'),
      isFile(
        'app/app.ts',
        'access/feature.ts',
        'collection/submissions/answerPages.ts',
        'collection/submissions/showForm.ts',
        'dissemination/api/apiRouter.ts',
        'dissemination/api/apiAnswer.ts',
      ),
    );
    expect(importers(/^express(-|$)/, may)).toEqual([]);
  });

  test('only stores, storage/, stores.ts and feature.ts know mongoose', () => {
    const may = any(isNamed('store', 'stores', 'feature'), isIn('platform/storage'));
    expect(importers(/^(mongoose|mongodb)$/, may)).toEqual([]);
  });

  test('the embedded store knows nothing of the rest but how threads are started', () => {
    const inside = sources.filter(isIn('platform/storage/embedded'));
    const outward = inside.filter(({ imports }) =>
      imports.some(
        (from) =>
          from.endsWith('.ts') &&
          !from.startsWith(join('platform', 'storage', 'embedded')) &&
          from !== 'platform/startThread.ts',
      ),
    );
    expect(outward.map(({ path }) => path)).toEqual([]);
  });

  test('only features, routes and the composition root use routes', () => {
    const may = any(
      isFile('app/app.ts', 'app/pages.ts', 'app/tools.ts', 'access/feature.ts'),
      isNamed('routes', 'feature'),
    );
    expect(importers(/routes\.ts$/i, may)).toEqual([]);
  });

  test.each([
    'cli.ts',
    'app/features.ts',
    'app/jobWorker.ts',
    'app/commands/verifyCommand.ts',
    'processing/tallies/stretchWorker.ts',
  ])('%s loads no routes, since it serves no pages', (path) => {
    const loaded = [...loadedBy(path)];
    expect(loaded.length).toBeGreaterThan(5);
    expect(loaded.filter((from) => /routes\.ts$/i.test(from))).toEqual([]);
  });

  test('a store reaches for no verb and no page, only for nouns and storage', () => {
    const stores = sources.filter(isNamed('store'));
    const reaching = stores.filter(({ imports }) =>
      imports.some((from) => /^(?:platform|access)\/web\/|texts\.ts$|page\.ts$/i.test(from)),
    );
    expect(reaching.map(({ path }) => path)).toEqual([]);
  });

  test('only the print thread and jobs, which have a thread of their own, write sheets', () => {
    const jobs = isFile('collection/posters/makePosters.ts', 'improvement/reports/makeReports.ts');
    expect(importers(/platform\/print\/(pdf|svg)\.ts$/, any(jobs, isIn('platform/print')))).toEqual([]);
  });

  test('a problem has no HTTP in it, and the environment has one reader', () => {
    expect(sources.find(({ path }) => path === 'platform/problem.ts')?.imports).toEqual([]);
    const readers = sources.filter(({ path }) => /process\.env/.test(readFileSync(join(root, path), 'utf8')));
    expect(
      readers.map(({ path }) => path).filter((path) => !['main.ts', 'app/config.ts'].includes(path)),
    ).toEqual([]);
  });

  test('only statistics and results compute or round an index', () => {
    const inner =
      /^import (?!type)[^;]*\b(?:estimate|figureOfEstimate|precisionOf|shareOfFigure|shareAsPercent|satisfiedShare|wilson)\b[^;]*from '[^']*(?:statistics\/\w+|results)\/|\.exactShare\b|\.intervalPercent\b|percentText\((?:\w+\.)*whole\.figure\.value/m;
    const breaking = sources.filter(({ path }) => inner.test(readFileSync(join(root, path), 'utf8')));
    expect(breaking.some(isResults)).toBe(true); // the rule sees what it is to see
    expect(breaking.filter((source) => !isResults(source)).map(({ path }) => path)).toEqual([]);
  });

  test('what a start does not need is loaded when it is needed', () => {
    const loaded = /^import (?!type)[^'"]*'(?:openid-client|jose|@node-rs\/argon2)'/m;
    const loading = sources.filter(({ path }) => loaded.test(readFileSync(join(root, path), 'utf8')));
    expect(loading.map(({ path }) => path)).toEqual([]);
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
    expect(starting.filter((path) => !/^(attack|faults|journeys|processes|trials)\//.test(path))).toEqual([]);
  });
});
