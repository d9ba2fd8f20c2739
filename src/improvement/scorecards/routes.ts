/** The list of sets, and each set with the results of its year. */
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { auditEntry, type Facts } from '../../access/audit/entry.ts';
import type { AuditKind } from '../../access/audit/kinds.ts';
import { problemOf } from '../../platform/text/problemOf.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { Problem } from '../../platform/problem.ts';
import { listPublished } from '../../processing/published/standing.ts';
import { xlsxFile } from '../../platform/tables/xlsxWriter.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { tableRows, type Column } from '../../access/web/columns.ts';
import { list } from '../../access/web/list.ts';
import { page, seeOther, sent as written, type Reply } from '../../access/web/reply.ts';
import { sendDownload, downloadLinks } from '../../platform/web/download.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import { fieldsOf, type CriteriaSet } from './criteria.ts';
import { also } from '../../platform/web/form.ts';
import { dayErrors, deadlinesForm } from './criteriaInput.ts';
import { itemRows } from './criteriaPage.ts';
import { criteriaTexts } from './criteriaTexts.ts';
import type { CriteriaDraft } from './draft.ts';
import { criteriaTable } from './readCriteria.ts';
import {
  criteriaNote,
  fieldShades,
  groupRows,
  rankingFrom,
  rankingDownload,
  rankingRows,
} from './resultsPage.ts';
import { resultsTexts } from './resultsTexts.ts';
import { stageWords } from './scorecardPage.ts';
import { scorecardReader } from './scorecardReader.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoundsRoutesOptions, RoutesOptions } from '../stores.ts';

export const scorecardRoutes: Routes<RoundsRoutesOptions> = {
  'GET /staff/scorecards': may(
    'seeScorecards',
    listSets,
    menuLine('parIndex', resultsTexts, (texts) => texts.menu),
  ),
  'GET /staff/scorecards/:setId': may('seeScorecards', openSet),
  'GET /staff/scorecards/:setId/criteria': may('seeScorecards', downloadCriteria),
  'POST /staff/scorecards/:setId/deadlines': may('writeCriteria', moveDeadlines),
  'POST /staff/scorecards/:setId/open': may('writeCriteria', openResults),
};

async function listSets(context: StaffContext, { stores }: RoundsRoutesOptions): Promise<Reply> {
  const { caller, language, notice } = context;
  const t = criteriaTexts[language];
  const nameOf = (unitId: string): string => inLanguage(caller.units.name(unitId), language);
  const mayWrite = caller.holds('writeCriteria');
  const drafts = mayWrite ? await stores.criteriaDrafts.list() : [];
  const own = drafts.filter(({ content }) => caller.may('writeCriteria', content.ownerId));
  return await list<CriteriaSet>(
    context,
    {
      title: t.title,
      notice: notice(t.notices),
      lead: t.lead,
      actions: [mayWrite && { label: t.newTitle, url: '/staff/scorecards/new' }],
      drafts: own.length > 0 ? { rows: draftRows(own, nameOf, language), empty: '' } : undefined,
      heading: own.length > 0 ? t.title : undefined,
      empty: t.empty,
      columns: [
        {
          key: 'set',
          heading: t.set,
          value: ({ title }) => inLanguage(title, language),
          url: ({ id }) => `/staff/scorecards/${id}`,
          tag: ({ madeUp }) => madeUp && t.madeUp,
        },
        { key: 'year', heading: t.year, value: ({ year }) => String(year), isNumber: true },
        { key: 'owner', heading: t.owner, value: ({ ownerId }) => nameOf(ownerId) },
        { key: 'kind', heading: t.kind, value: ({ kind }) => t.kinds[kind] },
        { key: 'units', heading: t.units, value: ({ unitIds }) => unitIds.length },
      ],
    },
    (await stores.criteriaSets.list()).filter((set) => unitsInView(caller, set).length > 0),
  );
}

function draftRows(
  drafts: readonly CriteriaDraft[],
  nameOf: (unitId: string) => string,
  language: PageLanguage,
) {
  const t = criteriaTexts[language];
  const columns: readonly Column<CriteriaDraft>[] = [
    {
      key: 'set',
      heading: t.set,
      value: ({ content }) => `${inLanguage(content.title, language)}, ${content.year}`,
      url: ({ id }) => `/staff/scorecards/drafts/${id}`,
    },
    { key: 'owner', heading: t.owner, value: ({ content }) => nameOf(content.ownerId) },
    {
      key: 'changed',
      heading: t.changed,
      value: ({ changedAt, changedBy }) => `${timeText(changedAt, language)}, ${changedBy.name}`,
    },
  ];
  return tableRows(columns, drafts, { title: t.drafts, language });
}

async function openSet(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  return await showSet(context, tools, await setNamed(context, tools));
}

async function downloadCriteria(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { res, language } = context;
  const set = await setNamed(context, tools);
  const file = await xlsxFile([
    { name: criteriaTexts[language].itemsTitle, ...criteriaTable(set, language) },
  ]);
  res.attachment(`tieu-chi-cchc-${set.year}${set.madeUp ? '-minh-hoa' : ''}.xlsx`).send(file);
  return written;
}

/** Statuses: 303; 404 where it is not the caller's; 422 with the errors to correct. */
async function moveDeadlines(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { stores } = tools;
  const set = await ownSet(context, tools);
  const read = await deadlinesForm.read(context);
  const sent = also(read, dayErrors(read.typed, criteriaTexts[context.language]));
  if (!sent.ok) return await showSet(context, tools, set, sent);
  const deadlines = sent.values;
  const entry = entryOf(context, tools, 'criteria.deadlinesMoved', set, {
    before: { ...set.deadlines },
    after: { ...deadlines },
  });
  await stores.criteriaSets.change(set.id, { deadlines }, entry);
  return seeOther(`/staff/scorecards/${set.id}?done=moved`);
}

async function openResults(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { stores } = tools;
  const set = await ownSet(context, tools);
  const scorecards = await stores.scorecards.listOf(set);
  if (scorecards.some(({ stage }) => stage !== 'locked')) throw conflict('notAllLocked');
  if (!(await isIndexPublic(tools, set))) throw conflict('indexNotPublic');
  await stores.criteriaSets.change(
    set.id,
    { isPublic: true },
    entryOf(context, tools, 'criteria.opened', set, {}),
  );
  return seeOther(`/staff/scorecards/${set.id}?done=opened`);
}

async function showSet(
  context: StaffContext,
  tools: RoundsRoutesOptions,
  set: CriteriaSet,
  shown = deadlinesForm.filled(set.deadlines),
): Promise<Reply> {
  const { req, res, caller, language, notice } = context;
  const { now } = tools;
  const [t, r] = [criteriaTexts[language], resultsTexts[language]];
  const found = await scorecardReader(tools).resultsOf(set);
  const seen = unitsInView(caller, set);
  const seesAll = set.isPublic === true || caller.may('seeScorecards', set.ownerId);
  const mayWrite = caller.may('writeCriteria', set.ownerId);
  const locked = found.results.filter(({ stage }) => stage === 'locked').length;
  const cards = new Map(found.results.map(({ unitId, scorecard }) => [unitId, scorecard]));
  const fields = fieldsOf(set).map(({ code, title }) => `${code}. ${inLanguage(title, language)}`);
  const rows = groupRows(found, (unitId) => caller.units.name(unitId), language)
    .filter(({ unitId }) => seesAll || seen.includes(unitId))
    .map((row) => ({
      ...row,
      url: seen.includes(row.unitId) ? `/staff/scorecards/${set.id}/${row.unitId}` : undefined,
      stage: stageWords(cards.get(row.unitId)!, set, { language, today: dayOf(now()) }),
      ...(seesAll ? {} : { rank: '–', rankChange: undefined }),
    }));
  const parts = [rankingDownload(rows, fields, language)];
  if (await sendDownload(req, res, parts, rankingFrom(set, language))) return written;
  return page(
    'improvement/scorecards/set',
    {
      title: `${inLanguage(set.title, language)}, ${set.year}`,
      notice: notice({ ...t.notices, ...r.notices }),
      status: shown.status,
    },
    {
      t,
      r,
      set,
      errors: shown.errors,
      madeUp: set.madeUp && inLanguage(set.madeUp, language),
      criteriaNote: criteriaNote(set, language),
      seesAll,
      standing: locked < set.unitIds.length ? r.provisional({ locked, all: set.unitIds.length }) : undefined,
      isLocked: locked === set.unitIds.length,
      fields,
      rows,
      ranking: rankingRows(rows, language),
      shades: fieldShades(rows, language),
      take: downloadLinks(req, parts, language),
      mayWrite,
      deadlineFields: mayWrite ? deadlinesForm.onPage(language, shown).fields : [],
      items: itemRows(set, language),
    },
  );
}

/** Points that follow an index disclose it: they are not public before the index is. */
async function isIndexPublic({ stores }: RoutesOptions, { roundId, items }: CriteriaSet): Promise<boolean> {
  if (roundId === undefined || !items.some(({ rule }) => rule?.kind === 'satisfaction')) return true;
  const round = await stores.rounds.find(roundId);
  if (round?.resultsFor === 'everybody') return true;
  return (await listPublished(stores.publications, roundId)).length > 0;
}

/** @throws Problem notFound, also where the caller has none of its units */
async function setNamed({ caller, param }: StaffContext, { stores }: RoutesOptions): Promise<CriteriaSet> {
  const set = await stores.criteriaSets.find(param('setId'));
  if (!set || unitsInView(caller, set).length === 0) throw notYours();
  return set;
}

async function ownSet({ caller, param }: StaffContext, { stores }: RoutesOptions): Promise<CriteriaSet> {
  const set = await stores.criteriaSets.find(param('setId'));
  if (!set) throw notYours();
  caller.demand('writeCriteria', [set.ownerId]);
  return set;
}

function entryOf(
  { caller }: StaffContext,
  { now }: RoutesOptions,
  kind: AuditKind,
  set: CriteriaSet,
  told: { before?: Facts; after?: Facts },
) {
  return auditEntry({
    at: now(),
    by: caller.actor,
    kind,
    unitIds: [set.ownerId],
    subject: { id: set.id, label: `${set.title.vi} ${set.year}` },
    ...told,
  });
}

function unitsInView(caller: Caller, { unitIds }: CriteriaSet): readonly string[] {
  const seen = caller.unitIdsInView('seeScorecards');
  return unitIds.filter((unitId) => !seen || seen.has(unitId));
}

function conflict(why: 'notAllLocked' | 'indexNotPublic'): Problem {
  return problemOf('conflict', resultsTexts, (t) => t[why]);
}
