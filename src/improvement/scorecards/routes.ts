/** The list of sets, and each set with the results of its year. */
import type { Request, Response, Router } from 'express';
import { notYours } from '../../access/accounts/caller.ts';
import { auditEntry, type Facts } from '../../access/audit/entry.ts';
import type { AuditKind } from '../../access/audit/kinds.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { Problem } from '../../platform/problem.ts';
import { listPublished } from '../../processing/published/standing.ts';
import { xlsxFile } from '../../platform/tables/xlsxWriter.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { readLanguage } from '../../access/web/language.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { sendTaken, takeLinks } from '../../platform/web/takeAway.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { fieldsOf, type CriteriaSet, type Deadlines } from './criteria.ts';
import { dayFaults, readDeadlines, type Faults } from './criteriaInput.ts';
import { itemLines, pointsInAllText } from './criteriaPage.ts';
import { criteriaTexts } from './criteriaTexts.ts';
import { criteriaTable } from './readCriteria.ts';
import { criteriaNote, groupRows, rankingFrom, rankingTaken } from './resultsPage.ts';
import { resultsTexts } from './resultsTexts.ts';
import { stageWords } from './scorecardPage.ts';
import { scorecardReader } from './scorecardReader.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

export function scorecardRoutes(options: RoundsRoutesOptions): Router {
  const { stores, now } = options;
  const router = staffRouter();
  const reader = scorecardReader(options);

  router.get('/staff/scorecards', async (req, res) => {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = criteriaTexts[language];
    const drafts = caller.holds('writeCriteria') ? await stores.criteriaDrafts.list() : [];
    const sets = (await stores.criteriaSets.list()).filter((set) => unitsInView(req, set).length > 0);
    const page = { title: t.title, notice: noticeFor(req, t.notices) };
    renderStaffPage(req, res, 'improvement/scorecards/list', page, {
      t,
      mayWrite: caller.holds('writeCriteria'),
      sets: sets.map(({ id, title, year, ownerId, kind, unitIds, madeUp }) => ({
        id,
        title: inLanguage(title, language),
        year,
        owner: inLanguage(caller.units.name(ownerId), language),
        kind: t.kinds[kind],
        units: unitIds.length,
        madeUp: madeUp !== undefined,
      })),
      drafts: drafts
        .filter(({ content }) => caller.may('writeCriteria', content.ownerId))
        .map(({ id, content, changedAt, changedBy }) => ({
          id,
          name: `${inLanguage(content.title, language)}, ${content.year}`,
          owner: inLanguage(caller.units.name(content.ownerId), language),
          changed: `${timeText(changedAt, language)}, ${changedBy.name}`,
        })),
    });
  });

  router.get('/staff/scorecards/:setId', async (req, res) => {
    await showSet(req, res, await setNamed(req));
  });

  router.get('/staff/scorecards/:setId/criteria', async (req, res) => {
    const set = await setNamed(req);
    const language = readLanguage(req);
    const file = await xlsxFile([
      { name: criteriaTexts[language].itemsTitle, ...criteriaTable(set, language) },
    ]);
    res.attachment(`tieu-chi-cchc-${set.year}${set.madeUp ? '-minh-hoa' : ''}.xlsx`).send(file);
  });

  /** Statuses: 303; 404 where it is not the caller's; 422 with the errors to correct. */
  router.post('/staff/scorecards/:setId/deadlines', async (req, res) => {
    const set = await ownSet(req);
    const deadlines = await readDeadlines(req);
    const faults = dayFaults(deadlines, criteriaTexts[readLanguage(req)]);
    if (Object.keys(faults).length > 0) {
      await showSet(req, res.status(422), set, { deadlines, faults });
      return;
    }
    const entry = entryOf(req, 'criteria.deadlinesMoved', set, {
      before: { ...set.deadlines },
      after: { ...deadlines },
    });
    await stores.criteriaSets.change(set.id, { deadlines }, entry);
    res.redirect(303, `/staff/scorecards/${set.id}?done=moved`);
  });

  router.post('/staff/scorecards/:setId/open', async (req, res) => {
    const set = await ownSet(req);
    const scorecards = await stores.scorecards.listOf(set);
    if (scorecards.some(({ stage }) => stage !== 'locked')) throw conflict('notAllLocked');
    if (!(await isIndexPublic(set))) throw conflict('indexNotPublic');
    await stores.criteriaSets.change(set.id, { isPublic: true }, entryOf(req, 'criteria.opened', set, {}));
    res.redirect(303, `/staff/scorecards/${set.id}?done=opened`);
  });

  async function showSet(
    req: Request,
    res: Response,
    set: CriteriaSet,
    { deadlines = set.deadlines, faults = {} }: { deadlines?: Deadlines; faults?: Faults } = {},
  ): Promise<void> {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const [t, r] = [criteriaTexts[language], resultsTexts[language]];
    const found = await reader.resultsOf(set);
    const seen = unitsInView(req, set);
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
        ...(seesAll ? {} : { place: '–', placeChange: undefined }),
      }));
    const parts = [rankingTaken(rows, fields, language)];
    if (await sendTaken(req, res, parts, rankingFrom(set, language))) return;
    renderStaffPage(
      req,
      res,
      'improvement/scorecards/set',
      {
        title: `${inLanguage(set.title, language)}, ${set.year}`,
        notice: noticeFor(req, { ...t.notices, ...r.notices }),
      },
      {
        t,
        r,
        set,
        faults,
        madeUp: set.madeUp && inLanguage(set.madeUp, language),
        criteriaNote: criteriaNote(set, language),
        seesAll,
        standing: locked < set.unitIds.length ? r.provisional(locked, set.unitIds.length) : undefined,
        isLocked: locked === set.unitIds.length,
        fields,
        rows,
        take: takeLinks(req, parts, language),
        mayWrite,
        deadlineFields: mayWrite ? deadlineFields(deadlines, faults, language) : [],
        lines: itemLines(set, language),
        inAll: pointsInAllText(set, language),
      },
    );
  }

  /** Points that follow an index disclose it: they are not public before the index is. */
  async function isIndexPublic({ roundId, items }: CriteriaSet): Promise<boolean> {
    if (roundId === undefined || !items.some(({ rule }) => rule?.kind === 'satisfaction')) return true;
    const round = await stores.rounds.find(roundId);
    if (round?.resultsFor === 'everybody') return true;
    return (await listPublished(stores.publications, roundId)).length > 0;
  }

  /** @throws Problem notFound, also where the caller has none of its units */
  async function setNamed(req: Request): Promise<CriteriaSet> {
    const set = await stores.criteriaSets.find(String(req.params['setId']));
    if (!set || unitsInView(req, set).length === 0) throw notYours();
    return set;
  }

  async function ownSet(req: Request): Promise<CriteriaSet> {
    const set = await stores.criteriaSets.find(String(req.params['setId']));
    if (!set) throw notYours();
    callerOfRequest(req).demand('writeCriteria', [set.ownerId]);
    return set;
  }

  function entryOf(req: Request, kind: AuditKind, set: CriteriaSet, told: { before?: Facts; after?: Facts }) {
    const { id, name } = callerOfRequest(req).account;
    return auditEntry({
      at: now(),
      by: { accountId: id, name },
      kind,
      unitIds: [set.ownerId],
      subject: { id: set.id, label: `${set.title.vi} ${set.year}` },
      ...told,
    });
  }

  return router;
}

function deadlineFields(deadlines: Deadlines, faults: Faults, language: 'vi' | 'en') {
  const names = ['self', 'first', 'explanation', 'second'] as const;
  return names.map((id) => ({
    id,
    label: criteriaTexts[language].fields[id],
    value: deadlines[id],
    type: 'date',
    fault: faults[id],
  }));
}

function unitsInView(req: Request, { unitIds }: CriteriaSet): readonly string[] {
  const seen = callerOfRequest(req).unitIdsInView('seeScorecards');
  return unitIds.filter((unitId) => !seen || seen.has(unitId));
}

function conflict(why: 'notAllLocked' | 'indexNotPublic'): Problem {
  return new Problem('conflict', { vi: resultsTexts.vi[why], en: resultsTexts.en[why] });
}
