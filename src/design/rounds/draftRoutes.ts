/** Drafts of rounds: start, save, schedule, discard. */
import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { notYours } from '../../access/accounts/caller.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import type { AuditKind } from '../../access/audit/kinds.ts';
import { Problem } from '../../platform/problem.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { readLanguage } from '../../access/web/language.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import type { RoundDraft, TypedRound } from './draft.ts';
import { conflictRows, roundFormFields, startingRound, typedLike } from './draftForm.ts';
import { readNewId, readStart, readStep, readTypedRound } from './input.ts';
import { readRound, type RoundFaults, type RoundSurroundings } from './readRound.ts';
import type { Round } from './round.ts';
import { roundTexts } from './texts.ts';
import type { RoutesOptions } from '../stores.ts';

interface Shown {
  readonly typed: TypedRound;
  readonly faults?: RoundFaults;
  /** Id for a form that is not saved yet. */
  readonly newId?: string;
  readonly draft?: RoundDraft;
  /** Somebody else saved the draft after the form was opened. */
  readonly hasConflict?: boolean;
}

export function roundDraftRoutes({ stores, now }: RoutesOptions): Router {
  const router = staffRouter();

  async function surroundings(req: Request): Promise<RoundSurroundings> {
    const [surveys, methods, rounds, units] = await Promise.all([
      stores.surveys.list(),
      stores.methods.list(),
      stores.rounds.list(),
      stores.units.list(),
    ]);
    const language = readLanguage(req);
    return { surveys, methods, rounds, units, caller: callerOfRequest(req), now: now(), language };
  }

  async function show(req: Request, res: Response, shown: Shown): Promise<void> {
    const around = await surroundings(req);
    const { language, caller } = around;
    const t = roundTexts[language];
    const { draft, typed } = shown;
    const saved = draft && readRound(draft.id, draft.typed, around).round;
    const content = {
      t,
      hasSurveys: around.surveys.length > 0,
      faults: shown.faults ?? {},
      fields: roundFormFields(typed, shown.faults ?? {}, around),
      newId: shown.newId,
      draft,
      schedule:
        saved &&
        t.scheduleLead(
          saved.opensAt > now() ? timeText(saved.opensAt, language) : t.atOnce,
          timeText(saved.closesAt, language),
          caller.units.subtreeIds(saved.unitIds).size,
        ),
      conflict:
        draft && shown.hasConflict
          ? {
              lead: t.conflict(draft.changedBy.name, timeText(draft.changedAt, language)),
              rows: conflictRows(draft.typed, typed, around),
            }
          : undefined,
    };
    const page = { title: draft ? t.draftTitle : t.make, notice: noticeFor(req, t.notices) };
    renderStaffPage(req, res, 'design/rounds/draft', page, content);
  }

  router.get('/staff/rounds/new', async (req, res) => {
    const { period, copyOf } = await readStart(req);
    const around = await surroundings(req);
    const copied = around.rounds.find(({ id }) => id === copyOf);
    if (copyOf !== '' && !copied) throw notYours();
    if (copied) around.caller.demand('runRounds', copied.unitIds);
    const typed = copied ? typedLike(copied, around) : startingRound(period, around);
    await show(req, res, { typed, newId: randomUUID() });
  });

  router.post('/staff/rounds', async (req, res) => {
    const [newId, typed] = [await readNewId(req), await readTypedRound(req)];
    const { round, faults } = readRound(newId, typed, await surroundings(req));
    if (!round) {
      await show(req, res.status(422), { typed, faults, newId });
      return;
    }
    const changedBy = callerOfRequest(req).actor;
    const draft = { id: newId, typed, unitIds: round.unitIds, state: 'open', step: 1, changedBy } as const;
    await stores.roundDrafts.add({ ...draft, changedAt: now() }, entryOf(req, 'round.drafted', round));
    res.redirect(303, `/staff/rounds/drafts/${newId}?done=saved`);
  });

  /** @throws Problem notFound, also for a draft that was discarded */
  async function draftOf(req: Request): Promise<RoundDraft> {
    const draft = await stores.roundDrafts.find(String(req.params['draftId']));
    if (!draft) throw notYours();
    callerOfRequest(req).demand('runRounds', draft.unitIds);
    return draft;
  }

  router.get('/staff/rounds/drafts/:draftId', async (req, res) => {
    const draft = await draftOf(req);
    if (await stores.rounds.find(draft.id)) res.redirect(303, `/staff/rounds/${draft.id}`);
    else await show(req, res, { draft, typed: draft.typed });
  });

  router.post('/staff/rounds/drafts/:draftId', async (req, res) => {
    const draft = await draftOf(req);
    const [step, typed] = [await readStep(req), await readTypedRound(req)];
    if (await stores.rounds.find(draft.id)) throw changedMeanwhile();
    if (step !== draft.step) {
      await show(req, res.status(409), { draft, typed, hasConflict: true });
      return;
    }
    const { round, faults } = readRound(draft.id, typed, await surroundings(req));
    if (!round) {
      await show(req, res.status(422), { draft, typed, faults });
      return;
    }
    const next = {
      typed,
      unitIds: round.unitIds,
      state: 'open',
      changedAt: now(),
      changedBy: callerOfRequest(req).actor,
    } as const;
    const changed = await stores.roundDrafts.change(draft, next, entryOf(req, 'round.draftChanged', round));
    if (changed) res.redirect(303, `/staff/rounds/drafts/${draft.id}?done=saved`);
    else await show(req, res.status(409), { draft: await draftOf(req), typed, hasConflict: true });
  });

  /** The draft is locked first, so that nobody saves it meanwhile; after an interruption it can be scheduled again. */
  router.post('/staff/rounds/drafts/:draftId/schedule', async (req, res) => {
    const draft = await draftOf(req);
    const step = await readStep(req);
    if (!(await stores.rounds.find(draft.id))) {
      const { round, faults } = readRound(draft.id, draft.typed, await surroundings(req));
      if (!round) {
        await show(req, res.status(422), { draft, typed: draft.typed, faults });
        return;
      }
      const isTaken = step === draft.step && (await stores.roundDrafts.change(draft, { state: 'scheduled' }));
      if (!isTaken) throw changedMeanwhile();
      for (const key of round.methodIds) await stores.methods.add((await stores.methods.find(key))!);
      await stores.rounds.add(round, entryOf(req, 'round.scheduled', round));
    }
    res.redirect(303, `/staff/rounds/${draft.id}?done=scheduled`);
  });

  router.post('/staff/rounds/drafts/:draftId/discard', async (req, res) => {
    const draft = await draftOf(req);
    if (await stores.rounds.find(draft.id)) throw changedMeanwhile();
    const entry = auditEntry({
      at: now(),
      by: callerOfRequest(req).actor,
      kind: 'round.draftDiscarded',
      unitIds: draft.unitIds,
      subject: { id: draft.id, label: draft.typed.titleVi },
    });
    const isDiscarded =
      (await readStep(req)) === draft.step &&
      (await stores.roundDrafts.change(draft, { state: 'discarded' }, entry));
    if (!isDiscarded) throw changedMeanwhile();
    res.redirect(303, '/staff/rounds?done=discarded');
  });

  function entryOf(req: Request, kind: AuditKind, round: Round) {
    return auditEntry({
      at: now(),
      by: callerOfRequest(req).actor,
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

  return router;
}

export function changedMeanwhile(): Problem {
  return new Problem('conflict', { vi: roundTexts.vi.changedMeanwhile, en: roundTexts.en.changedMeanwhile });
}
