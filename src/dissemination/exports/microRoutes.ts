/** Microdata and screened comments: what an account may export, the code book, and the start of the jobs that write the files. */
import type { Request, Router } from 'express';
import { notYours } from '../../access/accounts/caller.ts';
import { startJob } from '../../access/jobs/startJob.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { roundState } from '../../design/rounds/round.ts';
import { readLanguage } from '../../access/web/language.ts';
import { sendTable } from '../../platform/web/sendTable.ts';
import { renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { topUnits } from './exportsPage.ts';
import { commentsJob } from './commentsJob.ts';
import { readBookRequest, readCommentsRequest, readMicroRequest } from './input.ts';
import { codeBook, microNotes, type MicroFrame } from './microdata.ts';
import { aboutOf, fileFor, microdataJob, microFrame } from './microdataJob.ts';
import { microTexts } from './microTexts.ts';
import { demandSettled } from './readRecords.ts';
import { syntaxFile } from './syntaxFiles.ts';
import type { RoutesOptions } from '../stores.ts';

export function microRoutes({ stores, now }: RoutesOptions): Router {
  const router = staffRouter();

  /**
   * A closed round whose microdata the caller may export.
   *
   * @throws Problem notFound
   */
  async function frameOf(req: Request, roundId: string, language: PageLanguage): Promise<MicroFrame> {
    const round = await stores.rounds.find(roundId);
    if (!round || roundState(round, now()) !== 'closed') throw notYours();
    const frame = await microFrame(stores, round, language);
    if (topUnits(callerOfRequest(req), round, frame.tree).length === 0) throw notYours();
    return frame;
  }

  router.get('/staff/exports/codebook', async (req, res) => {
    const { round, take } = await readBookRequest(req);
    const language = readLanguage(req);
    const t = microTexts[language];
    const frame = await frameOf(req, round, language);
    const [table, notes] = [codeBook(frame), microNotes(frame)];
    if (take === 'sps' || take === 'R') {
      const file = fileFor({ format: 'csv', roundId: round, madeUp: frame.round.madeUp !== undefined });
      res.attachment(file.name.replace(/csv$/, take)).type('text/plain; charset=utf-8');
      res.send(syntaxFile(frame, take, file.name));
      return;
    }
    if (take) {
      await sendTable(
        res,
        { name: `bang-ma-${round}`, title: t.book, table, notes },
        { format: take, language },
      );
      return;
    }
    const title = t.bookOf(inLanguage(frame.round.title, language));
    renderStaffPage(req, res, 'dissemination/exports/codebook', { title }, { t, table, notes, round });
  });

  router.post('/staff/exports/microdata', async (req, res) => {
    const caller = callerOfRequest(req);
    const { round: roundId, unit: unitId, format, heads } = await readMicroRequest(req);
    const frame = await frameOf(req, roundId, heads);
    if (!frame.lists.unitIds.includes(unitId)) throw notYours();
    caller.demand('takeMicrodata', [unitId]);
    await demandSettled(stores, frame.round, now());
    const madeUp = frame.round.madeUp !== undefined;
    const job = await startJob(stores.jobs, {
      kind: microdataJob(stores),
      act: 'takeMicrodata',
      unitIds: [unitId],
      wishes: { roundId, unitId, format, language: heads, madeUp },
      about: aboutOf(frame, unitId),
      caller,
      now: now(),
    });
    res.redirect(303, `/staff/jobs/${job.id}`);
  });

  router.post('/staff/exports/comments', async (req, res) => {
    const caller = callerOfRequest(req);
    const { format, heads } = await readCommentsRequest(req);
    const seen = caller.unitIdsFor('takeMicrodata');
    const job = await startJob(stores.jobs, {
      kind: commentsJob(stores),
      act: 'takeMicrodata',
      unitIds: caller.rootIdsFor('takeMicrodata'),
      wishes: { format, language: heads, ...(seen ? { unitIds: [...seen] } : {}) },
      caller,
      now: now(),
    });
    res.redirect(303, `/staff/jobs/${job.id}`);
  });

  return router;
}
