/** The audit log: a page to search it, and an export of what was found. */
import type { Request, Router } from 'express';
import type { Caller } from '../../access/accounts/caller.ts';
import { unitText } from '../../access/accounts/grantLines.ts';
import { addDays } from '../../platform/calendar/calendarDay.ts';
import { startJob } from '../../access/jobs/startJob.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { startOfDay, timeText } from '../../platform/calendar/clock.ts';
import { readLanguage } from '../../access/web/language.ts';
import { renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import type { AuditEntry, Facts } from '../../access/audit/entry.ts';
import { factsText } from './factWords.ts';
import { auditExport, type AuditExportWish } from '../../access/audit/exportAudit.ts';
import { placeText, readAuditWish, readPlace, type AuditWish } from '../../access/audit/input.ts';
import type { AuditKindNames } from '../../access/audit/kinds.ts';
import type { AuditSearch } from '../../access/audit/store.ts';
import { subjectText } from '../../access/audit/subjectText.ts';
import { auditTexts } from '../../access/audit/texts.ts';
import type { RoutesOptions } from '../stores.ts';

const entriesPerPage = 50;

interface AuditRoutesOptions extends RoutesOptions {
  readonly auditKindNames: AuditKindNames;
}

export function auditRoutes({ stores, now, auditKindNames }: AuditRoutesOptions): Router {
  const router = staffRouter();

  /** @returns undefined when the account in the search does not exist */
  async function searchOf(caller: Caller, wish: AuditWish): Promise<AuditSearch | undefined> {
    const account = wish.who === '' ? undefined : await stores.accounts.findByName(wish.who);
    if (wish.who !== '' && !account) return undefined;
    const unitIds = caller.unitIdsInView('readAudit');
    return {
      ...(unitIds ? { unitIds: [...unitIds] } : {}),
      ...(account ? { accountId: account.id } : {}),
      ...(wish.subject === '' ? {} : { subjectId: wish.subject }),
      ...(wish.kind ? { kind: wish.kind } : {}),
      ...(wish.from === '' ? {} : { from: startOfDay(wish.from) }),
      ...(wish.to === '' ? {} : { to: startOfDay(addDays(wish.to, 1)) }),
    };
  }

  function lineOf(entry: AuditEntry, caller: Caller, language: PageLanguage) {
    const { at, by, kind, unitIds, before, after } = entry;
    const say = (facts: Facts | undefined) => facts && factsText(facts, caller, language);
    return {
      at: timeText(at, language),
      by: by?.name ?? auditTexts[language].program,
      kind: auditKindNames[kind][language],
      subject: subjectText(entry, language),
      unit: unitsText(unitIds, caller, language),
      change: [say(before), say(after)].filter(Boolean).join(' → '),
    };
  }

  router.get('/staff/audit', async (req, res) => {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = auditTexts[language];
    const wish = await readAuditWish(req, auditKindNames);
    const search = await searchOf(caller, wish);
    const found = search ? await stores.audit.list(search, entriesPerPage + 1, await readPlace(req)) : [];
    const shown = found.slice(0, entriesPerPage);
    const about = shown[0] ? subjectText(shown[0], language) : t.unknownSubject;
    const last = shown.at(-1);
    renderStaffPage(
      req,
      res,
      'app/audit/list',
      { title: t.title },
      {
        t,
        wish,
        fields: fieldsOf(wish, search === undefined, language),
        lines: shown.map((entry) => lineOf(entry, caller, language)),
        aboutLabel: wish.subject === '' ? undefined : about,
        olderUrl: found.length > entriesPerPage && last ? addressOf(wish, placeText(last)) : undefined,
      },
    );
  });

  function fieldsOf(wish: AuditWish, isUnknown: boolean, language: PageLanguage) {
    const t = auditTexts[language];
    const kinds = Object.entries(auditKindNames).map(([value, name]) => ({ value, label: name[language] }));
    return [
      {
        id: 'who',
        label: t.who,
        value: wish.who,
        optional: true,
        fault: isUnknown ? t.noSuchAccount : undefined,
      },
      {
        id: 'kind',
        label: t.kind,
        value: wish.kind ?? '',
        options: [{ value: '', label: t.anyKind }, ...kinds],
      },
      { id: 'from', label: t.from, value: wish.from, type: 'date', optional: true },
      { id: 'to', label: t.to, value: wish.to, type: 'date', optional: true },
    ];
  }

  router.post('/staff/audit/export', async (req: Request, res) => {
    const caller = callerOfRequest(req);
    const wish = await readAuditWish(req, auditKindNames);
    const search = await searchOf(caller, wish);
    if (!search) {
      res.redirect(303, addressOf(wish));
      return;
    }
    const { from, to, ...rest } = search;
    const wishes: AuditExportWish = {
      ...rest,
      ...(from ? { fromMs: from.getTime() } : {}),
      ...(to ? { toMs: to.getTime() } : {}),
      language: readLanguage(req),
    };
    const { chosenUnitId } = caller;
    const job = await startJob(stores.jobs, {
      kind: auditExport(stores.audit, auditKindNames),
      act: 'readAudit',
      unitIds: chosenUnitId === undefined ? caller.rootIdsFor('readAudit') : [chosenUnitId],
      wishes: { ...wishes },
      caller,
      now: now(),
    });
    res.redirect(303, `/staff/jobs/${job.id}`);
  });

  return router;
}

function addressOf({ who, kind, subject, from, to }: AuditWish, after?: string): string {
  const given = Object.entries({ who, kind: kind ?? '', subject, from, to, after: after ?? '' });
  return `/staff/audit?${new URLSearchParams(given.filter(([, value]) => value !== '')).toString()}`;
}

/** Names only as many as can be read at a glance; the export has all. */
function unitsText(unitIds: readonly string[], caller: Caller, language: PageLanguage): string {
  if (unitIds.length === 0) return unitText(undefined, caller.units, language);
  const shown = unitIds.length > unitsNamedMax ? unitIds.slice(0, unitsNamedMax - 1) : unitIds;
  const names = shown.map((unitId) => unitText(unitId, caller.units, language)).join(', ');
  const more = unitIds.length - shown.length;
  return more === 0 ? names : auditTexts[language].moreUnits(names, more);
}

const unitsNamedMax = 4;
