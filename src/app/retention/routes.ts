/**
 * What is kept for how long, why, and what is erased when; an administrator of the whole installation sets the periods.
 */
import { tableRows, textColumns } from '../../access/web/columns.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import { also } from '../../platform/web/form.ts';
import { retentionForm } from '../../access/retention/input.ts';
import { keptNow } from './kept.ts';
import { fixedKinds, fromKinds, retentionBounds, retentionKinds } from '../../access/retention/retention.ts';
import { retentionTexts } from '../../access/retention/texts.ts';
import type { StaffSettings } from '../../access/accounts/staffSettings.ts';
import type { RoutesOptions } from '../stores.ts';

interface RetentionTools extends RoutesOptions {
  readonly settings: StaffSettings;
}

export const routes: Routes<RetentionTools> = {
  'GET /staff/retention': may(
    'seeRetention',
    show,
    menuLine('administration', retentionTexts, (texts) => texts.menu),
  ),
  'POST /staff/retention': may('setRetention', setRetention),
};

async function show(
  context: StaffContext,
  tools: RetentionTools,
  refused?: typeof retentionForm.empty,
): Promise<Reply> {
  const { caller, language, notice } = context;
  const { stores, settings } = tools;
  caller.demand('seeRetention', []);
  const t = retentionTexts[language];
  const { days, version } = await stores.retention.current();
  const kept = await keptNow(stores, days);
  const lines = retentionKinds.map((kind) => {
    const { what, purpose } = t.kinds[kind];
    const { count, nextOn } = kept[kind];
    return {
      what,
      purpose: `${purpose} ${retentionBounds[kind].reachesBack ? t.reaches.back : t.reaches.forward}`,
      days: days[kind],
      kept: count,
      next: nextOn === undefined ? t.nothing : dayText(nextOn, language),
    };
  });
  const fixed = fixedKinds
    .filter((kind) => kind !== 'eventMessages' || settings.events)
    .filter((kind) => kind !== 'messageStops' || settings.messaging !== undefined)
    .map((kind) => t.fixedKinds[kind]);
  const shown = refused ?? retentionForm.filled(fromKinds((kind) => String(days[kind])));
  const { fields, errors } = retentionForm.onPage(language, shown);
  return page(
    'app/retention/retention',
    { title: t.title, notice: notice(t.done), status: shown.status },
    {
      t,
      errors,
      version,
      mayChange: caller.may('setRetention', undefined),
      fields,
      kept: tableRows(textColumns(t, ['what', 'purpose', 'days', 'kept', 'next']), lines, {
        title: t.settings,
        language,
      }),
      fixed: tableRows(textColumns(t, ['what', 'long', 'reason']), fixed, { title: t.fixed, language }),
    },
  );
}

/**
 * Statuses: 303; 422 with errors next to their fields; 409, with the new values, when somebody else changed them
 * first.
 */
async function setRetention(context: StaffContext, tools: RetentionTools): Promise<Reply> {
  const { caller, language } = context;
  const { stores, now } = tools;
  caller.demand('setRetention', []);
  const t = retentionTexts[language];
  const sent = await retentionForm.read(context);
  if (!sent.ok) return await show(context, tools, sent);
  const { version, ...days } = sent.values;
  const { days: before } = await stores.retention.current();
  const changed = retentionKinds.filter((kind) => days[kind] !== before[kind]);
  if (changed.length === 0) return await show(context, tools, also(sent, { [retentionKinds[0]]: t.same }));
  const facts = (of: typeof before) =>
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
  if (await stores.retention.put(days, version, entry)) {
    return seeOther('/staff/retention?done=saved');
  }
  const { days: meanwhile } = await stores.retention.current();
  const moved = retentionKinds
    .filter((kind) => meanwhile[kind] !== days[kind])
    .map((kind) => [kind, t.moved({ days: meanwhile[kind] })] as const);
  return await show(context, tools, also(sent, Object.fromEntries(moved), 409));
}
