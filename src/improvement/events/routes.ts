/** Subscriptions to events: the list, making one, its log, and what can be done with it. */
import { randomUUID } from 'node:crypto';
import { notYours } from '../../access/accounts/caller.ts';
import { unitOptions } from '../../access/accounts/unitOptions.ts';
import { auditEntry, type AuditEntry } from '../../access/audit/entry.ts';
import { tableRows } from '../../access/web/columns.ts';
import { formPage } from '../../access/web/formPage.ts';
import { list } from '../../access/web/list.ts';
import { menuLine } from '../../access/web/menu.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import type { KioskKey } from '../../collection/kiosk/kioskKey.ts';
import { problemOf } from '../../platform/text/problemOf.ts';
import { sealText } from '../../platform/text/sealedText.ts';
import { also } from '../../platform/web/form.ts';
import { readBody } from '../../platform/web/input.ts';
import { addressError } from '../../platform/web/publicAddress.ts';
import { newSigningKey } from '../../platform/webhooks/signedPost.ts';
import type { RoutesOptions } from '../stores.ts';
import { eventTypes } from './event.ts';
import { againFields, subscriptionForm } from './input.ts';
import { eventKeyOf, messageOf } from './message.ts';
import type { Subscription } from './subscription.ts';
import { logColumns, subscriptionWords } from './subscriptionPage.ts';
import { eventTexts } from './texts.ts';

export interface SubscriptionTools extends RoutesOptions {
  readonly kioskKey: KioskKey;
  readonly publicUrl: string | undefined;
  /** Whether messages may go to private networks. */
  readonly allowPrivate: boolean;
}

const permission = 'keepAlerts';

export const routes: Routes<SubscriptionTools> = {
  'GET /staff/subscriptions': may(
    permission,
    listSubscriptions,
    menuLine('improvement', eventTexts, (texts) => texts.menu),
  ),
  'GET /staff/subscriptions/new': may(permission, showEmptyForm),
  'POST /staff/subscriptions': may(permission, makeSubscription),
  'GET /staff/subscriptions/:subscriptionId': may(permission, openSubscription),
  'POST /staff/subscriptions/:subscriptionId/test': may(permission, sendTest),
  'POST /staff/subscriptions/:subscriptionId/again': may(permission, sendAgain),
  'POST /staff/subscriptions/:subscriptionId/resume': may(permission, resumeSubscription),
  'POST /staff/subscriptions/:subscriptionId/end': may(permission, endSubscription),
};

const logMax = 100;

async function listSubscriptions(context: StaffContext, { stores }: SubscriptionTools): Promise<Reply> {
  const { caller, language, notice } = context;
  const t = eventTexts[language];
  const unitIds = caller.unitIdsInView(permission);
  const mine = (await stores.subscriptions.list()).filter(({ unitId }) => !unitIds || unitIds.has(unitId));
  return await list(
    context,
    {
      title: t.title,
      notice: notice(t.notices),
      lead: t.lead,
      actions: [{ label: t.make, url: '/staff/subscriptions/new' }],
      empty: t.empty,
      columns: [
        { key: 'label', heading: t.label, url: ({ id }) => `/staff/subscriptions/${id}` },
        { key: 'unit', heading: t.unit },
        { key: 'host', heading: t.host, isVerbatim: true },
        { key: 'standing', heading: t.standing },
      ],
    },
    mine.map((one) => subscriptionWords(one, caller, language)),
  );
}

function showEmptyForm(context: StaffContext): Reply {
  return showForm(context, subscriptionForm.filled({ types: eventTypes }));
}

function showForm({ caller, language }: StaffContext, shown: typeof subscriptionForm.empty): Reply {
  const t = eventTexts[language];
  const url = '/staff/subscriptions';
  const unit = { options: unitOptions(caller, permission, language) };
  return formPage(
    { title: t.make, status: shown.status },
    { action: url, submit: t.save, back: { url, label: t.back } },
    subscriptionForm.onPage(language, shown, { unit }),
  );
}

/** Statuses: 200 with the key, shown this once; 404 where the unit is not the caller's; 422. */
async function makeSubscription(context: StaffContext, tools: SubscriptionTools): Promise<Reply> {
  const { caller, language } = context;
  const { stores, now, kioskKey, allowPrivate } = tools;
  const { errors, made } = eventTexts[language];
  const read = await subscriptionForm.read(context);
  const { unit, url, types } = read.typed;
  if (caller.units.find(unit)) caller.demand(permission, [unit]);
  const wrong = url === '' ? undefined : addressError(url, allowPrivate);
  const sent = also(read, {
    unit: !caller.units.lives(unit) && errors.unit,
    types: types.length === 0 && errors.types,
    url: wrong && errors[wrong],
  });
  if (!sent.ok) return showForm(context, sent);
  const signingKey = newSigningKey();
  const subscription: Subscription = {
    id: randomUUID(),
    unitId: unit,
    label: sent.values.label,
    types,
    url,
    sealedKey: sealText(signingKey, eventKeyOf(kioskKey)).toString('base64'),
    madeAt: now(),
    madeBy: caller.actor,
  };
  await stores.subscriptions.add(subscription, entryOf(context, tools, 'subscription.made', subscription));
  const content = { t: made, secret: signingKey, url: `/staff/subscriptions/${subscription.id}` };
  return page('access/web/secret', { title: made.title }, content);
}

async function openSubscription(context: StaffContext, tools: SubscriptionTools): Promise<Reply> {
  const { caller, language, notice } = context;
  const t = eventTexts[language];
  const subscription = await subscriptionOf(context, tools);
  const log = await tools.stores.eventMessages.log(subscription.id, logMax);
  return page(
    'improvement/events/subscription',
    { title: subscription.label, notice: notice(t.notices) },
    {
      t,
      subscription: subscriptionWords(subscription, caller, language),
      isEnded: subscription.endedAt !== undefined,
      isPaused: subscription.paused !== undefined,
      hasGivenUp: log.some(({ outcome }) => outcome === 'givenUp'),
      rows: tableRows(logColumns(subscription, language, !tools.allowPrivate), log, {
        title: t.log,
        language,
      }),
    },
  );
}

/** The test goes the way of all messages, so that it shows what they meet. */
async function sendTest(context: StaffContext, tools: SubscriptionTools): Promise<Reply> {
  const { stores, now, kioskKey, publicUrl } = tools;
  const subscription = await standingOf(context, tools);
  const { id, unitId } = subscription;
  const event = {
    key: [randomUUID()],
    type: 'test',
    at: now(),
    unitIds: [unitId],
    data: { unitId },
  } as const;
  await stores.eventMessages.addNew(
    messageOf(subscription, event, { key: eventKeyOf(kioskKey), publicUrl, now: now() }),
  );
  return seeOther(`/staff/subscriptions/${id}?done=tested`);
}

async function sendAgain(context: StaffContext, tools: SubscriptionTools): Promise<Reply> {
  const { stores, now } = tools;
  const { id } = await standingOf(context, tools);
  const { message } = await readBody(context.req, againFields);
  await stores.eventMessages.sendAgain(id, message === '' ? undefined : message, now());
  return seeOther(`/staff/subscriptions/${id}?done=again`);
}

/** What waited meanwhile is sent. */
async function resumeSubscription(context: StaffContext, tools: SubscriptionTools): Promise<Reply> {
  const subscription = await standingOf(context, tools);
  const { id } = subscription;
  await tools.stores.subscriptions.resume(id, entryOf(context, tools, 'subscription.resumed', subscription));
  return seeOther(`/staff/subscriptions/${id}?done=resumed`);
}

async function endSubscription(context: StaffContext, tools: SubscriptionTools): Promise<Reply> {
  const { stores, now } = tools;
  const subscription = await standingOf(context, tools);
  const entry = entryOf(context, tools, 'subscription.ended', subscription);
  await stores.subscriptions.end(subscription.id, now(), entry);
  return seeOther('/staff/subscriptions?done=ended');
}

/** @throws Problem notFound */
async function subscriptionOf(
  { caller, param }: StaffContext,
  { stores }: SubscriptionTools,
): Promise<Subscription> {
  const subscription = await stores.subscriptions.find(param('subscriptionId'));
  if (!subscription) throw notYours();
  caller.demand(permission, [subscription.unitId]);
  return subscription;
}

/** @throws Problem notFound; conflict where it has ended */
async function standingOf(context: StaffContext, tools: SubscriptionTools): Promise<Subscription> {
  const subscription = await subscriptionOf(context, tools);
  if (subscription.endedAt) throw problemOf('conflict', eventTexts, (t) => t.ended);
  return subscription;
}

/** The audit has the host of the address and never the key. */
function entryOf(
  { caller }: StaffContext,
  { now }: SubscriptionTools,
  kind: 'subscription.made' | 'subscription.resumed' | 'subscription.ended',
  { id, label, unitId, url, types }: Subscription,
): AuditEntry {
  return auditEntry({
    at: now(),
    by: caller.actor,
    kind,
    unitIds: [unitId],
    subject: { id, label },
    after: { webhook: new URL(url).host, events: types.join(', ') },
  });
}
