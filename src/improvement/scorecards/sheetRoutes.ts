/** A scorecard as a file: downloaded by those who may see it, and uploaded again by those who may edit it at its stage. */
import type { Request, Response, Router } from 'express';
import type { Act } from '../../access/accounts/authority.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { tableRows } from '../../platform/tables/openTable.ts';
import { TableFault } from '../../platform/tables/tableFault.ts';
import { xlsxFile } from '../../platform/tables/xlsxWriter.ts';
import { readLanguage } from '../../access/web/language.ts';
import { renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { uploadOf } from '../../platform/web/upload.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { isFed, leavesOf } from './criteria.ts';
import { feedReader } from './feeds.ts';
import { readAt } from './given.ts';
import { keepSheet, stageRules, type OpenStage } from './keepSheet.ts';
import { scoreOf } from './points.ts';
import { readScoreStep } from './scoreInput.ts';
import { contested } from './scorecard.ts';
import { changedMeanwhile, demandInTime, demandStage, scorecardNamed, type Named } from './scorecardOf.ts';
import { readSheetFile, sheetTable } from './sheetFile.ts';
import { scoreTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

const limits = { rowsMax: 2000, columnsMax: 60 };
const faultsShown = 100;

export function scorecardSheetRoutes(options: RoundsRoutesOptions): Router {
  const { stores, now } = options;
  const router = staffRouter();
  const feedsOf = feedReader(options);
  const path = '/staff/scorecards/:setId/:unitId/sheet';

  router.get(path, async (req, res) => {
    const found = await named(req, 'seeScorecards');
    const { set, scorecard } = found;
    const language = readLanguage(req);
    const feeds = scorecard.stage === 'locked' ? new Map() : (await feedsOf(set))(scorecard.unitId);
    const unit = inLanguage(callerOfRequest(req).units.name(scorecard.unitId), language);
    const madeUp = set.madeUp ? ` (${scoreTexts[language].madeUp})` : '';
    const about = `${unit}, ${set.year}${madeUp}`;
    const table = sheetTable({ set, scorecard, score: scoreOf(set, scorecard, feeds) }, about, language);
    res.attachment(`cham-diem-cchc-${set.year}${set.madeUp ? '-minh-hoa' : ''}.xlsx`);
    res.send(await xlsxFile([{ name: scoreTexts[language].scorecard, ...table }]));
  });

  router.post(`${path}/self`, async (req, res) => {
    await take(req, res, 'self');
  });
  router.post(`${path}/first`, async (req, res) => {
    await take(req, res, 'first');
  });
  router.post(`${path}/explanation`, async (req, res) => {
    await take(req, res, 'explanation');
  });
  router.post(`${path}/second`, async (req, res) => {
    await take(req, res, 'second');
  });

  /**
   * Imports a file whole or not at all. Statuses: 303; 404 where it is not the caller's; 409 at another stage, after
   * the last day, or when the scorecard was changed in the meantime; 422 with each error and its row.
   */
  async function take(req: Request, res: Response, stage: OpenStage): Promise<void> {
    const found = await named(req, stageRules[stage].act);
    const { set, scorecard } = found;
    const step = await readScoreStep(req);
    demandStage(scorecard, [stage]);
    if (stageRules[stage].act === 'scoreOwn') demandInTime(found, dayOf(now()));
    const read = await changesIn(req, found, stage);
    if ('said' in read) {
      await showFaults(req, res.status(422), found, read.said);
      return;
    }
    const caller = callerOfRequest(req);
    const { scorecards } = stores;
    if (!(await keepSheet(found, { stage, step, ...read }, { scorecards, caller, now: now() })))
      throw changedMeanwhile();
    res.redirect(303, `/staff/scorecards/${set.id}/${scorecard.unitId}?done=saved`);
  }

  async function changesIn(req: Request, found: Named, stage: OpenStage) {
    const language = readLanguage(req);
    const t = scoreTexts[language];
    const upload = uploadOf(req);
    if (typeof upload === 'string') return { said: [t.files[upload]] };
    try {
      const rows = [];
      for await (const row of tableRows(upload.path, limits)) rows.push(row);
      const file = readSheetFile(rows, found, stage);
      if ('faults' in file)
        return { said: file.faults.map(({ row, sentence }) => t.rowFault(row, sentence[language])) };
      const asked = new Set(contested(found.scorecard).map(({ code }) => code));
      const leaves = leavesOf(found.set).filter(
        ({ code, rule }) => !isFed(rule) && (stage !== 'explanation' || asked.has(code)),
      );
      const { changed, faults } = readAt(stage, leaves, found.scorecard, file.typed);
      if (faults.size === 0) return { changed };
      return {
        said: [...faults].map(([code, fault]) => t.rowFault(file.rowOf.get(code)!, t.givenFaults[fault])),
      };
    } catch (error) {
      if (!(error instanceof TableFault)) throw error;
      return { said: [error.sentence[language]] };
    }
  }

  async function showFaults(
    req: Request,
    res: Response,
    { set, scorecard }: Named,
    said: readonly string[],
  ): Promise<void> {
    const t = scoreTexts[readLanguage(req)];
    renderStaffPage(
      req,
      res,
      'improvement/scorecards/sheetFaults',
      { title: t.sheetRefused },
      {
        t,
        url: `/staff/scorecards/${set.id}/${scorecard.unitId}`,
        said: said.slice(0, faultsShown),
        more: said.length > faultsShown ? t.moreFaults(said.length - faultsShown) : undefined,
      },
    );
  }

  async function named(req: Request, act: Act): Promise<Named> {
    const { setId, unitId } = req.params;
    return await scorecardNamed({ setId, unitId }, { stores, caller: callerOfRequest(req), act });
  }

  return router;
}
