import { expect, test } from '@jest/globals';
import { Linter } from 'eslint';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { useFolders } from '../../support/folder.ts';
import { lowerKiosk } from '../../support/tablet.ts';

const newFolder = useFolders();

test('the build gives every script of the kiosk, and the package that seals, in the syntax of 2017', async () => {
  const folder = await newFolder();
  await lowerKiosk(folder);
  const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'));
  expect(scripts).toEqual(expect.arrayContaining(['hpke.js', 'main.js', 'serviceWorker.js']));
  const linter = new Linter();
  const errorsIn = (name: string) =>
    linter.verify(readFileSync(join(folder, name), 'utf8'), { languageOptions: { ecmaVersion: 2017 } });
  expect(scripts.flatMap((name) => errorsIn(name).map(({ message }) => `${name}: ${message}`))).toEqual([]);
});
