/** Which addresses the look at all staff pages takes for one kind. */
import { expect, test } from '@jest/globals';
import { routeOf, shapeOf, spread, staffRoutes } from '../../scripts/looks/staffAddress.ts';

const at = (path: string): URL => new URL(path, 'http://localhost');

test.each([
  ['/staff/units/new', '/staff/units/new'],
  ['/staff/units/u-1?done=made', '/staff/units/:unitId'],
  ['/staff/surveys/drafts/d-1/preview/phone', '/staff/surveys/drafts/:draftId/preview/:as'],
  ['/staff/surveys/drafts/d-1/question/q1', '/staff/surveys/drafts/:draftId/:kind/:itemId'],
  ['/staff/jobs/j-1.json', '/staff/jobs/:jobId'],
  ['/results/r-1', '/results/:roundId'],
  ['/staff/nowhere', undefined],
])('%s is answered by %s', (path, route) => {
  expect(routeOf(at(path))).toBe(route);
});

test('the sign-in is nobody’s page', () => {
  expect(staffRoutes).toContain('/staff/account');
  expect(staffRoutes).not.toContain('/staff/sign-in');
});

test('addresses of one shape differ in values and in the part that is taken, and not in what is asked for', () => {
  expect(shapeOf(at('/staff/units/a?q=1&page=2'))).toBe(shapeOf(at('/staff/units/b?page=3&q=')));
  expect(shapeOf(at('/staff/units/a?q=1'))).not.toBe(shapeOf(at('/staff/units/a')));
  expect(shapeOf(at('/staff/postal-service?take=post.csv'))).toBe(
    shapeOf(at('/staff/postal-service?take=other.csv')),
  );
  expect(shapeOf(at('/staff/postal-service?take=post.csv'))).not.toBe(
    shapeOf(at('/staff/postal-service?take=post.xlsx')),
  );
});

test('of many, the ends and the middle come first, and each comes once', () => {
  expect(spread(['a', 'b', 'c', 'd', 'e'])).toEqual(['a', 'e', 'c', 'b', 'd']);
  expect(spread(['a'])).toEqual(['a']);
  expect(spread([])).toEqual([]);
});
