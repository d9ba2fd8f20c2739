/**
 * Finds what happened and records a message for each subscription that reports it. Nothing is lost by a crash, because
 * what happened is read from what is stored: a case keeps its unreported steps, written with the step itself, until they
 * are recorded; the few rounds, publications and alerts are read each time; and nothing is recorded twice, because the
 * id of a message follows from the event.
 */
import { unitScopeOn } from '../../access/accounts/unitScope.ts';
import { dayMs } from '../../access/retention/retention.ts';
import { weekOf } from '../../platform/calendar/workingDays.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { Stores } from '../stores.ts';
import {
  alertEvents,
  answeredEvents,
  overdueEvent,
  publicationEvent,
  receivedEvent,
  roundEvents,
  type HappenedEvent,
} from './event.ts';
import { keptDays, messageOf, type EventMessage, type MessageOptions } from './message.ts';
import { reports, type Subscription } from './subscription.ts';

/** How far back rounds, publications and alerts are looked for; shorter than messages are kept. */
const foundDays = keptDays / 2;
/** Cases between two looks at whether the term is over. */
const casesAtOnce = 200;

export async function recordEvents(
  stores: Stores,
  options: MessageOptions,
  isOver: () => boolean,
): Promise<void> {
  const { now } = options;
  const subscriptions = await stores.subscriptions.list();
  const units = unitScopeOn(subscriptions.length > 0 ? await stores.units.list() : [], dayOf(now));
  const messagesOf = (events: readonly HappenedEvent[], to = subscriptions): readonly EventMessage[] =>
    events.flatMap((event) =>
      to.filter((one) => reports(one, event, units)).map((one) => messageOf(one, event, options)),
    );
  await recordCases(stores, messagesOf, dayOf(now), isOver);
  if (subscriptions.length === 0 || isOver()) return;
  await record(stores, messagesOf(await foundEvents(stores, now)));
  await recordOverdue(stores, subscriptions, messagesOf, { today: dayOf(now), isOver });
}

type MessagesOf = (events: readonly HappenedEvent[], to?: readonly Subscription[]) => readonly EventMessage[];

async function record({ eventMessages }: Stores, messages: readonly EventMessage[]): Promise<void> {
  const known = await eventMessages.knownOf(messages.map(({ id }) => id));
  for (const message of messages) if (!known.has(message.id)) await eventMessages.addNew(message);
}

async function foundEvents(stores: Stores, now: Date): Promise<readonly HappenedEvent[]> {
  const from = new Date(now.getTime() - foundDays * dayMs);
  const [rounds, publications, alerts] = await Promise.all([
    stores.rounds.list(),
    stores.publications.listPublishedFrom(from),
    stores.alerts.list(),
  ]);
  return [
    ...rounds.flatMap((round) => roundEvents(round, now)),
    ...publications.map(publicationEvent),
    ...alerts.flatMap(alertEvents),
  ].filter(({ at }) => at >= from);
}

/** In the order of their random ids, which says nothing of the order in which comments came. */
async function recordCases(
  stores: Stores,
  messagesOf: MessagesOf,
  today: string,
  isOver: () => boolean,
): Promise<void> {
  for (;;) {
    const waiting = await stores.cases.listUnreported(casesAtOnce);
    for (const { unreported, one } of waiting) {
      if (isOver()) return;
      const received = unreported.includes('received') ? [receivedEvent(one, today)] : [];
      const answers = unreported.filter((step) => step === 'answered').length;
      const answered = answers > 0 ? answeredEvents(one).slice(-answers) : [];
      await record(stores, messagesOf([...received, ...answered]));
      await stores.cases.markReported(one);
    }
    if (waiting.length < casesAtOnce) return;
  }
}

/** Once a day for each subscription, as terms pass by days. */
async function recordOverdue(
  stores: Stores,
  subscriptions: readonly Subscription[],
  messagesOf: MessagesOf,
  { today, isOver }: { readonly today: string; readonly isOver: () => boolean },
): Promise<void> {
  const looking = subscriptions.filter(({ lookedOn }) => lookedOn !== today);
  const asking = looking.filter(({ types }) => types.includes('case.overdue'));
  if (asking.length > 0) {
    const calendar = await stores.holidays.calendar();
    const open = { states: ['received', 'assigned', 'reopened'], unitIds: undefined } as const;
    for await (const one of stores.cases.each({ ...open, beforeWeek: weekOf(today) }, 'oldestFirst')) {
      if (isOver()) return;
      const event = overdueEvent(one, calendar, today);
      if (event) await record(stores, messagesOf([event], asking));
    }
  }
  for (const { id } of looking) await stores.subscriptions.look(id, today);
}
