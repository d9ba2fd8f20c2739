/** Without the settings, nothing of signed copies and of interviews offline is there. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Feature } from '../../../src/access/feature.ts';
import { features } from '../../../src/app/features.ts';
import { dayPassesFeature } from '../../../src/collection/interviews/feature.ts';
import { signedCopiesFeature } from '../../../src/dissemination/signedCopies/feature.ts';
import { useApp } from '../../support/app.ts';
import { routesOf } from '../../support/appRoutes.ts';
import { aClosedCity, type City } from '../publications/publishing.ts';
import request from 'supertest';

const every: readonly Feature[] = features;
const { routes: ofCopies } = await signedCopiesFeature.pages();
const { routes: ofPasses } = await dayPassesFeature.pages();

describe('an app without the settings', () => {
  const off = useApp();
  const on = useApp({ signedCopies: true, offlineInterviews: true });
  const without = useApp(
    {},
    { features: every.filter((one) => one !== dayPassesFeature && one !== signedCopiesFeature) },
  );
  let city: City;
  let proposal = '';
  beforeAll(async () => {
    city = await aClosedCity(off());
    proposal = await city.publish();
  }, 60_000);

  test('has the addresses of one from which the features were deleted', () => {
    const added = routesOf(on().app).filter((address) => !routesOf(off().app).includes(address));
    expect(added.toSorted()).toEqual([...Object.keys(ofCopies), ...Object.keys(ofPasses)].toSorted());
    expect(routesOf(off().app)).toEqual(routesOf(without().app));
  });

  test('has no link to a signed copy on the pages of a publication', async () => {
    const pages = [
      (await city.asking.get(proposal).expect(200)).text,
      (await request(off().app).get('/publications/round/1').expect(200)).text,
    ];
    for (const text of pages) expect(text).not.toContain('signed-copy');
    await city.asking.get(`${proposal}/signed-copy`).expect(404);
  });
});
