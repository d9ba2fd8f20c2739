import { beforeAll, expect, it } from '@jest/globals';
import { useApp } from '../../support/app.ts';
import { fillSmallCity } from '../../support/builders.ts';
import { colleague, type Browser } from '../../support/staff.ts';

const testApp = useApp();
let administrator: Browser;
let manager: Browser;
beforeAll(async () => {
  await fillSmallCity(testApp().stores);
  testApp().clock.now = new Date('2026-12-31T17:00:00Z'); // midnight in Viet Nam
  administrator = await colleague(testApp(), 'administrator');
  manager = await colleague(testApp(), 'manager', 'city');
});

it.each([
  ['a round is of the year that has begun', '/staff/rounds/new', 'value="2028-01-01T00:00"'],
  ['a list of commendations is of the year that is over', '/staff/commendations/new', 'value="2026"'],
  ['so is a set of criteria', '/staff/scorecards/new', 'value="2026"'],
  ['shares of public post are of the year that has begun', '/staff/postal-service', 'value="2027"'],
])('%s, from the first hour of a year in Viet Nam on', async (_what, path, value) => {
  const pages = await Promise.all([administrator.get(path), manager.get(path)]);
  const shown = pages.filter(({ status }) => status === 200).map(({ text }) => text.includes(value));
  expect(shown).toContain(true);
  expect(shown).not.toContain(false);
});
