/**
 * What is kept for how long, why, and what is erased when; an administrator of the whole installation sets the periods.
 */
import type { FieldErrors } from '../../access/accounts/input.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import { readRetention, type SentRetention } from '../../access/retention/input.ts';
import { keptNow } from './kept.ts';
import {
  daysTyped,
  fixedKinds,
  fromKinds,
  retentionBounds,
  retentionKinds,
} from '../../access/retention/retention.ts';
import { retentionTexts } from '../../access/retention/texts.ts';
import type { RoutesOptions } from '../stores.ts';

export const routes: Routes<RoutesOptions> = {
  'GET /staff/retention': may(
    'seeRetention',
    openRetention,
    menuLine('administration', 'Thời hạn lưu', 'Retention'),
  ),
  'POST /staff/retention': may('setRetention', setRetention),
};

async function show(
  context: StaffContext,
  tools: RoutesOptions,
  { sent, errors = {} }: { sent?: SentRetention; errors?: FieldErrors },
): Promise<Reply> {
  const { caller, language, notice } = context;
  const { stores } = tools;
  caller.demand('seeRetention', []);
  const t = retentionTexts[language];
  const { days, version } = await stores.retention.current();
  const kept = await keptNow(stores, days);
  const count = new Intl.NumberFormat(language);
  return page(
    'app/retention/retention',
    { title: t.title, notice: notice(t.done) },
    {
      t,
      errors,
      version,
      mayChange: caller.may('setRetention', undefined),
      lines: retentionKinds.map((kind) => {
        const { min, max, reachesBack } = retentionBounds[kind];
        const { nextOn } = kept[kind];
        return {
          ...t.kinds[kind],
          days: days[kind],
          count: count.format(kept[kind].count),
          next: nextOn === undefined ? t.nothing : dayText(nextOn, language),
          reaches: reachesBack ? t.reaches.back : t.reaches.forward,
          field: {
            id: kind,
            label: t.kinds[kind].what,
            hint: t.bounds({ min, max }),
            inputmode: 'numeric',
            value: sent?.typed[kind] ?? String(days[kind]),
            error: errors[kind],
          },
        };
      }),
      fixed: fixedKinds.map((kind) => t.fixedKinds[kind]),
    },
  );
}

async function openRetention(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  return await show(context, tools, {});
}

/**
 * Statuses: 303; 422 with errors next to their fields; 409, with the new values, when somebody else changed them
 * first.
 */
async function setRetention(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, res, caller, language } = context;
  const { stores, now } = tools;
  caller.demand('setRetention', []);
  const t = retentionTexts[language];
  const sent = await readRetention(req);
  const read = fromKinds((kind) => daysTyped(kind, sent.typed[kind]));
  const wrong = retentionKinds.filter((kind) => read[kind] === undefined);
  if (wrong.length > 0) {
    const said = wrong.map((kind) => {
      const { min, max } = retentionBounds[kind];
      return [kind, t.error({ min, max })] as const;
    });
    res.status(422);
    return await show(context, tools, { sent, errors: Object.fromEntries(said) });
  }
  const days = fromKinds((kind) => read[kind]!);
  const { days: before } = await stores.retention.current();
  const changed = retentionKinds.filter((kind) => days[kind] !== before[kind]);
  if (changed.length === 0) {
    res.status(422);
    return await show(context, tools, { sent, errors: { [retentionKinds[0]]: t.same } });
  }
  const facts = (of: typeof days) =>
    Object.fromEntries(changed.map((kind) => [kind, String(of[kind])] as const));
  const { id, name } = caller.account;
  const entry = auditEntry({
    at: now(),
    by: { accountId: id, name },
    kind: 'retention.set',
    unitIds: [],
    subject: { id: 'retention', label: t.title },
    before: facts(before),
    after: facts(days),
  });
  if (await stores.retention.put(days, sent.version, entry)) {
    return seeOther('/staff/retention?done=saved');
  }
  const { days: meanwhile } = await stores.retention.current();
  const moved = retentionKinds
    .filter((kind) => meanwhile[kind] !== days[kind])
    .map((kind) => [kind, t.moved({ days: meanwhile[kind] })] as const);
  res.status(409);
  return await show(context, tools, { sent, errors: Object.fromEntries(moved) });
}
