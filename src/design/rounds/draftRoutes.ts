/** Drafts of rounds: start, save, schedule, discard. */
import { randomUUID } from 'node:crypto';
import { notYours } from '../../access/accounts/caller.ts';
import { auditEntry, type AuditEntry } from '../../access/audit/entry.ts';
import type { AuditKind } from '../../access/audit/kinds.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import type { RoutesOptions } from '../stores.ts';
import { changedMeanwhile, type RoundDraft, type TypedRound } from './draft.ts';
import { readBody, readQuery } from '../../platform/web/input.ts';
import { conflictRows, roundOnPage, startingRound, typedLike } from './draftForm.ts';
import { newIdField, revisionField, roundForm, startFields } from './input.ts';
import { readRound, type RoundErrors, type RoundSurroundings } from './readRound.ts';
import type { Round } from './round.ts';
import { roundTexts } from './texts.ts';

export const routes: Routes<RoutesOptions> = {
  'GET /staff/rounds/new': may('runRounds', showStart),
  'POST /staff/rounds': may('runRounds', addDraft),
  'GET /staff/rounds/drafts/:draftId': may('runRounds', openDraft),
  'POST /staff/rounds/drafts/:draftId': may('runRounds', saveDraft),
  'POST /staff/rounds/drafts/:draftId/schedule': may('runRounds', schedule),
  'POST /staff/rounds/drafts/:draftId/discard': may('runRounds', discard),
};

interface Shown {
  readonly typed: TypedRound;
  readonly errors?: RoundErrors;
  /** Id for a form that is not saved yet. */
  readonly newId?: string;
  readonly draft?: RoundDraft;
  /** Somebody else saved the draft after the form was opened. */
  readonly hasConflict?: boolean;
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
  const { language, caller, now } = around;
  const t = roundTexts[language];
  const { draft, typed, errors, hasConflict } = shown;
  const saved = draft && readRound(draft.id, draft.typed, around).round;
  const frame = {
    title: draft ? t.draftTitle : t.make,
    notice: context.notice(t.notices),
    status: hasConflict ? 409 : errors && 422,
  };
  return page('design/rounds/draft', frame, {
    t,
    hasSurveys: around.surveys.length > 0,
    ...roundOnPage(typed, errors ?? {}, around),
    newId: shown.newId,
    draft,
    schedule:
      saved &&
      t.scheduleLead({
        opens: saved.opensAt > now ? timeText(saved.opensAt, language) : t.atOnce,
        closes: timeText(saved.closesAt, language),
        units: caller.units.subtreeIds(saved.unitIds).size,
      }),
    conflict:
      draft && hasConflict
        ? {
            lead: t.conflict({ by: draft.changedBy.name, at: timeText(draft.changedAt, language) }),
            rows: conflictRows(draft.typed, typed, around),
          }
        : undefined,
  });
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
  const { req, caller } = context;
  const { id: newId } = await readBody(req, newIdField);
  const { typed } = await roundForm.read(context);
  const { round, errors } = readRound(newId, typed, await surroundings(context, tools));
  if (!round) return await show(context, tools, { typed, errors, newId });
  const draft: RoundDraft = {
    id: newId,
    typed,
    unitIds: round.unitIds,
    state: 'open',
    revision: 1,
    changedBy: caller.actor,
    changedAt: tools.now(),
  };
  await tools.stores.roundDrafts.add(draft, entryOf('round.drafted', round, context, tools));
  return seeOther(`/staff/rounds/drafts/${newId}?done=saved`);
}

/** @throws Problem notFound, also for a draft that was discarded */
async function draftOf({ param, caller }: StaffContext, { stores }: RoutesOptions): Promise<RoundDraft> {
  const draft = await stores.roundDrafts.find(param('draftId'));
  if (!draft) throw notYours();
  caller.demand('runRounds', draft.unitIds);
  return draft;
}

async function openDraft(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const draft = await draftOf(context, tools);
  if (await tools.stores.rounds.find(draft.id)) return seeOther(`/staff/rounds/${draft.id}`);
  return await show(context, tools, { draft, typed: draft.typed });
}

/** Statuses: 303; 409 with both versions when somebody else has saved meanwhile; 422 with errors next to their fields. */
async function saveDraft(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller } = context;
  const { stores, now } = tools;
  const draft = await draftOf(context, tools);
  const { revision } = await readBody(req, revisionField);
  const { typed } = await roundForm.read(context);
  if (await stores.rounds.find(draft.id)) throw changedMeanwhile();
  if (revision !== draft.revision) return await show(context, tools, { draft, typed, hasConflict: true });
  const { round, errors } = readRound(draft.id, typed, await surroundings(context, tools));
  if (!round) return await show(context, tools, { draft, typed, errors });
  const next = {
    typed,
    unitIds: round.unitIds,
    state: 'open',
    changedAt: now(),
    changedBy: caller.actor,
  } as const;
  const entry = entryOf('round.draftChanged', round, context, tools);
  if (await stores.roundDrafts.change(draft, next, entry))
    return seeOther(`/staff/rounds/drafts/${draft.id}?done=saved`);
  return await show(context, tools, { draft: await draftOf(context, tools), typed, hasConflict: true });
}

/** The draft is locked first, so that nobody saves it meanwhile; after an interruption it can be scheduled again. */
async function schedule(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { stores } = tools;
  const draft = await draftOf(context, tools);
  const { revision } = await readBody(context.req, revisionField);
  const scheduled = seeOther(`/staff/rounds/${draft.id}?done=scheduled`);
  if (await stores.rounds.find(draft.id)) return scheduled;
  const { round, errors } = readRound(draft.id, draft.typed, await surroundings(context, tools));
  if (!round) return await show(context, tools, { draft, typed: draft.typed, errors });
  const isTaken =
    revision === draft.revision && (await stores.roundDrafts.change(draft, { state: 'scheduled' }));
  if (!isTaken) throw changedMeanwhile();
  for (const key of round.methodIds) await stores.methods.add((await stores.methods.find(key))!);
  await stores.rounds.add(round, entryOf('round.scheduled', round, context, tools));
  return scheduled;
}

async function discard(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller } = context;
  const { stores, now } = tools;
  const draft = await draftOf(context, tools);
  if (await stores.rounds.find(draft.id)) throw changedMeanwhile();
  const entry = auditEntry({
    at: now(),
    by: caller.actor,
    kind: 'round.draftDiscarded',
    unitIds: draft.unitIds,
    subject: { id: draft.id, label: draft.typed.titleVi },
  });
  const isDiscarded =
    (await readBody(req, revisionField)).revision === draft.revision &&
    (await stores.roundDrafts.change(draft, { state: 'discarded' }, entry));
  if (!isDiscarded) throw changedMeanwhile();
  return seeOther('/staff/rounds?done=discarded');
}

function entryOf(
  kind: AuditKind,
  round: Round,
  { caller }: StaffContext,
  { now }: RoutesOptions,
): AuditEntry {
  return auditEntry({
    at: now(),
    by: caller.actor,
    kind,
    unitIds: round.unitIds,
    subject: { id: round.id, label: round.title.vi },
    after: {
      survey: round.surveyVersionId,
      methods: round.methodIds.join(', '),
      opensAt: round.opensAt.toISOString(),
      closesAt: round.closesAt.toISOString(),
      sampleKind: round.sampleKind,
      resultsFor: round.resultsFor,
      channels: round.channels?.join(', ') ?? '*',
    },
  });
}
