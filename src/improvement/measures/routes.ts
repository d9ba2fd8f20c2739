/** Improvement actions for staff: the list, making one, and noting progress. */
import { randomUUID } from 'node:crypto';
import { notYours } from '../../access/accounts/caller.ts';
import { readSearch } from '../../access/accounts/input.ts';
import { auditEntry, subjectLabel, type AuditEntry, type Facts } from '../../access/audit/entry.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { standingFigures } from '../../dissemination/publications/standingFigures.ts';
import { finds } from '../../platform/text/searchText.ts';
import { nextPageUrl, pageOf } from '../../platform/web/paging.ts';
import { sendTaken, takeLinks } from '../../platform/web/takeAway.ts';
import { page, seeOther, sent as written, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
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
import { criterionChoices } from './criterion.ts';
import { stateOf, type Measure } from './measure.ts';
import { measuresTaken, measureWords } from './measurePage.ts';
import { measureFields, noteFields, whereFields } from './measureForm.ts';
import { endedRounds, judgePromise } from './judgePromise.ts';
import { isAbout, outcomeReader } from './outcome.ts';
import { measureTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoundsRoutesOptions, RoutesOptions } from '../stores.ts';

const everyRound = (): boolean => true;

export const measureRoutes: Routes<RoundsRoutesOptions> = {
  'GET /staff/measures': may('seeMeasures', listMeasures, menuLine('improvement', 'Giải pháp', 'Measures')),
  'GET /staff/measures/new': may('keepMeasures', showEmptyForm),
  'POST /staff/measures': may('keepMeasures', makeMeasure),
  'GET /staff/measures/:measureId': may('seeMeasures', openMeasure),
  'POST /staff/measures/:measureId/notes': may('keepMeasures', addNote),
};

async function listMeasures(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { req, res, caller, language } = context;
  const { stores, rounds, now } = tools;
  const t = measureTexts[language];
  const { text, page: place } = await readSearch(req);
  const unitIds = caller.unitIdsInView('seeMeasures');
  const nameOf = (unitId: string): string => inLanguage(caller.units.name(unitId), language);
  const found = (await stores.measures.list()).filter(
    ({ unitId, what }) => (!unitIds || unitIds.has(unitId)) && finds([nameOf(unitId), what], text),
  );
  const isAsked = req.query['take'] !== undefined;
  const shown = isAsked ? found : pageOf(found, place);
  const measures = (await outcomeReader(stores, rounds, now)(shown, everyRound)).map((one) =>
    measureWords(one, language, now()),
  );
  const parts = measures.length > 0 ? [measuresTaken(measures, language)] : [];
  const isMadeUp = measures.some(({ madeUp }) => madeUp);
  if (await sendTaken(req, res, parts, { name: 'giai-phap', language, isMadeUp })) return written;
  return page(
    'improvement/measures/list',
    { title: t.title },
    {
      t,
      text,
      count: t.shown(shown.length, found.length),
      measures,
      take: takeLinks(req, parts, language),
      mayMake: caller.holds('keepMeasures'),
      nextUrl: nextPageUrl(req, found.length, place),
    },
  );
}

async function showEmptyForm(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { round, unit } = await readWhere(context.req);
  return await showForm(context, tools, { ...nothingSent, round, unit });
}

/** Statuses: 303; 404 where the unit is not the caller's; 422 with the errors to correct. */
async function makeMeasure(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  const { stores, now } = tools;
  const t = measureTexts[language];
  const sent = await readSentMeasure(req);
  const { targetHundredths, criterionHundredths, faults } = promiseOf(sent, dayOf(now()), t);
  const { weakPoint, criterion, faults: further } = await judgePromise(sent, tools, { caller, language });
  if (!weakPoint || Object.keys({ ...faults, ...further }).length > 0) {
    return await showForm(context, tools, sent, { ...faults, ...further });
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
  await stores.measures.add(measure, entryOf(context, tools, 'measure.made', measure, after));
  return seeOther(`/staff/measures/${measure.id}?done=made`);
}

async function openMeasure(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  return await showMeasure(context, tools, await measureOf(context, tools, 'seeMeasures'));
}

async function addNote(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  const { stores, now } = tools;
  const measure = await measureOf(context, tools, 'keepMeasures');
  const t = measureTexts[language];
  const sent = await readNote(req);
  const faults = caller.units.lives(measure.unitId) ? faultsOfNote(sent, t) : { text: t.unitEnded };
  if (Object.keys(faults).length > 0) {
    return await showMeasure(context, tools, measure, { sent, faults });
  }
  const note = { ...sent, at: now(), by: caller.actor };
  await stores.measures.addNote(
    measure.id,
    note,
    entryOf(context, tools, 'measure.noted', measure, { ...sent }),
  );
  return seeOther(`/staff/measures/${measure.id}?done=noted`);
}

async function showForm(
  context: StaffContext,
  tools: RoundsRoutesOptions,
  sent: SentMeasure,
  faults?: Faults,
): Promise<Reply> {
  const { caller, language } = context;
  const { stores, rounds, now } = tools;
  const t = measureTexts[language];
  const ended = await endedRounds(tools, caller);
  const round = ended.find(({ id }) => id === sent.round);
  const measured = round && (await rounds.measure(round));
  const isChosen = measured && caller.may('keepMeasures', sent.unit) && isAbout(measured, sent.unit);
  return page(
    'improvement/measures/new',
    { title: t.make, status: faults && 422 },
    {
      t,
      faults: faults ?? {},
      hasRounds: ended.length > 0,
      where: whereFields({ caller, ended, sent, faults: faults ?? {}, language }),
      chosen: isChosen
        ? {
            round: inLanguage(measured.round.title, language),
            unit: inLanguage(measured.tree.name(sent.unit), language),
            fields: measureFields({
              measured,
              figure: await standingFigures(stores.publications, measured, now()),
              sent,
              faults: faults ?? {},
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
  context: StaffContext,
  tools: RoundsRoutesOptions,
  measure: Measure,
  refused?: { readonly sent: SentNote; readonly faults: Faults },
): Promise<Reply> {
  const { caller, language, notice } = context;
  const { stores, rounds, now } = tools;
  const t = measureTexts[language];
  const [followed] = await outcomeReader(stores, rounds, now)([measure], everyRound);
  const mayKeep = caller.may('keepMeasures', measure.unitId);
  const isLiving = caller.units.lives(measure.unitId);
  const { sent, faults } = refused ?? {
    sent: { text: '', evidence: '', state: stateOf(measure) },
    faults: {},
  };
  return page(
    'improvement/measures/measure',
    {
      title: t.titleOf(inLanguage(caller.units.name(measure.unitId), language)),
      notice: notice(t.notices),
      status: refused && 422,
    },
    {
      t,
      faults,
      measure: measureWords(followed!, language, now()),
      ended: mayKeep && !isLiving,
      fields: mayKeep && isLiving ? noteFields(sent, faults, t) : undefined,
    },
  );
}

/** @throws Problem notFound */
async function measureOf(
  { caller, param }: StaffContext,
  { stores }: RoutesOptions,
  act: 'seeMeasures' | 'keepMeasures',
): Promise<Measure> {
  const measure = await stores.measures.find(param('measureId'));
  if (!measure) throw notYours();
  caller.demand(act, [measure.unitId]);
  return measure;
}

function entryOf(
  { caller }: StaffContext,
  { now }: RoutesOptions,
  kind: AuditEntry['kind'],
  { id, unitId, what }: Measure,
  after: Facts,
): AuditEntry {
  return auditEntry({
    at: now(),
    by: caller.actor,
    kind,
    unitIds: [unitId],
    subject: { id, label: subjectLabel(what) },
    after,
  });
}
