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
import { percentHundredths } from '../../platform/text/percentInput.ts';
import { also } from '../../platform/web/form.ts';
import { readQuery } from '../../platform/web/input.ts';
import { improvementActionForm, noteForm, promiseErrors, whereFields } from './input.ts';
import { criterionChoices } from './criterion.ts';
import { stateOf, type ImprovementAction } from './improvementAction.ts';
import { improvementActionWords } from './improvementActionPage.ts';
import { promiseOnPage, whereOnPage } from './improvementActionForm.ts';
import { endedRounds, judgePromise } from './judgePromise.ts';
import { covers } from '../../processing/results/results.ts';
import { outcomeReader } from './outcome.ts';
import { improvementActionTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoundsRoutesOptions, RoutesOptions } from '../stores.ts';

const everyRound = (): boolean => true;

export const improvementActionRoutes: Routes<RoundsRoutesOptions> = {
  'GET /staff/improvement-actions': may(
    'seeImprovementActions',
    listImprovementActions,
    menuLine('improvement', improvementActionTexts),
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
          : `${outcome.value} (${outcome.target}). ${outcome.standing ?? ''}`.trimEnd(),
    },
  ];
}

async function showEmptyForm(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const where = await readQuery(context.req, whereFields);
  return await showForm(context, tools, improvementActionForm.filled(where));
}

/** Statuses: 303; 404 where the unit is not the caller's; 422 with the errors to correct. */
async function makeImprovementAction(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { caller, language } = context;
  const { stores, now } = tools;
  const t = improvementActionTexts[language];
  const read = await improvementActionForm.read(context);
  const { typed } = read;
  const { weakPoint, criterion, errors } = await judgePromise(typed, tools, { caller, language });
  const sent = also(read, { ...promiseErrors(typed, dayOf(now()), t), ...errors });
  if (!sent.ok || !weakPoint) return await showForm(context, tools, sent);
  const targetHundredths = percentHundredths(typed.criterionTarget) ?? 0;
  const improvementAction: ImprovementAction = {
    id: randomUUID(),
    unitId: typed.unit,
    roundId: typed.round,
    weakPoint,
    what: typed.what,
    who: typed.who,
    untilOn: sent.values.until,
    targetHundredths: sent.values.target,
    ...(criterion && { criterion: { ...criterion, targetHundredths } }),
    madeAt: now(),
    madeBy: caller.actor,
    notes: [],
  };
  const { what, until, target, criterion: chosen } = typed;
  const after = { what, until, target, weakPoint: typed.weakPoint, criterion: chosen };
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
  const { caller, language } = context;
  const { stores, now } = tools;
  const improvementAction = await improvementActionOf(context, tools, 'keepImprovementActions');
  const t = improvementActionTexts[language];
  const sent = also(await noteForm.read(context), {
    text: !caller.units.lives(improvementAction.unitId) && t.unitEnded,
  });
  if (!sent.ok) return await showImprovementAction(context, tools, improvementAction, sent);
  const note = { ...sent.values, at: now(), by: caller.actor };
  await stores.improvementActions.addNote(
    improvementAction.id,
    note,
    entryOf(context, tools, 'improvementAction.noted', improvementAction, { ...sent.values }),
  );
  return seeOther(`/staff/improvement-actions/${improvementAction.id}?done=noted`);
}

async function showForm(
  context: StaffContext,
  tools: RoundsRoutesOptions,
  shown: typeof improvementActionForm.empty,
): Promise<Reply> {
  const { caller, language } = context;
  const { stores, rounds, now } = tools;
  const sent = shown.typed;
  const t = improvementActionTexts[language];
  const ended = await endedRounds(tools, caller);
  const round = ended.find(({ id }) => id === sent.round);
  const measured = round && (await rounds.measure(round));
  const isChosen = measured && caller.may('keepImprovementActions', sent.unit) && covers(measured, sent.unit);
  return page(
    'improvement/improvementActions/new',
    { title: t.make, status: shown.status },
    {
      t,
      errors: improvementActionForm.onPage(language, shown).errors,
      hasRounds: ended.length > 0,
      where: whereOnPage(shown, caller, ended, language),
      chosen: isChosen
        ? {
            round: inLanguage(measured.round.title, language),
            unit: inLanguage(measured.tree.name(sent.unit), language),
            fields: promiseOnPage({
              shown,
              measured,
              figure: await standingFigures(stores.publications, measured, now()),
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
  shown = noteForm.filled({ state: stateOf(improvementAction) }),
): Promise<Reply> {
  const { caller, language, notice } = context;
  const { stores, rounds, now } = tools;
  const t = improvementActionTexts[language];
  const [followed] = await outcomeReader(stores, rounds, now)([improvementAction], everyRound);
  const mayKeep = caller.may('keepImprovementActions', improvementAction.unitId);
  const isLiving = caller.units.lives(improvementAction.unitId);
  const { fields, errors } = noteForm.onPage(language, shown);
  return page(
    'improvement/improvementActions/improvementAction',
    {
      title: t.titleOf({ unit: inLanguage(caller.units.name(improvementAction.unitId), language) }),
      notice: notice(t.notices),
      status: shown.status,
    },
    {
      t,
      errors,
      improvementAction: improvementActionWords(followed!, language, now()),
      ended: mayKeep && !isLiving,
      fields: mayKeep && isLiving ? fields : undefined,
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
