/**
 * A feature is deleted with its folder and its line in `features.ts`: nothing else imports it, and the app runs without
 * it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Feature } from '../../src/access/feature.ts';
import { features } from '../../src/app/features.ts';
import { spotChecksFeature } from '../../src/collection/spotChecks/feature.ts';
import { useApp } from '../support/app.ts';
import { colleague, type Browser } from '../support/staff.ts';

const every = features as readonly Feature[];
const others = every.filter((feature) => feature !== spotChecksFeature);
const noRequest = { checkpointNumber: '', count: '', seed: '', seedSource: '' };
const { routes } = await spotChecksFeature.pages();
const addresses = Object.keys(routes);

/** Files outside a folder of src that import from it. */
function importersOf(folder: string): string[] {
  const root = join(import.meta.dirname, '..', '..', 'src');
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .filter((path) => {
      const text = readFileSync(join(root, path), 'utf8');
      const imported = [...text.matchAll(/\b(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, from = '']) =>
        relative(root, join(root, path, '..', from)),
      );
      return imported.some((from) => from.startsWith(join(folder, sep)));
    })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => !path.startsWith(`${folder}/`));
}

test('only the list of features imports spot checks', () => {
  expect(importersOf('collection/spotChecks')).toEqual(['app/features.ts']);
});

describe('the app without spot checks', () => {
  const without = useApp({}, { features: others });
  const whole = useApp();
  let auditor: Browser;
  let sameInWhole: Browser;
  beforeAll(async () => {
    auditor = await colleague(without(), 'auditor');
    sameInWhole = await colleague(whole(), 'auditor');
  });

  test('has no line of theirs in its menu, and keeps the others', async () => {
    const linesOf = async (browser: Browser): Promise<string[]> => {
      const { text } = await browser.get('/staff/audit').expect(200);
      return [...text.matchAll(/href="(\/staff\/[^"]*)"/g)].map(([, path = '']) => path);
    };
    const lines = await linesOf(sameInWhole);
    expect(lines).toContain('/staff/spot-checks');
    expect(await linesOf(auditor)).toEqual(lines.filter((path) => path !== '/staff/spot-checks'));
  });

  test.each(addresses)('does not know %s', async (address) => {
    const [method, path = ''] = address.replace(':spotCheckId', 'some').split(' ');
    const response = await (method === 'POST' ? auditor.post(path, noRequest) : auditor.get(path));
    expect(response.status).toBe(404);
  });

  test('knows them again with their line', async () => {
    await sameInWhole.get('/staff/spot-checks').expect(200);
    expect((await sameInWhole.post('/staff/spot-checks', noRequest)).status).toBe(422);
  });

  test('opens no store of theirs, and logs no error', () => {
    expect(without().stores).not.toHaveProperty('spotChecks');
    expect([without().errors, whole().errors]).toEqual([[], []]);
  });
});
