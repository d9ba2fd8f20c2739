/**
 * What is kept for how long, why, and what is erased when; an administrator of the whole installation sets the periods.
 */
import type { Request, Response, Router } from 'express';
import type { Faults } from '../../access/accounts/input.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { readLanguage } from '../../access/web/language.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
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

export function retentionRoutes({ stores, now }: RoutesOptions): Router {
  const router = staffRouter();

  async function show(
    req: Request,
    res: Response,
    { sent, faults = {} }: { sent?: SentRetention; faults?: Faults },
  ): Promise<void> {
    const caller = callerOfRequest(req);
    caller.demand('seeRetention', []);
    const language = readLanguage(req);
    const t = retentionTexts[language];
    const { days, version } = await stores.retention.current();
    const kept = await keptNow(stores, days);
    const count = new Intl.NumberFormat(language);
    renderStaffPage(
      req,
      res,
      'app/retention/retention',
      { title: t.title, notice: noticeFor(req, t.done) },
      {
        t,
        faults,
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
              hint: t.bounds(min, max),
              inputmode: 'numeric',
              value: sent?.typed[kind] ?? String(days[kind]),
              fault: faults[kind],
            },
          };
        }),
        fixed: fixedKinds.map((kind) => t.fixedKinds[kind]),
      },
    );
  }

  router.get('/staff/retention', async (req, res) => {
    await show(req, res, {});
  });

  /**
   * Statuses: 303; 422 with errors next to their fields; 409, with the new values, when somebody else changed them
   * first.
   */
  router.post('/staff/retention', async (req, res) => {
    const caller = callerOfRequest(req);
    caller.demand('setRetention', []);
    const t = retentionTexts[readLanguage(req)];
    const sent = await readRetention(req);
    const read = fromKinds((kind) => daysTyped(kind, sent.typed[kind]));
    const wrong = retentionKinds.filter((kind) => read[kind] === undefined);
    if (wrong.length > 0) {
      const said = wrong.map((kind) => {
        const { min, max } = retentionBounds[kind];
        return [kind, t.fault(min, max)] as const;
      });
      await show(req, res.status(422), { sent, faults: Object.fromEntries(said) });
      return;
    }
    const days = fromKinds((kind) => read[kind]!);
    const { days: before } = await stores.retention.current();
    const changed = retentionKinds.filter((kind) => days[kind] !== before[kind]);
    if (changed.length === 0) {
      await show(req, res.status(422), { sent, faults: { [retentionKinds[0]]: t.same } });
      return;
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
      res.redirect(303, '/staff/retention?done=saved');
      return;
    }
    const { days: meanwhile } = await stores.retention.current();
    const moved = retentionKinds
      .filter((kind) => meanwhile[kind] !== days[kind])
      .map((kind) => [kind, t.moved(meanwhile[kind])] as const);
    await show(req, res.status(409), { sent, faults: Object.fromEntries(moved) });
  });

  return router;
}
