/** An import batch of a dataset: the changes that it would make, and applying it. */
import { notYours } from '../../access/accounts/caller.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import type { RoutesOptions } from '../stores.ts';
import type { Book } from './book.ts';
import { pathOf } from './bookPage.ts';
import { changesBy, type Changes } from './changes.ts';
import type { Delivery } from './delivery.ts';
import { readBase } from './input.ts';
import { applyDelivery, bookContext, heldLines } from './takeDelivery.ts';
import { bookPageTexts } from './texts.ts';

export function deliveryRoutes<Line extends object>(book: Book<Line>): Routes<RoutesOptions> {
  const path = `${pathOf(book)}/deliveries/:deliveryId` as const;
  return {
    [`GET ${path}`]: may(book.keep, (context, tools: RoutesOptions) => showDelivery(book, context, tools)),
    [`POST ${path}/apply`]: may(book.keep, (context, tools: RoutesOptions) => apply(book, context, tools)),
  };
}

/** @throws Problem notFound */
async function deliveryOf<Line extends object>(
  book: Book<Line>,
  { param, caller }: StaffContext,
  { stores }: RoutesOptions,
): Promise<Delivery<Line>> {
  const delivery = await stores.deliveries.find<Line>(book.kind, param('deliveryId'));
  if (!delivery) throw notYours();
  caller.demand(book.keep, delivery.unitIds);
  return delivery;
}

async function changesOf<Line extends object>(
  book: Book<Line>,
  { lines, periods }: Delivery<Line>,
  { caller, language }: StaffContext,
  { stores, now }: RoutesOptions,
): Promise<Changes> {
  const [context, held] = await Promise.all([
    bookContext(stores, caller, book, now()),
    heldLines(stores.deliveries, book, periods),
  ]);
  return changesBy(book, lines, held, { context, language });
}

async function showDelivery<Line extends object>(
  book: Book<Line>,
  context: StaffContext,
  tools: RoutesOptions,
): Promise<Reply> {
  const { language, notice } = context;
  const delivery = await deliveryOf(book, context, tools);
  const t = bookPageTexts[language];
  const base = await tools.stores.deliveries.lastNumber(book.kind); // before the changes, so that concurrent batches are noticed
  const { fresh, replaced, same, listed } = await changesOf(book, delivery, context, tools);
  const count = new Intl.NumberFormat(language);
  return page(
    'registers/books/delivery',
    { title: t.tryOut, notice: notice({ moved: t.moved }) },
    {
      t,
      path: pathOf(book),
      delivery,
      base,
      madeAt: timeText(delivery.madeAt, language),
      lead: t.tryOutLead(count.format(fresh), count.format(replaced), count.format(same)),
      listed: listed.map(({ subject, before, after, notes }) => ({
        subject,
        notes,
        text: before === undefined ? t.isNew(after) : t.becomes(before, after),
      })),
      more:
        fresh + replaced > listed.length
          ? t.changesMore(count.format(fresh + replaced - listed.length))
          : undefined,
    },
  );
}

/** Statuses: 303, back to the batch when another one was applied since its changes were shown. */
async function apply<Line extends object>(
  book: Book<Line>,
  context: StaffContext,
  tools: RoutesOptions,
): Promise<Reply> {
  const { req, caller } = context;
  const delivery = await deliveryOf(book, context, tools);
  const base = await readBase(req);
  const applied = seeOther(`${pathOf(book)}?done=applied`);
  if (delivery.number !== undefined) return applied;
  const changes = await changesOf(book, delivery, context, tools);
  const isApplied = await applyDelivery(
    tools.stores.deliveries,
    delivery,
    { ...changes, base },
    { by: caller.actor, at: tools.now() },
  );
  return isApplied ? applied : seeOther(`${pathOf(book)}/deliveries/${delivery.id}?done=moved`);
}
