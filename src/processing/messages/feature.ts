import type { Connection } from 'mongoose';
import type { StaffSettings } from '../../access/accounts/staffSettings.ts';
import type { Feature } from '../../access/feature.ts';
import type { Term } from '../../platform/leader/candidate.ts';
import { messageSender, runEveryMs, type SendingTools } from './sendMessages.ts';
import {
  mailingsCollection,
  mailingStore,
  messagesCollection,
  messageStopsCollection,
  messageStore,
} from './store.ts';

/** What sending needs beyond what every task has. */
export type Outgoing = Pick<SendingTools, 'messaging' | 'publicUrl' | 'codeKeys'>;

interface TaskTools extends Omit<SendingTools, keyof Outgoing> {
  readonly outgoing?: Outgoing | undefined;
}

export const messagesFeature = {
  collections: [mailingsCollection, messagesCollection, messageStopsCollection],
  stores: (connection: Connection) => ({
    mailings: mailingStore(connection),
    messages: messageStore(connection),
  }),
  isOn: ({ messaging }: StaffSettings) => messaging !== undefined,
  tasks: ({ outgoing, ...tools }: TaskTools) => {
    if (!outgoing) return [];
    const run = messageSender({ ...tools, ...outgoing });
    return [{ name: 'messages', everyMs: runEveryMs, run: (term: Term) => run(() => term.isOver()) }];
  },
  pages: () => import('./allRoutes.ts'),
} satisfies Feature;
