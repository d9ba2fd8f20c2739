import type { Connection } from 'mongoose';
import type { Feature } from '../../access/feature.ts';
import type { Term } from '../../platform/leader/candidate.ts';
import type { KioskKey } from '../../collection/kiosk/kioskKey.ts';
import { publicationsPlan } from '../../processing/published/store.ts';
import { roundsCollection } from '../../design/rounds/store.ts';
import { alertsCollection } from '../alerts/store.ts';
import { casesCollection } from '../cases/store.ts';
import type { RoutesOptions } from '../stores.ts';
import { eventKeyOf } from './message.ts';
import { recordEvents } from './recordEvents.ts';
import { sendEvents, type SendOptions } from './sendEvents.ts';
import {
  eventMessagesCollection,
  eventMessageStore,
  subscriptionsCollection,
  subscriptionStore,
} from './store.ts';

export interface EventTools extends RoutesOptions, Pick<SendOptions, 'post' | 'logError'> {
  readonly kioskKey: Pick<KioskKey, 'derived'>;
  /** Beginning of the addresses in messages. */
  readonly publicUrl: string | undefined;
}

export const eventsFeature = {
  collections: [subscriptionsCollection, eventMessagesCollection],
  stores: (connection: Connection) => ({
    subscriptions: subscriptionStore(connection),
    eventMessages: eventMessageStore(connection),
  }),
  isOn: ({ events }) => events,
  tasks: ({ stores, now, post, logError, kioskKey, publicUrl }: EventTools) => [
    {
      name: 'events',
      everyMs: 1000,
      wakesOn: [
        roundsCollection.name,
        publicationsPlan.name,
        casesCollection.name,
        alertsCollection.name,
        subscriptionsCollection.name,
        eventMessagesCollection.name,
      ],
      async run(term: Term) {
        const [key, isOver] = [eventKeyOf(kioskKey), () => term.isOver()];
        await recordEvents(stores, { key, publicUrl, now: now() }, isOver);
        await sendEvents(stores, { post, key, now, logError }, isOver);
      },
    },
  ],
  pages: () => import('./routes.ts'),
} satisfies Feature;
