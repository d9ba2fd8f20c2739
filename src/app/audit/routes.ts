/** The audit log: a page to search it, and an export of what was found. */
import type { Caller } from '../../access/accounts/caller.ts';
import { unitText } from '../../access/accounts/grantLines.ts';
import { addDays } from '../../platform/calendar/calendarDay.ts';
import { startJob } from '../../access/jobs/startJob.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { startOfDay } from '../../platform/calendar/clock.ts';
import type { Column } from '../../access/web/columns.ts';
import { list } from '../../access/web/list.ts';
import { seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import type { AuditEntry, Facts } from '../../access/audit/entry.ts';
import { factsText } from './factWords.ts';
import { auditExport } from '../../access/audit/exportAudit.ts';
import { locationText, readAuditRequest, readLocation, type AuditRequest } from '../../access/audit/input.ts';
import { auditKindNames } from '../../access/audit/kinds.ts';
import type { AuditSearch } from '../../access/audit/store.ts';
import { subjectText } from '../../access/audit/subjectText.ts';
import { auditTexts } from '../../access/audit/texts.ts';
import type { RoutesOptions } from '../stores.ts';

export const routes: Routes<RoutesOptions> = {
  'GET /staff/audit': may('readAudit', listEntries, menuLine('administration', auditTexts)),
  'POST /staff/audit/export': may('readAudit', exportEntries),
};

/** @returns undefined when the account in the search does not exist */
async function searchOf(
  tools: RoutesOptions,
  caller: Caller,
  request: AuditRequest,
): Promise<AuditSearch | undefined> {
  const { stores } = tools;
  const account = request.who === '' ? undefined : await stores.accounts.findByName(request.who);
  if (request.who !== '' && !account) return undefined;
  const unitIds = caller.unitIdsInView('readAudit');
  return {
    ...(unitIds ? { unitIds: [...unitIds] } : {}),
    ...(account ? { accountId: account.id } : {}),
    ...(request.subject === '' ? {} : { subjectId: request.subject }),
    ...(request.kind ? { kind: request.kind } : {}),
    ...(request.from === '' ? {} : { from: startOfDay(request.from) }),
    ...(request.to === '' ? {} : { to: startOfDay(addDays(request.to, 1)) }),
  };
}

function columnsOf(caller: Caller, language: PageLanguage): readonly Column<AuditEntry>[] {
  const t = auditTexts[language];
  const say = (facts: Facts | undefined) => facts && factsText(facts, caller, language);
  return [
    { key: 'kind', heading: t.kind, value: ({ kind }) => auditKindNames[language][kind] },
    { key: 'at', heading: t.at, isHighestFirst: true },
    { key: 'by', heading: t.by, value: ({ by }) => by?.name ?? t.program },
    {
      key: 'subject',
      heading: t.subject,
      value: (entry) => subjectText(entry, language),
      className: 'hash subject',
      isVerbatim: true,
    },
    { key: 'unit', heading: t.unit, value: ({ unitIds }) => unitsText(unitIds, caller, language) },
    {
      key: 'change',
      heading: t.change,
      value: ({ before, after }) => [say(before), say(after)].filter(Boolean).join(' → '),
      className: 'hash facts-told',
    },
  ];
}

async function listEntries(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  const { stores } = tools;
  const t = auditTexts[language];
  const request = await readAuditRequest(req);
  const search = await searchOf(tools, caller, request);
  const after = await readLocation(req);
  const { subject } = request;
  const [about] = search && subject !== '' ? await stores.audit.list(search, 1) : [];
  const label = about ? subjectText(about, language) : t.unknownSubject;
  return await list<AuditEntry>(
    context,
    {
      title: t.title,
      lead: t.lead,
      filters: fieldsOf(request, search === undefined, language),
      kept: subject === '' ? {} : { subject },
      hint:
        subject === ''
          ? undefined
          : { text: t.about({ label }), link: { label: t.all, url: '/staff/audit' } },
      columns: columnsOf(caller, language),
      sortedBy: 'at',
      empty: t.empty,
      noneFound: t.empty,
      file: false,
      below: { view: 'app/audit/export', content: { t, request } },
    },
    {
      read: async (limit, order) =>
        search ? await stores.audit.list(search, limit, { after, isOldestFirst: order?.isAscending }) : [],
      sorts: ['at'],
      cursor: locationText,
    },
  );
}

function fieldsOf(request: AuditRequest, isUnknown: boolean, language: PageLanguage) {
  const t = auditTexts[language];
  const kinds = Object.entries(auditKindNames[language]).map(([value, label]) => ({ value, label }));
  return [
    {
      id: 'who',
      label: t.who,
      value: request.who,
      error: isUnknown ? t.noSuchAccount : undefined,
    },
    {
      id: 'kind',
      label: t.kind,
      value: request.kind,
      options: [{ value: '', label: t.anyKind }, ...kinds],
    },
    { id: 'from', label: t.from, value: request.from, type: 'date' },
    { id: 'to', label: t.to, value: request.to, type: 'date' },
  ];
}

async function exportEntries(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  const { stores } = tools;
  const request = await readAuditRequest(req);
  const search = await searchOf(tools, caller, request);
  if (!search) {
    return seeOther(addressOf(request));
  }
  const { from, to, ...rest } = search;
  const { chosenUnitId } = caller;
  const job = await startJob(context, tools, {
    kind: auditExport(stores.audit),
    permission: 'readAudit',
    unitIds: chosenUnitId === undefined ? caller.rootIdsFor('readAudit') : [chosenUnitId],
    parameters: {
      ...rest,
      ...(from ? { fromMs: from.getTime() } : {}),
      ...(to ? { toMs: to.getTime() } : {}),
      language,
    },
  });
  return seeOther(`/staff/jobs/${job.id}`);
}

function addressOf({ who, kind, subject, from, to }: AuditRequest): string {
  const given = Object.entries({ who, kind, subject, from, to });
  return `/staff/audit?${new URLSearchParams(given.filter(([, value]) => value !== '')).toString()}`;
}

/** Names only as many as can be read at a glance; the export has all. */
function unitsText(unitIds: readonly string[], caller: Caller, language: PageLanguage): string {
  if (unitIds.length === 0) return unitText(undefined, caller.units, language);
  const shown = unitIds.length > unitsNamedMax ? unitIds.slice(0, unitsNamedMax - 1) : unitIds;
  const names = shown.map((unitId) => unitText(unitId, caller.units, language)).join(', ');
  const more = unitIds.length - shown.length;
  return more === 0 ? names : auditTexts[language].moreUnits({ names, more });
}

const unitsNamedMax = 4;
