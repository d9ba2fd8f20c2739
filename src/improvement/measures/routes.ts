/** Improvement actions for staff: the list, making one, and noting progress. */
import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { readSearch } from '../../access/accounts/input.ts';
import { auditEntry, subjectLabel, type AuditEntry, type Facts } from '../../access/audit/entry.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { standingFigures } from '../../dissemination/publications/standingFigures.ts';
import { roundState, type Round } from '../../design/rounds/round.ts';
import { finds } from '../../platform/text/searchText.ts';
import { readLanguage } from '../../access/web/language.ts';
import { nextPageUrl, pageOf } from '../../platform/web/paging.ts';
import { sendTaken, takeLinks } from '../../platform/web/takeAway.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import {
  faultsOfNote,
  nothingSent,
  promiseOf,
  readNote,
  readSentMeasure,
  readWhere,
  type Faults,
  type SentMeasure,
  type SentNote,
} from './input.ts';
import { criterionChoices, criterionKey, type CriterionChoice } from './criterion.ts';
import { isAskedAlike, nextRound, stateOf, weakPointOf, type Measure, type WeakPoint } from './measure.ts';
import { measuresTaken, measureWords } from './measurePage.ts';
import { measureFields, noteFields, whereFields } from './measureForm.ts';
import { isAbout, outcomeReader } from './outcome.ts';
import { measureTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

const everyRound = (): boolean => true;

export function measureRoutes({ stores, rounds, now }: RoundsRoutesOptions): Router {
  const router = staffRouter();
  const outcomesOf = outcomeReader(stores, rounds, now);

  router.get('/staff/measures', async (req, res) => {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = measureTexts[language];
    const { text, page } = await readSearch(req);
    const unitIds = caller.unitIdsInView('seeMeasures');
    const nameOf = (unitId: string): string => inLanguage(caller.units.name(unitId), language);
    const found = (await stores.measures.list()).filter(
      ({ unitId, what }) => (!unitIds || unitIds.has(unitId)) && finds([nameOf(unitId), what], text),
    );
    const isAsked = req.query['take'] !== undefined;
    const shown = isAsked ? found : pageOf(found, page);
    const measures = (await outcomesOf(shown, everyRound)).map((one) => measureWords(one, language, now()));
    const parts = measures.length > 0 ? [measuresTaken(measures, language)] : [];
    const isMadeUp = measures.some(({ madeUp }) => madeUp);
    if (await sendTaken(req, res, parts, { name: 'giai-phap', language, isMadeUp })) return;
    renderStaffPage(
      req,
      res,
      'improvement/measures/list',
      { title: t.title },
      {
        t,
        text,
        count: t.shown(shown.length, found.length),
        measures,
        take: takeLinks(req, parts, language),
        mayMake: caller.holds('keepMeasures'),
        nextUrl: nextPageUrl(req, found.length, page),
      },
    );
  });

  router.get('/staff/measures/new', async (req, res) => {
    const { round, unit } = await readWhere(req);
    const sent = { ...nothingSent, round, unit };
    await showForm(req, res, sent, {});
  });

  /** Statuses: 303; 404 where the unit is not the caller's; 422 with the errors to correct. */
  router.post('/staff/measures', async (req, res) => {
    const caller = callerOfRequest(req);
    const t = measureTexts[readLanguage(req)];
    const sent = await readSentMeasure(req);
    const { targetHundredths, criterionHundredths, faults } = promiseOf(sent, dayOf(now()), t);
    const { weakPoint, criterion, faults: further } = await judge(req, sent);
    if (!weakPoint || Object.keys({ ...faults, ...further }).length > 0) {
      await showForm(req, res.status(422), sent, { ...faults, ...further });
      return;
    }
    const measure: Measure = {
      id: randomUUID(),
      unitId: sent.unit,
      roundId: sent.round,
      weakPoint,
      what: sent.what,
      who: sent.who,
      untilOn: sent.until,
      targetHundredths,
      ...(criterion && { criterion: { ...criterion, targetHundredths: criterionHundredths } }),
      madeAt: now(),
      madeBy: caller.actor,
      notes: [],
    };
    const after = {
      what: sent.what,
      until: sent.until,
      target: sent.target,
      weakPoint: sent.weakPoint,
      criterion: sent.criterion,
    };
    await stores.measures.add(measure, entryOf(req, 'measure.made', measure, after));
    res.redirect(303, `/staff/measures/${measure.id}?done=made`);
  });

  router.get('/staff/measures/:measureId', async (req, res) => {
    await showMeasure(req, res, await measureOf(req, 'seeMeasures'), {
      sent: { text: '', evidence: '', state: 'underway' },
      faults: {},
    });
  });

  router.post('/staff/measures/:measureId/notes', async (req, res) => {
    const measure = await measureOf(req, 'keepMeasures');
    const { actor, units } = callerOfRequest(req);
    const t = measureTexts[readLanguage(req)];
    const sent = await readNote(req);
    const faults = units.lives(measure.unitId) ? faultsOfNote(sent, t) : { text: t.unitEnded };
    if (Object.keys(faults).length > 0) {
      await showMeasure(req, res.status(422), measure, { sent, faults });
      return;
    }
    const note = { ...sent, at: now(), by: actor };
    await stores.measures.addNote(measure.id, note, entryOf(req, 'measure.noted', measure, { ...sent }));
    res.redirect(303, `/staff/measures/${measure.id}?done=noted`);
  });

  /** Checks against the round and the unit: whether the promise can be made, and there is a figure to compare it with. */
  async function judge(
    req: Request,
    sent: SentMeasure,
  ): Promise<{ weakPoint?: WeakPoint; criterion?: CriterionChoice | undefined; faults: Faults }> {
    const caller = callerOfRequest(req);
    const t = measureTexts[readLanguage(req)];
    if (!caller.units.find(sent.unit)) return { faults: { unit: t.faults.unit } };
    caller.demand('keepMeasures', [sent.unit]);
    const round = (await endedRounds(caller)).find(({ id }) => id === sent.round);
    if (!round) return { faults: { round: t.faults.round } };
    if (!caller.units.lives(sent.unit)) return { faults: { unit: t.faults.unitEnded } };
    const measured = await rounds.measure(round);
    if (!isAbout(measured, sent.unit)) return { faults: { unit: t.faults.unit } };

    const criterion = (await criterionChoices(stores, sent.unit)).find(
      (one) => criterionKey(one) === sent.criterion,
    );
    if (sent.criterion !== '' && !criterion) return { faults: { criterion: t.faults.criterion } };
    const weakPoint = weakPointOf(sent.weakPoint, measured.survey.content);
    if (!weakPoint) return { faults: { weakPoint: t.faults.weakPoint } };
    const next = nextRound(round.id, await stores.rounds.list());
    const later = next && (await rounds.measure(next));
    if (!later) return { weakPoint, criterion, faults: {} };
    const title = inLanguage(later.round.title, readLanguage(req));
    if (!isAbout(later, sent.unit)) return { faults: { unit: t.faults.notInNextRound(title) } };
    return isAskedAlike(weakPoint, measured.survey.content, later.survey.content)
      ? { weakPoint, criterion, faults: {} }
      : { faults: { weakPoint: t.faults.notAskedNext(title) } };
  }

  /** Closed rounds with results of the caller's units. */
  async function endedRounds(caller: Caller): Promise<readonly Round[]> {
    const unitIds = caller.unitIdsFor('keepMeasures');
    const concerns = ({ unitIds: rootIds }: Round): boolean =>
      !unitIds || rootIds.some((rootId) => [...unitIds].some((id) => caller.units.isWithin(id, rootId)));
    return (await stores.rounds.list()).filter(
      (round) => roundState(round, now()) === 'closed' && concerns(round),
    );
  }

  async function showForm(req: Request, res: Response, sent: SentMeasure, faults: Faults): Promise<void> {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = measureTexts[language];
    const ended = await endedRounds(caller);
    const round = ended.find(({ id }) => id === sent.round);
    const measured = round && (await rounds.measure(round));
    const isChosen = measured && caller.may('keepMeasures', sent.unit) && isAbout(measured, sent.unit);
    renderStaffPage(
      req,
      res,
      'improvement/measures/new',
      { title: t.make },
      {
        t,
        faults,
        hasRounds: ended.length > 0,
        where: whereFields({ caller, ended, sent, faults, language }),
        chosen: isChosen
          ? {
              round: inLanguage(measured.round.title, language),
              unit: inLanguage(measured.tree.name(sent.unit), language),
              fields: measureFields({
                measured,
                figure: await standingFigures(stores.publications, measured, now()),
                sent,
                faults,
                language,
                criteria: await criterionChoices(stores, sent.unit),
              }),
            }
          : undefined,
        sent,
      },
    );
  }

  async function showMeasure(
    req: Request,
    res: Response,
    measure: Measure,
    { sent, faults }: { readonly sent: SentNote; readonly faults: Faults },
  ): Promise<void> {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = measureTexts[language];
    const [followed] = await outcomesOf([measure], everyRound);
    const mayKeep = caller.may('keepMeasures', measure.unitId);
    const isLiving = caller.units.lives(measure.unitId);
    const asked = Object.keys(faults).length > 0 ? sent : { ...sent, state: stateOf(measure) };
    renderStaffPage(
      req,
      res,
      'improvement/measures/measure',
      {
        title: t.titleOf(inLanguage(caller.units.name(measure.unitId), language)),
        notice: noticeFor(req, t.notices),
      },
      {
        t,
        faults,
        measure: measureWords(followed!, language, now()),
        ended: mayKeep && !isLiving,
        fields: mayKeep && isLiving ? noteFields(asked, faults, t) : undefined,
      },
    );
  }

  /** @throws Problem notFound */
  async function measureOf(req: Request, act: 'seeMeasures' | 'keepMeasures'): Promise<Measure> {
    const measure = await stores.measures.find(String(req.params['measureId']));
    if (!measure) throw notYours();
    callerOfRequest(req).demand(act, [measure.unitId]);
    return measure;
  }

  function entryOf(
    req: Request,
    kind: AuditEntry['kind'],
    { id, unitId, what }: Measure,
    after: Facts,
  ): AuditEntry {
    const { actor } = callerOfRequest(req);
    return auditEntry({
      at: now(),
      by: actor,
      kind,
      unitIds: [unitId],
      subject: { id, label: subjectLabel(what) },
      after,
    });
  }

  return router;
}
