/** The people drawn for a round, a mailing to them, and what the audit keeps of it. */
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { auditEntry, type AuditEntry } from '../../access/audit/entry.ts';
import type { Round } from '../../design/rounds/round.ts';
import type { Frame } from '../frames/frame.ts';
import { frameOf, movedOn } from '../frames/frameAccess.ts';
import { mayRemind, type Mailing } from './mailing.ts';
import type { MessagingTools } from './parameters.ts';
import { isSent } from './prepareMailing.ts';

/** Who asks, and the parts of the address. */
interface Asking {
  readonly caller: Caller;
  readonly param: (name: string) => string;
}

/** A round with the people drawn for it. */
export interface Sample {
  readonly round: Round;
  readonly frame: Frame;
}

/** @throws Problem notFound; conflict if nobody is drawn */
export async function sampleOf({ caller, param }: Asking, { stores }: MessagingTools): Promise<Sample> {
  const { round, frame } = await frameOf(caller, param('roundId'), stores);
  if (frame.state !== 'drawn') throw movedOn();
  return { round, frame };
}

/** @throws Problem as `sampleOf`; notFound where there is no such mailing of the round */
export async function mailingOf(
  context: Asking,
  tools: MessagingTools,
): Promise<Sample & { mailing: Mailing }> {
  const sample = await sampleOf(context, tools);
  const mailing = await tools.stores.mailings.find(context.param('mailingId'));
  if (mailing?.roundId !== sample.round.id || mailing.state === 'discarded') throw notYours();
  return { ...sample, mailing };
}

/** The number of the next mailing; undefined when there can be none now. */
export function nextNumber(
  mailings: readonly Mailing[],
  { listId, erasedAt }: Frame,
  now: Date,
): number | undefined {
  const [last] = mailings.filter((one) => one.listId === listId && isSent(one.state));
  if (erasedAt) return undefined;
  if (!last) return 0;
  return mayRemind(last, now) ? last.number + 1 : undefined;
}

/** How many of its messages are on their way, have arrived or failed. */
export const countsOf = async ({ id, counts }: Mailing, { stores }: MessagingTools) =>
  counts ?? (await stores.messages.counts(id));

export function entryOf(
  { caller }: Asking,
  { messaging, now }: MessagingTools,
  kind: AuditEntry['kind'],
  { round, mailing }: { readonly round: Round; readonly mailing: Mailing },
): AuditEntry {
  const channel = messaging.channels.find(({ id }) => id === mailing.channelId);
  return auditEntry({
    at: now(),
    by: caller.actor,
    kind,
    unitIds: round.unitIds,
    subject: { id: mailing.id, label: round.title.vi },
    after: {
      channel: channel?.label.vi ?? mailing.channelId,
      people: String(mailing.count),
      costDong: String(mailing.costDong),
    },
  });
}
