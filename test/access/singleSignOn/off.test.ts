/** Without a provider in the settings nothing of signing in elsewhere is there. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { singleSignOnFeature } from '../../../src/access/singleSignOn/feature.ts';
import { features } from '../../../src/app/features.ts';
import type { Feature } from '../../../src/access/feature.ts';
import { useApp } from '../../support/app.ts';
import { routesOf } from '../../support/appRoutes.ts';
import { colleague } from '../../support/staff.ts';
import { publicUrl, someProvider } from './someProvider.ts';

const every: readonly Feature[] = features;
const provider = await someProvider();
const { routes } = await singleSignOnFeature.pages();

describe('an app without providers', () => {
  const off = useApp();
  const without = useApp({}, { features: every.filter((feature) => feature !== singleSignOnFeature) });
  const on = useApp({ providers: [provider.settings], publicUrl });
  beforeAll(async () => {
    for (const app of [off(), without()]) await colleague(app, 'administrator');
  });
  const addresses = Object.keys(routes);

  test('has the addresses of one from which the feature was deleted, and with a provider four more', () => {
    expect(routesOf(off().app)).toEqual(routesOf(without().app));
    const added = routesOf(on().app).filter((address) => !routesOf(off().app).includes(address));
    expect(added.toSorted()).toEqual(addresses.toSorted());
  });

  test.each(addresses)('answers 404 to %s', async (address) => {
    const administrator = await colleague(off(), 'administrator');
    const { id } = administrator.account;
    const [method, path = ''] = address.replace(':providerId', 'tinh').replace(':accountId', id).split(' ');
    const answer = await (method === 'POST' ? administrator.post(path) : administrator.get(path));
    expect(answer.status).toBe(404);
  });

  test.each(['/staff/sign-in', '/staff/sign-in?lang=en', '/staff/sign-in?problem=down&provider=tinh'])(
    'shows at %s what it shows without the feature',
    async (path) => {
      const pages = [off(), without()].map(async ({ app }) => {
        const { text } = await request(app).get(path).expect(200);
        return text.replace(/(value|data-passkey)="[^"]*"/g, '');
      });
      const [one, other] = await Promise.all(pages);
      expect(one).toBe(other);
      expect(one).not.toMatch(/sign-in\/with|Hoặc đăng nhập|Or sign in/);
    },
  );

  test('stores no session and no account with a field of it', async () => {
    for (const name of ['sessions', 'accounts']) {
      const documents = await off().connection.collection(name).find().toArray();
      expect(documents.length).toBeGreaterThan(0);
      expect(documents.filter((each) => 'provider' in each || 'identity' in each)).toEqual([]);
    }
  });
});
