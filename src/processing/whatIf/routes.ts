/** Methods: the list, each method in plain words, and further methods for rounds. Drafts are in design/methods. */
import type { Permission } from '../../access/accounts/authority.ts';
import { notYours } from '../../access/accounts/caller.ts';
import { startJob } from '../../access/jobs/startJob.ts';
import { menuLine } from '../../access/web/menu.ts';
import { tableRows, textColumns, type Column } from '../../access/web/columns.ts';
import { list } from '../../access/web/list.ts';
import { page, seeOther, sent, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import type { MethodDraft } from '../../design/methods/draft.ts';
import { giveMethod, givingErrors } from '../../design/methods/giveMethod.ts';
import { readRound } from '../../design/methods/input.ts';
import { errorText, methodPage, namesFor } from '../../design/methods/methodPage.ts';
import { methodTexts } from '../../design/methods/texts.ts';
import { roundState, type Round } from '../../design/rounds/round.ts';
import type { RoundCaseloadsReader } from '../../design/rounds/roundCaseloads.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { malformedRequest } from '../../platform/web/input.ts';
import { wantsJson } from '../../platform/web/jsonAddress.ts';
import { unitTreeOn } from '../../registers/units/unitTree.ts';
import { methodKey, type Method } from '../../statistics/method/method.ts';
import { transactionsIn } from '../results/measuredRounds.ts';
import type { RoutesOptions } from '../stores.ts';
import { whatIfJob } from './whatIf.ts';

export interface MethodTools extends RoutesOptions {
  readonly caseloadsOf: RoundCaseloadsReader;
}

export const routes: Routes<MethodTools> = {
  'GET /staff/methods': may('seeMethods', listMethods, menuLine('administration', methodTexts)),
  'GET /staff/methods/:methodKey': may('seeMethods', openMethod),
  'POST /staff/methods/:methodKey/rounds': may('publishMethods', giveToRound),
  'POST /staff/methods/:methodKey/trials': may('tryMethods', startTrial),
};

async function listMethods(context: StaffContext, { stores }: RoutesOptions): Promise<Reply> {
  const { caller, language, notice } = context;
  const t = methodTexts[language];
  const mayDraft = caller.may('draftMethods', undefined);
  const [methods, rounds, drafts] = await Promise.all([
    stores.methods.list(),
    stores.rounds.list(),
    mayDraft ? stores.methodDrafts.list() : undefined,
  ]);
  return await list(
    context,
    {
      title: t.title,
      notice: notice(t.notices),
      lead: t.lead,
      actions: [mayDraft && { label: t.make, url: '/staff/methods/new' }],
      drafts: drafts && { rows: draftRows(drafts, language), empty: t.noDrafts },
      heading: t.published,
      columns: [
        { key: 'name', heading: t.name, url: ({ key }) => `/staff/methods/${key}` },
        { key: 'key', heading: t.key },
        {
          key: 'source',
          heading: t.source,
          detail: ({ unconfirmed }) => (unconfirmed > 0 ? t.unconfirmed({ count: unconfirmed }) : undefined),
        },
        {
          key: 'rounds',
          heading: t.usedIn,
          value: ({ key }) =>
            rounds
              .filter(({ methodIds }) => methodIds.includes(key))
              .map(({ title }) => inLanguage(title, language))
              .join('; ') || t.noRound,
        },
      ],
    },
    methods.map((method) => methodPage(method, language)),
  );
}

function draftRows(drafts: readonly MethodDraft[], language: PageLanguage) {
  const t = methodTexts[language];
  const columns: readonly Column<MethodDraft>[] = [
    {
      key: 'name',
      heading: t.name,
      value: ({ content }) => inLanguage(content.method.name, language),
      url: ({ id }) => `/staff/methods/drafts/${id}`,
    },
    { key: 'key', heading: t.key, value: ({ content }) => methodKey(content.method) },
    { key: 'changedAt', heading: t.changed },
    { key: 'changedBy', heading: t.by, value: ({ changedBy }) => changedBy.name },
  ];
  return tableRows(columns, drafts, { title: t.drafts, language });
}

interface Refused {
  /** The form field with the chosen round. */
  readonly field: 'round' | 'trial';
  readonly roundId: string;
  readonly error: string;
}

async function showMethod(
  { caller, language, notice }: StaffContext,
  { stores, now }: RoutesOptions,
  method: Method,
  refused?: Refused,
): Promise<Reply> {
  const t = methodTexts[language];
  const key = methodKey(method);
  const errors: Readonly<Record<string, string>> = refused ? { [refused.field]: refused.error } : {};
  const shown = methodPage(method, language);
  const rounds = await stores.rounds.list();
  const open = rounds.filter(
    ({ methodIds, unitIds }) => !methodIds.includes(key) && caller.mayOnAll('publishMethods', unitIds),
  );
  const trial = rounds.filter(
    (one) => roundState(one, now()) === 'closed' && caller.mayOnAll('tryMethods', one.unitIds),
  );
  const roundField = (id: Refused['field'], options: readonly Round[]) =>
    options.length > 0 && {
      id,
      label: t.round,
      value: refused?.roundId ?? '',
      error: errors[id],
      options: options.map((one) => ({ value: one.id, label: inLanguage(one.title, language) })),
    };
  return page(
    'processing/whatIf/method',
    { title: inLanguage(method.name, language), notice: notice(t.notices), status: refused && 422 },
    {
      t,
      errors,
      method: shown,
      classes: tableRows(textColumns(t, ['className', 'classPoints']), shown.classes, {
        title: t.classesTitle,
        language,
      }),
      mayDraft: caller.may('draftMethods', undefined),
      rounds: rounds
        .filter(({ methodIds }) => methodIds.includes(key))
        .map(({ title, methodIds }) => ({
          title: inLanguage(title, language),
          standing: methodIds[0] === key ? t.main : t.further,
        })),
      mayGive: caller.holds('publishMethods'),
      giveField: roundField('round', open),
      mayTry: caller.holds('tryMethods'),
      tryField: roundField('trial', trial),
    },
  );
}

/** @throws Problem notFound */
async function methodOf({ param }: StaffContext, { stores }: RoutesOptions): Promise<Method> {
  const method = await stores.methods.find(param('methodKey'));
  if (!method) throw notYours();
  return method;
}

async function openMethod(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const method = await methodOf(context, tools);
  if (!wantsJson(context.res)) return await showMethod(context, tools, method);
  context.res.json(method);
  return sent;
}

/** The method and the round of a form; or, if the method cannot be computed for the round, what the page then says. */
async function chosen(
  context: StaffContext,
  tools: MethodTools,
  permission: Permission,
  field: Refused['field'],
): Promise<{ readonly method: Method; readonly round: Round; readonly refused?: Refused }> {
  const { req, caller, language } = context;
  const { stores, caseloadsOf } = tools;
  const method = await methodOf(context, tools);
  const round = await stores.rounds.find(await readRound(req, field));
  if (!round) throw notYours();
  caller.demand(permission, round.unitIds);
  const survey = (await stores.surveys.find(round.surveyVersionId))!;
  const tree = unitTreeOn(await stores.units.list(), round.unitsOn);
  const transactions = transactionsIn(await caseloadsOf(round), round, tree);
  const errors = givingErrors(method, { round, survey, tree, transactions });
  if (errors.length === 0) return { method, round };
  const nameOf = (id: string) =>
    tree.has(id) ? inLanguage(tree.name(id), language) : namesFor(method, survey, language)(id);
  const error = errors.map((one) => errorText(one, nameOf, language)).join(' ');
  return { method, round, refused: { field, roundId: round.id, error } };
}

/** Statuses: 303; 422 with why the method cannot be computed for the round. */
async function giveToRound(context: StaffContext, tools: MethodTools): Promise<Reply> {
  const { method, round, refused } = await chosen(context, tools, 'publishMethods', 'round');
  if (refused) return await showMethod(context, tools, method, refused);
  await giveMethod(round, method, context.caller.actor, tools.stores, tools.now());
  return seeOther(`/staff/methods/${methodKey(method)}?done=given`);
}

/** Statuses: 303, to the job; 422 with why the method cannot be computed for the round. */
async function startTrial(context: StaffContext, tools: MethodTools): Promise<Reply> {
  const { language } = context;
  const { stores, now } = tools;
  const { method, round, refused } = await chosen(context, tools, 'tryMethods', 'trial');
  if (refused) return await showMethod(context, tools, method, refused);
  if (roundState(round, now()) !== 'closed') throw malformedRequest();
  const job = await startJob(context, tools, {
    kind: whatIfJob(stores),
    permission: 'tryMethods',
    unitIds: round.unitIds,
    parameters: { roundId: round.id, method: methodKey(method), language },
  });
  return seeOther(`/staff/jobs/${job.id}`);
}
