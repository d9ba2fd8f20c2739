/** Improvement actions for staff: the list, making one, and noting progress. */
import { randomUUID } from 'node:crypto';
import { notYours } from '../../access/accounts/caller.ts';
import { auditEntry, subjectLabel, type AuditEntry, type Facts } from '../../access/audit/entry.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { standingFigures } from '../../dissemination/publications/standingFigures.ts';
import type { Column } from '../../access/web/columns.ts';
import { list } from '../../access/web/list.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import {
  errorsOfNote,
  nothingSent,
  promiseOf,
  readNote,
  readSentImprovementAction,
  readWhere,
  type FieldErrors,
  type SentImprovementAction,
  type SentNote,
} from './input.ts';
import { criterionChoices } from './criterion.ts';
import { stateOf, type ImprovementAction } from './improvementAction.ts';
import { improvementActionWords } from './improvementActionPage.ts';
import { improvementActionFields, noteFields, whereFields } from './improvementActionForm.ts';
import { endedRounds, judgePromise } from './judgePromise.ts';
import { isAbout, outcomeReader } from './outcome.ts';
import { improvementActionTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoundsRoutesOptions, RoutesOptions } from '../stores.ts';

const everyRound = (): boolean => true;

export const improvementActionRoutes: Routes<RoundsRoutesOptions> = {
  'GET /staff/improvement-actions': may(
    'seeImprovementActions',
    listImprovementActions,
    menuLine('improvement', 'Giải pháp', 'Improvement actions'),
  ),
  'GET /staff/improvement-actions/new': may('keepImprovementActions', showEmptyForm),
  'POST /staff/improvement-actions': may('keepImprovementActions', makeImprovementAction),
  'GET /staff/improvement-actions/:improvementActionId': may('seeImprovementActions', openImprovementAction),
  'POST /staff/improvement-actions/:improvementActionId/notes': may('keepImprovementActions', addNote),
};

async function listImprovementActions(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { caller, language } = context;
  const { stores, rounds, now } = tools;
  const t = improvementActionTexts[language];
  const unitIds = caller.unitIdsInView('seeImprovementActions');
  const nameOf = (unitId: string): string => inLanguage(caller.units.name(unitId), language);
  const madeUpRounds = new Set(
    (await stores.rounds.list()).flatMap(({ id, madeUp }) => (madeUp ? [id] : [])),
  );
  const seen = (await stores.improvementActions.list()).filter(
    ({ unitId }) => !unitIds || unitIds.has(unitId),
  );
  const isMadeUp = ({ madeUp, roundId }: ImprovementAction) => madeUp === true || madeUpRounds.has(roundId);
  return await list<ImprovementAction, ImprovementActionLine>(
    context,
    {
      title: t.title,
      lead: t.lead,
      links: [{ label: t.publicPage, url: '/improvement-actions' }],
      actions: [
        caller.holds('keepImprovementActions') && { label: t.make, url: '/staff/improvement-actions/new' },
      ],
      search: { label: t.search, texts: ({ unitId, what }) => [nameOf(unitId), what] },
      count: t.shown,
      empty: t.empty,
      file: { name: 'giai-phap', key: 'improvementActions', isMadeUp: seen.some(isMadeUp) },
      complete: async (found) =>
        (await outcomeReader(stores, rounds, now)(found, everyRound)).map((one) =>
          improvementActionWords(one, language, now()),
        ),
      columns: columnsOf(language, nameOf),
    },
    seen,
  );
}

type ImprovementActionLine = ReturnType<typeof improvementActionWords>;

function columnsOf(
  language: PageLanguage,
  nameOf: (unitId: string) => string,
): readonly Column<ImprovementActionLine, ImprovementAction>[] {
  const t = improvementActionTexts[language];
  return [
    {
      key: 'what',
      heading: t.promised,
      sort: ({ what }) => what,
      url: ({ id }) => `/staff/improvement-actions/${id}`,
    },
    { key: 'unit', heading: t.unit, sort: ({ unitId }) => nameOf(unitId) },
    { key: 'until', heading: t.until, sort: ({ untilOn }) => untilOn },
    { key: 'state', heading: t.state, sort: (one) => t.states[stateOf(one)] },
    { key: 'start', heading: t.start, value: ({ weakPoint, start }) => `${weakPoint}: ${start.value}` },
    { key: 'target', heading: t.target, sort: ({ targetHundredths }) => targetHundredths },
    {
      key: 'next',
      heading: t.next,
      value: ({ outcome }) =>
        'sentence' in outcome
          ? outcome.sentence
          : `${outcome.value} (${outcome.target}). ${outcome.standing}`,
    },
  ];
}

async function showEmptyForm(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { round, unit } = await readWhere(context.req);
  return await showForm(context, tools, { ...nothingSent, round, unit });
}

/** Statuses: 303; 404 where the unit is not the caller's; 422 with the errors to correct. */
async function makeImprovementAction(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  const { stores, now } = tools;
  const t = improvementActionTexts[language];
  const sent = await readSentImprovementAction(req);
  const { targetHundredths, criterionHundredths, errors } = promiseOf(sent, dayOf(now()), t);
  const { weakPoint, criterion, errors: further } = await judgePromise(sent, tools, { caller, language });
  if (!weakPoint || Object.keys({ ...errors, ...further }).length > 0) {
    return await showForm(context, tools, sent, { ...errors, ...further });
  }
  const improvementAction: ImprovementAction = {
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
  await stores.improvementActions.add(
    improvementAction,
    entryOf(context, tools, 'improvementAction.made', improvementAction, after),
  );
  return seeOther(`/staff/improvement-actions/${improvementAction.id}?done=made`);
}

async function openImprovementAction(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  return await showImprovementAction(
    context,
    tools,
    await improvementActionOf(context, tools, 'seeImprovementActions'),
  );
}

async function addNote(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  const { stores, now } = tools;
  const improvementAction = await improvementActionOf(context, tools, 'keepImprovementActions');
  const t = improvementActionTexts[language];
  const sent = await readNote(req);
  const errors = caller.units.lives(improvementAction.unitId) ? errorsOfNote(sent, t) : { text: t.unitEnded };
  if (Object.keys(errors).length > 0) {
    return await showImprovementAction(context, tools, improvementAction, { sent, errors });
  }
  const note = { ...sent, at: now(), by: caller.actor };
  await stores.improvementActions.addNote(
    improvementAction.id,
    note,
    entryOf(context, tools, 'improvementAction.noted', improvementAction, { ...sent }),
  );
  return seeOther(`/staff/improvement-actions/${improvementAction.id}?done=noted`);
}

async function showForm(
  context: StaffContext,
  tools: RoundsRoutesOptions,
  sent: SentImprovementAction,
  errors?: FieldErrors,
): Promise<Reply> {
  const { caller, language } = context;
  const { stores, rounds, now } = tools;
  const t = improvementActionTexts[language];
  const ended = await endedRounds(tools, caller);
  const round = ended.find(({ id }) => id === sent.round);
  const measured = round && (await rounds.measure(round));
  const isChosen =
    measured && caller.may('keepImprovementActions', sent.unit) && isAbout(measured, sent.unit);
  return page(
    'improvement/improvementActions/new',
    { title: t.make, status: errors && 422 },
    {
      t,
      errors: errors ?? {},
      hasRounds: ended.length > 0,
      where: whereFields({ caller, ended, sent, errors: errors ?? {}, language }),
      chosen: isChosen
        ? {
            round: inLanguage(measured.round.title, language),
            unit: inLanguage(measured.tree.name(sent.unit), language),
            fields: improvementActionFields({
              measured,
              figure: await standingFigures(stores.publications, measured, now()),
              sent,
              errors: errors ?? {},
              language,
              criteria: await criterionChoices(stores, sent.unit),
            }),
          }
        : undefined,
      sent,
    },
  );
}

async function showImprovementAction(
  context: StaffContext,
  tools: RoundsRoutesOptions,
  improvementAction: ImprovementAction,
  refused?: { readonly sent: SentNote; readonly errors: FieldErrors },
): Promise<Reply> {
  const { caller, language, notice } = context;
  const { stores, rounds, now } = tools;
  const t = improvementActionTexts[language];
  const [followed] = await outcomeReader(stores, rounds, now)([improvementAction], everyRound);
  const mayKeep = caller.may('keepImprovementActions', improvementAction.unitId);
  const isLiving = caller.units.lives(improvementAction.unitId);
  const { sent, errors } = refused ?? {
    sent: { text: '', evidence: '', state: stateOf(improvementAction) },
    errors: {},
  };
  return page(
    'improvement/improvementActions/improvementAction',
    {
      title: t.titleOf({ unit: inLanguage(caller.units.name(improvementAction.unitId), language) }),
      notice: notice(t.notices),
      status: refused && 422,
    },
    {
      t,
      errors,
      improvementAction: improvementActionWords(followed!, language, now()),
      ended: mayKeep && !isLiving,
      fields: mayKeep && isLiving ? noteFields(sent, errors, t) : undefined,
    },
  );
}

/** @throws Problem notFound */
async function improvementActionOf(
  { caller, param }: StaffContext,
  { stores }: RoutesOptions,
  action: 'seeImprovementActions' | 'keepImprovementActions',
): Promise<ImprovementAction> {
  const improvementAction = await stores.improvementActions.find(param('improvementActionId'));
  if (!improvementAction) throw notYours();
  caller.demand(action, [improvementAction.unitId]);
  return improvementAction;
}

function entryOf(
  { caller }: StaffContext,
  { now }: RoutesOptions,
  kind: AuditEntry['kind'],
  { id, unitId, what }: ImprovementAction,
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
