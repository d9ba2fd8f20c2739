/** Without channels in the settings nothing of messages is there. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { backgroundTasksOf } from '../../../src/app/backgroundTasks.ts';
import { features } from '../../../src/app/features.ts';
import type { Feature } from '../../../src/access/feature.ts';
import { messagesFeature } from '../../../src/processing/messages/feature.ts';
import { quietTasks } from '../../support/quietTasks.ts';
import { publicUrl, someMessaging } from '../../platform/messages/someChannels.ts';
import { useApp } from '../../support/app.ts';
import { routesOf } from '../../support/appRoutes.ts';
import { colleague } from '../../support/staff.ts';
import { drawnRound, framePath } from './someMailing.ts';

const every: readonly Feature[] = features;
const { routes } = await messagesFeature.pages();

describe('an app without channels', () => {
  const off = useApp();
  const without = useApp({}, { features: every.filter((feature) => feature !== messagesFeature) });
  const on = useApp({ messaging: someMessaging(), publicUrl });
  const addresses = Object.keys(routes);
  beforeAll(async () => {
    for (const app of [off(), without()])
      await drawnRound(
        app,
        async () => await colleague(app, 'manager', 'city'),
        (_, at) => `p${at}@example.vn`,
      );
  });

  test('has the addresses of one from which the feature was deleted, and with channels nine more', () => {
    expect(routesOf(off().app)).toEqual(routesOf(without().app));
    const added = routesOf(on().app).filter((address) => !routesOf(off().app).includes(address));
    expect(added.toSorted()).toEqual(addresses.toSorted());
  });

  test.each(addresses)('answers 404 to %s', async (address) => {
    const manager = await colleague(off(), 'manager', 'city');
    const [method, path = ''] = address.replace(':roundId', 'round').split(' ');
    const answer = await (method === 'POST' ? manager.post(path) : manager.get(path));
    expect(answer.status).toBe(404);
  });

  test('shows the page of a list as it is without the feature, and seals the list as before', async () => {
    const pages = [off(), without()].map(async (app) => {
      const manager = await colleague(app, 'manager', 'city');
      const { text } = await manager.get(framePath).expect(200);
      return text.replaceAll(/value="[^"]*"|a[0-9a-f-]{12}/g, '');
    });
    const [one, other] = await Promise.all(pages);
    expect(one).toBe(other);
    const { listId } = (await off().stores.frames.find('round'))!;
    expect(await off().stores.frames.isOutside(listId)).toBe(false);
  });

  test('does nothing in the background', () => {
    const { stores, signers, clock } = off();
    const tasks = backgroundTasksOf({
      stores,
      signers,
      receiptKey: Buffer.alloc(32),
      ...quietTasks,
      now: () => clock.now,
      logError: () => {},
    });
    expect(tasks.map(({ name }) => name)).not.toContain('messages');
  });
});
