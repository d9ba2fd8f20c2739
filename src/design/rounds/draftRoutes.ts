/** Drafts of rounds: how one is started, written, and opened as a round. */
import { randomUUID } from 'node:crypto';
import { notYours } from '../../access/accounts/caller.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { readBody, readQuery } from '../../platform/web/input.ts';
import { allowOwnScripts } from '../../platform/web/ownScripts.ts';
import { conflictOf } from '../drafts/conflict.ts';
import { draftChanged } from '../drafts/draft.ts';
import { draftEditor, draftOnPage } from '../drafts/editorRoutes.ts';
import { draftFields } from '../drafts/input.ts';
import { draftTexts } from '../drafts/texts.ts';
import type { RoutesOptions } from '../stores.ts';
import type { RoundContent, RoundDraft, TypedRound } from './draft.ts';
import { roundOnPage, startingRound, typedLike } from './draftForm.ts';
import { newIdField, roundForm, startFields } from './input.ts';
import { readRound, type ReadRound, type RoundErrors, type RoundSurroundings } from './readRound.ts';
import { roundTexts } from './texts.ts';

export const roundDrafts = draftEditor<RoundContent, RoutesOptions>({
  url: '/staff/rounds/drafts',
  listUrl: '/staff/rounds',
  write: 'runRounds',
  store: ({ stores }) => stores.roundDrafts,
  unitIds: ({ unitIds }) => unitIds,
  audit: {
    kinds: { drafted: 'round.drafted', changed: 'round.draftChanged', discarded: 'round.draftDiscarded' },
    label: ({ typed }) => typed.titleVi,
    after: ({ typed: { survey, method, further, opens, closes, sampleKind, resultsFor, channels } }) => ({
      survey,
      methods: [method, ...further].join(', '),
      opensAt: opens,
      closesAt: closes,
      sampleKind,
      resultsFor,
      channels: channels.join(', '),
    }),
  },
  show: async (context, tools, draft, status) =>
    await show(context, tools, { draft, typed: draft.content.typed, status }),
  async faults(context, tools, { id, content }) {
    return Object.values(readRound(id, content.typed, await surroundings(context, tools)).errors ?? {});
  },
  publishIt: openRound,
});

export const routes: Routes<RoutesOptions> = {
  ...roundDrafts.routes,
  'GET /staff/rounds/new': may('runRounds', showStart),
  'POST /staff/rounds': may('runRounds', addDraft),
  'GET /staff/rounds/drafts/:draftId': may('runRounds', orItsRound(roundDrafts.open)),
  'POST /staff/rounds/drafts/:draftId': may('runRounds', saveDraft),
  'POST /staff/rounds/drafts/:draftId/publish': may('runRounds', orItsRound(roundDrafts.publish)),
};

/** The round, where the draft has become one: its button was pressed twice, or the page is an old one. */
function orItsRound(handler: (context: StaffContext, tools: RoutesOptions) => Promise<Reply>) {
  return async (context: StaffContext, tools: RoutesOptions): Promise<Reply> => {
    const round = await tools.stores.rounds.find(context.param('draftId'));
    const isOwn = round && context.caller.mayOnAll('runRounds', round.unitIds);
    return isOwn ? seeOther(`/staff/rounds/${round.id}`) : await handler(context, tools);
  };
}

interface Shown {
  readonly typed: TypedRound;
  /** Missing: those of the draft itself, where the page says that it was refused. */
  readonly errors?: RoundErrors;
  readonly status?: number | undefined;
  /** Id for a form that is not saved yet. */
  readonly newId?: string;
  readonly draft?: RoundDraft;
}

async function surroundings(
  { caller, language }: StaffContext,
  { stores, now }: RoutesOptions,
): Promise<RoundSurroundings> {
  const [surveys, methods, rounds, units] = await Promise.all([
    stores.surveys.list(),
    stores.methods.list(),
    stores.rounds.list(),
    stores.units.list(),
  ]);
  return { surveys, methods, rounds, units, caller, now: now(), language };
}

async function show(context: StaffContext, tools: RoutesOptions, shown: Shown): Promise<Reply> {
  const around = await surroundings(context, tools);
  const { language } = around;
  const t = roundTexts[language];
  const { draft, typed, status } = shown;
  const saved = draft && readRound(draft.id, draft.content.typed, around);
  const errors = shown.errors ?? (status === undefined ? undefined : saved?.errors) ?? {};
  const form = roundOnPage(typed, errors, around);
  const frame = {
    title: draft ? t.draftTitle : t.make,
    notice: context.notice({ ...draftTexts[language].notices, ...t.notices }),
    status,
  };
  allowOwnScripts(context.res);
  return page('design/rounds/draft', frame, {
    t,
    hasSurveys: around.surveys.length > 0,
    ...form,
    newId: shown.newId,
    draft: draft && draftOnPage(roundDrafts.urlOf(draft), draft, context),
    conflict:
      draft &&
      status === 409 &&
      conflictOf(draft, roundOnPage(draft.content.typed, {}, around).fields, form.fields, language),
    end: saved && endOf(saved, { isSaved: typed === draft.content.typed }, around),
  });
}

/** What opening the round does, or what keeps it from being opened. */
function endOf(
  { round, errors = {} }: ReadRound,
  { isSaved }: { readonly isSaved: boolean },
  around: RoundSurroundings,
) {
  const { language, caller, now } = around;
  const t = roundTexts[language];
  const lead =
    round &&
    t.scheduleLead({
      opens: round.opensAt > now ? timeText(round.opensAt, language) : t.atOnce,
      closes: timeText(round.closesAt, language),
      units: caller.units.subtreeIds(round.unitIds).size,
    });
  return {
    label: t.schedule,
    lead: lead && `${lead} ${t.saveFirst}`,
    later: !isSaved && draftTexts[language].saveFirst,
    faults: Object.values(errors),
  };
}

async function showStart(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { period, copyOf, survey } = await readQuery(context.req, startFields);
  const around = await surroundings(context, tools);
  const copied = around.rounds.find(({ id }) => id === copyOf);
  if (copyOf !== '' && !copied) throw notYours();
  if (copied) around.caller.demand('runRounds', copied.unitIds);
  const typed = copied ? typedLike(copied, around) : startingRound({ period, survey }, around);
  return await show(context, tools, { typed, newId: randomUUID() });
}

/** Statuses: 303; 422 with errors next to their fields. */
async function addDraft(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { id: newId } = await readBody(context.req, newIdField);
  const { typed } = await roundForm.read(context);
  const { round, errors } = readRound(newId, typed, await surroundings(context, tools));
  if (!round) return await show(context, tools, { typed, errors, newId, status: 422 });
  const draft = await roundDrafts.start(context, tools, { typed, unitIds: round.unitIds }, newId);
  return seeOther(`${roundDrafts.urlOf(draft)}?done=saved`);
}

/** Statuses: 303; 409 with both versions when somebody else has saved meanwhile; 422 with errors next to their fields. */
async function saveDraft(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const hidden = await readBody(context.req, draftFields);
  const { typed } = await roundForm.read(context);
  return await roundDrafts.save(context, tools, async (draft) => {
    const { round, errors } = readRound(draft.id, typed, await surroundings(context, tools));
    return {
      hidden,
      read: round ? { content: { typed, unitIds: round.unitIds } } : { errors },
      showAgain: async (status) => await show(context, tools, { draft, typed, errors: errors ?? {}, status }),
    };
  });
}

async function openRound(context: StaffContext, tools: RoutesOptions, draft: RoundDraft): Promise<string> {
  const { stores, now } = tools;
  const { round } = readRound(draft.id, draft.content.typed, await surroundings(context, tools));
  if (!round) throw draftChanged(); // its faults were looked at a moment ago
  const { id, title, unitIds, opensAt, closesAt, sampleKind, resultsFor } = round;
  const by = context.caller.actor;
  const entry = auditEntry({
    at: now(),
    by,
    kind: 'round.scheduled',
    unitIds,
    subject: { id, label: title.vi },
    after: {
      survey: round.surveyVersionId,
      methods: round.methodIds.join(', '),
      opensAt: opensAt.toISOString(),
      closesAt: closesAt.toISOString(),
      sampleKind,
      resultsFor,
      channels: round.channels?.join(', ') ?? '*',
    },
  });
  await stores.roundDrafts.publish(draft, { content: draft.content, by, at: now() }, async () => {
    for (const key of round.methodIds) await stores.methods.add((await stores.methods.find(key))!);
    await stores.rounds.add(round, entry);
    return true;
  });
  return `/staff/rounds/${id}`;
}
