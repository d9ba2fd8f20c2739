/** The sheets of a scorecard: self-assessment, appraisal, explanation. */
import type { Request, Response, Router } from 'express';
import type { Act } from '../../access/accounts/authority.ts';
import { notYours } from '../../access/accounts/caller.ts';
import { addressOf } from '../../registers/evidence/owner.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { readLanguage } from '../../access/web/language.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { fieldCode, isFed, leavesOf, type Leaf } from './criteria.ts';
import { evidenceCounts, evidenceOwner } from './evidencePlace.ts';
import { feedReader } from './feeds.ts';
import { readAt, type ReadSheet, type TypedScore } from './given.ts';
import { keepSheet, stageRules, type OpenStage } from './keepSheet.ts';
import { scoreOf } from './points.ts';
import { fieldName, readSentSheet, type Faults, type SentSheet } from './scoreInput.ts';
import { contested } from './scorecard.ts';
import { demandInTime, demandStage, mayDo, scorecardNamed, type Named } from './scorecardOf.ts';
import { sheetFields, sheetRows } from './scorecardPage.ts';
import { scoreTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

interface Typed {
  readonly typed?: ReadonlyMap<string, TypedScore>;
  readonly faults?: Faults;
}

export function scoreRoutes(options: RoundsRoutesOptions): Router {
  const { stores, now } = options;
  const router = staffRouter();
  const feedsOf = feedReader(options);
  const path = '/staff/scorecards/:setId/:unitId/fields/:code';

  router.get(path, async (req, res) => {
    await showSheet(req, res, await named(req, 'seeScorecards'));
  });

  router.post(`${path}/self`, async (req, res) => {
    await save(req, res, 'self');
  });
  router.post(`${path}/first`, async (req, res) => {
    await save(req, res, 'first');
  });
  router.post(`${path}/explanation`, async (req, res) => {
    await save(req, res, 'explanation');
  });
  router.post(`${path}/second`, async (req, res) => {
    await save(req, res, 'second');
  });

  /**
   * Statuses: 303; 404 where it is not the caller's; 409 at another stage, after the last day, or when the scorecard
   * was changed in the meantime (the form returns with the typed input); 422 with the errors to correct.
   */
  async function save(req: Request, res: Response, stage: OpenStage): Promise<void> {
    const found = await named(req, stageRules[stage].act);
    const { set, scorecard } = found;
    demandStage(scorecard, [stage]);
    if (stageRules[stage].act === 'scoreOwn') demandInTime(found, dayOf(now()));
    const leaves = openLeaves(found, fieldNamed(req, found), stage);
    const sent = await readSentSheet(
      req,
      leaves.map(({ code }) => code),
    );
    const { changed, faults } = readAt(stage, leaves, scorecard, sent.typed);
    if (faults.size > 0) {
      const said = faultsByField(faults, leaves, req);
      await showSheet(req, res.status(422), found, { typed: sent.typed, faults: said });
      return;
    }
    const { scorecards } = stores;
    const isKept = await keepSheet(
      found,
      { stage, changed, step: sent.step },
      { scorecards, caller: callerOfRequest(req), now: now() },
    );
    if (isKept) res.redirect(303, `/staff/scorecards/${set.id}/${scorecard.unitId}?done=saved`);
    else await showMoved(req, res, sent);
  }

  /**
   * Shows the current scorecard with the typed input. A criterion without input gets its stored values: saving an empty
   * field would delete what the other account has just written.
   */
  async function showMoved(req: Request, res: Response, { typed }: SentSheet): Promise<void> {
    const faults = { sheet: scoreTexts[readLanguage(req)].moved };
    const written = new Map([...typed].filter(([, { value, note }]) => value !== '' || note !== ''));
    await showSheet(req, res.status(409), await named(req, 'seeScorecards'), { typed: written, faults });
  }

  async function showSheet(
    req: Request,
    res: Response,
    found: Named,
    { typed, faults = {} }: Typed = {},
  ): Promise<void> {
    const { set, scorecard } = found;
    const language = readLanguage(req);
    const t = scoreTexts[language];
    const caller = callerOfRequest(req);
    const field = fieldNamed(req, found);
    const feeds = scorecard.stage === 'locked' ? new Map() : (await feedsOf(set))(scorecard.unitId);
    const score = scoreOf(set, scorecard, feeds);
    const stage = scorecard.stage === 'locked' ? undefined : scorecard.stage;
    const mayWrite = stage !== undefined && mayDo(found, caller, dayOf(now())).write;
    const title = set.items.find(({ code }) => code === field)!;
    const files = await evidenceCounts(found, stores.evidence);
    renderStaffPage(
      req,
      res,
      'improvement/scorecards/sheet',
      {
        title: `${field}. ${inLanguage(title.title, language)}`,
        notice: noticeFor(req, t.notices),
      },
      {
        t,
        faults,
        url: `/staff/scorecards/${set.id}/${scorecard.unitId}`,
        unit: inLanguage(caller.units.name(scorecard.unitId), language),
        field,
        stage,
        step: scorecard.step,
        madeUp: set.madeUp && inLanguage(set.madeUp, language),
        rows: sheetRows(set, scorecard, score, { field, language }).map((row) => ({
          ...row,
          evidence: {
            url: addressOf(evidenceOwner(scorecard, row.code)),
            count: files.get(row.code) ?? 0,
          },
        })),
        groups: mayWrite
          ? sheetFields({
              leaves: openLeaves(found, field, stage),
              scorecard,
              stage,
              typed,
              faults,
              language,
            })
          : [],
      },
    );
  }

  async function named(req: Request, act: Act): Promise<Named> {
    const { setId, unitId } = req.params;
    return await scorecardNamed({ setId, unitId }, { stores, caller: callerOfRequest(req), act });
  }

  return router;
}

/** @throws Problem notFound */
function fieldNamed(req: Request, { set }: Named): string {
  const code = String(req.params['code']);
  if (fieldCode(code) !== code || !set.items.some((item) => item.code === code)) throw notYours();
  return code;
}

/** Leaves of a field that the stage allows to edit. */
function openLeaves({ set, scorecard }: Named, field: string, stage: OpenStage): readonly Leaf[] {
  const asked = new Set(contested(scorecard).map(({ code }) => code));
  return leavesOf(set).filter(
    ({ code, rule }) =>
      fieldCode(code) === field && !isFed(rule) && (stage !== 'explanation' || asked.has(code)),
  );
}

/** An error is shown at the points, or at the note where it is about the note. */
function faultsByField(
  faults: ReadSheet['faults'],
  leaves: readonly Leaf[],
  req: Request,
): Record<string, string> {
  const t = scoreTexts[readLanguage(req)];
  return Object.fromEntries(
    leaves.flatMap(({ code }) => {
      const fault = faults.get(code);
      if (fault === undefined) return [];
      const part = fault === 'noReason' || fault === 'tooLong' ? 'note' : 'value';
      return [[fieldName(part, code), t.faultOf(code, t.givenFaults[fault])]];
    }),
  );
}
