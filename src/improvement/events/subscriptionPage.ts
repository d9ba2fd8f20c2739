/** A subscription and its log in words. */
import type { Caller } from '../../access/accounts/caller.ts';
import type { Column } from '../../access/web/columns.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { EventMessage } from './message.ts';
import type { Subscription } from './subscription.ts';
import { eventTexts } from './texts.ts';

export function subscriptionWords(subscription: Subscription, { units }: Caller, language: PageLanguage) {
  const { id, label, unitId, url, types } = subscription;
  const t = eventTexts[language];
  return {
    id,
    label,
    unit: inLanguage(units.name(unitId), language),
    host: new URL(url).host,
    url,
    types: types.map((type) => t.typeNames[type]),
    standing: standingOf(subscription, language),
  };
}

function standingOf({ endedAt, paused, failingSince, madeAt }: Subscription, language: PageLanguage): string {
  const t = eventTexts[language].standings;
  if (endedAt) return t.ended({ at: timeText(endedAt, language) });
  if (paused) return t[paused.why]({ at: timeText(paused.at, language) });
  if (failingSince) return t.trying({ since: timeText(failingSince, language) });
  return t.sending({ since: timeText(madeAt, language) });
}

/** @param showsStatus false where the address may lie in a private network, which statuses would reveal */
export function logColumns(
  { id, endedAt }: Subscription,
  language: PageLanguage,
  showsStatus: boolean,
): readonly Column<EventMessage>[] {
  const t = eventTexts[language];
  const stateOf = ({ outcome, attempts }: EventMessage): string =>
    t.states[outcome ?? 'waiting']({ attempts });
  const again: Column<EventMessage> = {
    key: 'again',
    heading: '',
    isAction: true,
    value: () => t.again,
    post: (message) => ({ action: `/staff/subscriptions/${id}/again`, name: 'message', value: message.id }),
    linkName: ({ type }) => `${t.again}: ${type}`,
  };
  return [
    { key: 'type', heading: t.event, value: ({ type }) => (type === 'test' ? t.test : t.typeNames[type]) },
    { key: 'recordedAt', heading: t.recordedAt },
    {
      key: 'state',
      heading: t.state,
      value: stateOf,
      detail: ({ lastStatus }) =>
        showsStatus && lastStatus !== undefined ? t.status({ status: String(lastStatus) }) : undefined,
    },
    { key: 'nextAt', heading: t.nextAt },
    { key: 'id', heading: 'webhook-id', isVerbatim: true },
    ...(endedAt ? [] : [again]),
  ];
}
