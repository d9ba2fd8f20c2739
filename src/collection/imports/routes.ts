/**
 * Imports: the list, an upload, its page, and accepting or cancelling it. Mapping is in columnRoutes.ts and
 * valueRoutes.ts.
 */
import type { Request, Response, Router } from 'express';
import type { Caller } from '../../access/accounts/caller.ts';
import type { Faults } from '../../access/accounts/input.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import { isOver } from '../../access/jobs/job.ts';
import { startJob } from '../../access/jobs/startJob.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { roundState, type Round } from '../../design/rounds/round.ts';
import { TableFault } from '../../platform/tables/tableFault.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { malformedRequest } from '../../platform/web/input.ts';
import { readLanguage } from '../../access/web/language.ts';
import { allowOwnScripts } from '../../platform/web/ownScripts.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { uploadOf } from '../../platform/web/upload.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { acceptImportJob, type AcceptWish } from './acceptImport.ts';
import { movedOn } from './import.ts';
import { act, importAccess } from './importAccess.ts';
import { importPage, shownState } from './importPage.ts';
import { readRoundId, readVersion } from './input.ts';
import { columnRoutes } from './columnRoutes.ts';
import { valueRoutes } from './valueRoutes.ts';
import { importKeys, isLate } from './openImport.ts';
import { stageFile } from './stageFile.ts';
import { importTexts } from './texts.ts';
import type { RoutesOptions } from '../stores.ts';

const shownMax = 500;

export function importRoutes({ stores, now }: RoutesOptions): Router {
  const router = staffRouter();
  const { imports } = stores;
  const access = importAccess(stores);
  router.use(columnRoutes({ stores }));
  router.use(valueRoutes({ stores, now }));

  /** Rounds that have opened and include units of the current account. */
  async function roundsFor(caller: Caller): Promise<readonly Round[]> {
    const own = caller.unitIdsFor(act);
    const concerns = ({ unitIds }: Round): boolean =>
      !own || [...own].some((unitId) => unitIds.some((rootId) => caller.units.isWithin(unitId, rootId)));
    return (await stores.rounds.list()).filter(
      (round) => roundState(round, now()) !== 'notYetOpen' && concerns(round),
    );
  }

  router.get('/staff/imports', async (req, res) => {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = importTexts[language];
    const seen = await imports.list(shownMax, ({ unitIds }) => caller.mayOnAll(act, unitIds));
    const rounds = new Map((await stores.rounds.list()).map((round) => [round.id, round]));
    const count = new Intl.NumberFormat(language);
    const lines = await Promise.all(
      seen.map(async (one) => ({
        id: one.id,
        fileName: one.fileName,
        round: inLanguage(rounds.get(one.roundId)?.title ?? { vi: '' }, language),
        state: t.states[shownState(one, one.state === 'staged' ? await access.jobOf(one) : undefined)],
        rows: count.format(one.rowCount),
        forms: one.accepted ? count.format(one.accepted.added) : '',
        by: one.by.name,
        at: timeText(one.madeAt, language),
      })),
    );
    renderStaffPage(req, res, 'collection/imports/list', { title: t.title }, { t, lines });
  });

  async function showUpload(
    req: Request,
    res: Response,
    roundId: string | undefined,
    faults: Faults,
  ): Promise<void> {
    const language = readLanguage(req);
    const t = importTexts[language];
    const rounds = await roundsFor(callerOfRequest(req));
    const options = rounds.map((round) => ({
      value: round.id,
      label: `${inLanguage(round.title, language)}${isLate(round, now()) ? ` (${t.roundClosed})` : ''}`,
    }));
    const fields = [{ id: 'round', label: t.round, value: roundId, options }];
    renderStaffPage(req, res, 'collection/imports/new', { title: t.make }, { t, faults, fields });
  }

  router.get('/staff/imports/new', async (req, res) => {
    await showUpload(req, res, undefined, {});
  });

  router.post('/staff/imports', async (req, res) => {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = importTexts[language];
    const upload = uploadOf(req);
    const roundId = await readRoundId(req);
    const round = (await roundsFor(caller)).find(({ id }) => id === roundId);
    if (!round) throw malformedRequest();
    if (typeof upload === 'string') {
      await showUpload(req, res.status(422), roundId, { file: t.fileFaults[upload] });
      return;
    }
    const file = {
      ...upload,
      ...(await access.roundOf({ roundId })),
      unitIds: caller.rootIdsFor(act),
      by: caller.actor,
    };
    try {
      const keys = await importKeys(stores);
      const one = await stageFile(file, { imports, fileKey: keys.file, now: now() });
      res.redirect(303, `/staff/imports/${one.id}/columns`);
    } catch (error) {
      if (!(error instanceof TableFault)) throw error;
      await showUpload(req, res.status(422), roundId, { file: error.sentence[language] });
    }
  });

  router.get('/staff/imports/:importId', async (req, res) => {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = importTexts[language];
    const one = await access.ownImport(caller, req.params['importId']);
    const [{ round }, job, checkJob, services, taken] = await Promise.all([
      access.roundOf(one),
      access.jobOf(one),
      access.jobOf({ jobId: one.checkJobId }),
      stores.services.list(),
      imports.list(
        Infinity,
        ({ id, roundId, accepted }) => id !== one.id && roundId === one.roundId && accepted !== undefined,
      ),
    ]);
    const found = { one, job, checkJob, round, services, taken };
    const { stagedImports: stagedDays } = await stores.retention.days();
    const page = { ...importPage({ ...found, units: caller.units, language, now: now() }), stagedDays };
    allowOwnScripts(res);
    const notice = noticeFor(req, t.notices);
    renderStaffPage(req, res, 'collection/imports/import', { title: one.fileName, notice }, page);
  });

  router.post('/staff/imports/:importId/accept', async (req, res) => {
    const caller = callerOfRequest(req);
    const one = await access.ownImport(callerOfRequest(req), req.params['importId']);
    const version = await readVersion(req);
    const job = await access.jobOf(one);
    if (job && !isOver(job) && job.kind === 'importAccept') {
      res.redirect(303, `/staff/imports/${one.id}`);
      return;
    }
    const isReady = (one.state === 'staged' && one.check !== undefined) || one.state === 'accepted';
    if (!isReady || version !== one.version) throw movedOn();
    const wishes: AcceptWish = {
      importId: one.id,
      version: one.version,
      skipFaulty: (one.check?.faulty ?? 0) > 0,
      by: caller.actor,
      atMs: now().getTime(),
    };
    const kind = acceptImportJob(stores);
    const { unitIds } = one;
    const started = await startJob(stores.jobs, {
      kind,
      act,
      unitIds,
      wishes: { ...wishes },
      caller,
      now: now(),
    });
    await imports.change(one, { jobId: started.id });
    res.redirect(303, `/staff/imports/${one.id}`);
  });

  router.post('/staff/imports/:importId/cancel', async (req, res) => {
    const { actor } = callerOfRequest(req);
    const one = await access.ownImport(callerOfRequest(req), req.params['importId']);
    const entry = auditEntry({
      at: now(),
      by: actor,
      kind: 'import.cancelled',
      unitIds: one.unitIds,
      subject: { id: one.id, label: one.fileName },
    });
    if (!(await imports.cancel(one.id, entry))) throw movedOn();
    const checkJob = await access.jobOf({ jobId: one.checkJobId });
    if (checkJob) await stores.jobs.dropResult(checkJob);
    res.redirect(303, `/staff/imports/${one.id}?done=cancelled`);
  });

  return router;
}
