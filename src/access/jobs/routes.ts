/** Jobs: the list, the progress of one as page and as JSON, its result, and stopping it. */
import { pipeline } from 'node:stream/promises';
import type { Request, Router } from 'express';
import { notYours } from '../accounts/caller.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { wantsJson } from '../../platform/web/jsonAddress.ts';
import { readLanguage } from '../web/language.ts';
import { allowOwnScripts } from '../../platform/web/ownScripts.ts';
import { noticeFor, renderStaffPage } from '../web/staffPage.ts';
import { staffRouter } from '../web/staffRouter.ts';
import { callerOfRequest } from '../web/visit.ts';
import { fileOf, isOver, resultGone, titleOf, type Job, type JobKind } from './job.ts';
import { jobEntry } from './startJob.ts';
import type { JobStore } from './store.ts';
import { jobTexts } from './texts.ts';

export interface JobRoutesOptions {
  readonly jobs: JobStore;
  readonly kinds: readonly JobKind[];
  readonly now: () => Date;
}

const jobsShown = 100;

export function jobRoutes({ jobs, kinds, now }: JobRoutesOptions): Router {
  const router = staffRouter();

  /** @throws Problem notFound */
  async function jobOf(req: Request): Promise<Job> {
    const job = await jobs.find(String(req.params['jobId']));
    if (!job || !callerOfRequest(req).mayOnAll(job.act, job.unitIds)) throw notYours();
    return job;
  }

  function entryOf(req: Request, kind: 'job.cancelled' | 'job.resultTaken', job: Job) {
    return jobEntry(kind, job, { title: titleOf(job, kinds), caller: callerOfRequest(req), now: now() });
  }

  function lineOf(job: Job, language: PageLanguage) {
    const t = jobTexts[language];
    const count = new Intl.NumberFormat(language);
    const isCancelling = job.cancelAskedAt !== undefined && !isOver(job);
    return {
      id: job.id,
      url: `/staff/jobs/${job.id}`,
      title: titleOf(job, kinds)[language],
      startedBy: job.startedBy.name,
      startedAt: timeText(job.startedAt, language),
      state: isCancelling ? t.cancelling : t.states[job.state],
      isOver: isOver(job),
      done: job.done,
      of: job.of,
      progress:
        job.of === undefined
          ? t.progressSoFar(count.format(job.done))
          : t.progressOf(count.format(job.done), count.format(job.of)),
      fault: job.fault?.[language],
      remark: job.remark?.[language],
      size: job.resultBytes > 0 ? bytesText(job.resultBytes, language) : undefined,
    };
  }

  router.get('/staff/jobs', async (req, res) => {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const listed = await jobs.list(jobsShown, ({ act, unitIds }) => caller.mayOnAll(act, unitIds));
    const lines = listed.map((job) => lineOf(job, language));
    if (wantsJson(res)) res.json({ jobs: lines });
    else
      renderStaffPage(
        req,
        res,
        'access/jobs/list',
        { title: jobTexts[language].title },
        { t: jobTexts[language], lines },
      );
  });

  router.get('/staff/jobs/:jobId', async (req, res) => {
    const job = await jobOf(req);
    const language = readLanguage(req);
    const t = jobTexts[language];
    const line = lineOf(job, language);
    if (wantsJson(res)) {
      res.json(line);
      return;
    }
    allowOwnScripts(res);
    const notice = noticeFor(req, { cancelled: t.cancelAsked });
    renderStaffPage(
      req,
      res,
      'access/jobs/job',
      { title: line.title, notice },
      {
        t,
        line,
        mayCancel: !line.isOver && job.cancelAskedAt === undefined,
        hasResult: job.state === 'done' && job.pieceIds.length > 0,
        keptUntil:
          job.keptUntil && job.state === 'done' ? t.keptUntil(timeText(job.keptUntil, language)) : undefined,
      },
    );
  });

  router.get('/staff/jobs/:jobId/result', async (req, res) => {
    const job = await jobOf(req);
    const kind = kinds.find(({ name }) => name === job.kind);
    if (!kind || job.state !== 'done' || job.pieceIds.length === 0 || job.keptUntil! <= now())
      throw resultGone();
    await jobs.note(job.id, entryOf(req, 'job.resultTaken', job));
    const { name, mediaType } = fileOf(job, kind);
    res.attachment(name).type(mediaType).set('Content-Length', String(job.resultBytes));
    await pipeline(piecesOf(job), res);
  });

  async function* piecesOf(job: Job): AsyncGenerator<Buffer> {
    for (const pieceId of job.pieceIds) {
      const piece = await jobs.findPiece(pieceId);
      if (!piece) throw new Error(`job ${job.id} has lost a piece of its result`);
      yield piece;
    }
  }

  router.post('/staff/jobs/:jobId/cancel', async (req, res) => {
    const job = await jobOf(req);
    await jobs.askToCancel(job.id, now(), entryOf(req, 'job.cancelled', job));
    res.redirect(303, `/staff/jobs/${job.id}?done=cancelled`);
  });

  return router;
}

/** For example 12,3 MB; the smallest amount shown is one kilobyte. */
function bytesText(bytes: number, language: PageLanguage): string {
  const [size, unit] = bytes < 1e6 ? [Math.ceil(bytes / 1e3), 'kB'] : [bytes / 1e6, 'MB'];
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(size)} ${unit}`;
}
