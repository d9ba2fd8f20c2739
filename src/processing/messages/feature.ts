import type { Connection } from 'mongoose';
import type { StaffSettings } from '../../access/accounts/staffSettings.ts';
import type { Feature } from '../../access/feature.ts';
import type { Term } from '../../platform/leader/candidate.ts';
import type { Sentence } from '../../platform/problem.ts';
import { messageSender, runEveryMs, type SendingTools } from './sendMessages.ts';
import {
  mailingsCollection,
  mailingStore,
  messagesCollection,
  messageStopsCollection,
  messageStore,
} from './store.ts';

const auditKinds = {
  'mailing.drafted': { vi: 'Soạn tin nhắn', en: 'Messages drafted' },
  'mailing.asked': { vi: 'Đề nghị gửi tin nhắn', en: 'Messages proposed' },
  'mailing.sent': { vi: 'Quyết định gửi tin nhắn', en: 'Messages sent' },
  'mailing.discarded': { vi: 'Bỏ tin nhắn, không gửi', en: 'Messages discarded' },
  'mailing.ended': { vi: 'Dừng gửi tin nhắn', en: 'Messages stopped' },
} as const satisfies Record<string, Sentence>;

declare module '../../access/audit/kinds.ts' {
  interface AuditKinds extends Record<keyof typeof auditKinds, Sentence> {}
}

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
  auditKinds,
  isOn: ({ messaging }: StaffSettings) => messaging !== undefined,
  tasks: ({ outgoing, ...tools }: TaskTools) => {
    if (!outgoing) return [];
    const run = messageSender({ ...tools, ...outgoing });
    return [{ name: 'messages', everyMs: runEveryMs, run: (term: Term) => run(() => term.isOver()) }];
  },
  pages: () => import('./allRoutes.ts'),
} satisfies Feature;
