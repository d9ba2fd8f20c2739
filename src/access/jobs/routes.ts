/** Jobs: the list, the progress of one as page and as JSON, its result, and stopping it. */
import { pipeline } from 'node:stream/promises';
import { notYours } from '../accounts/caller.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { countText, sizeText } from '../../platform/text/numbers.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { wantsJson } from '../../platform/web/jsonAddress.ts';
import { allowOwnScripts } from '../../platform/web/ownScripts.ts';
import { list } from '../web/list.ts';
import { json, page, seeOther, sent, type Reply } from '../web/reply.ts';
import { signedIn, ofObject, type Routes, type StaffContext } from '../web/routes.ts';
import { menuLine } from '../web/menu.ts';
import { fileOf, isOver, resultGone, titleOf, type Job, type JobKind } from './job.ts';
import { jobEntry } from './startJob.ts';
import type { Stores } from '../stores.ts';
import { jobTexts } from './texts.ts';

export interface JobRoutesOptions {
  readonly stores: Pick<Stores, 'jobs'>;
  readonly kinds: readonly JobKind[];
  readonly now: () => Date;
}

const jobsInJson = 100;

export const routes: Routes<JobRoutesOptions> = {
  'GET /staff/jobs': signedIn(listJobs, menuLine('home', jobTexts)),
  'GET /staff/jobs/:jobId': ofObject('job', openJob),
  'GET /staff/jobs/:jobId/result': ofObject('job', downloadResult),
  'POST /staff/jobs/:jobId/cancel': ofObject('job', cancelJob),
};

/** @throws Problem notFound */
async function jobOf(context: StaffContext, tools: JobRoutesOptions): Promise<Job> {
  const { caller, param } = context;
  const { jobs } = tools.stores;
  const job = await jobs.find(param('jobId'));
  if (!job || !caller.mayOnAll(job.permission, job.unitIds)) throw notYours();
  return job;
}

function entryOf(
  context: StaffContext,
  tools: JobRoutesOptions,
  kind: 'job.cancelled' | 'job.resultDownloaded',
  job: Job,
) {
  const { caller } = context;
  const { kinds, now } = tools;
  return jobEntry(kind, job, { title: titleOf(job, kinds), caller, now: now() });
}

function lineOf(tools: JobRoutesOptions, job: Job, language: PageLanguage) {
  const { kinds } = tools;
  const t = jobTexts[language];
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
        ? t.progressSoFar({ done: countText(job.done, language) })
        : t.progressOf({ done: countText(job.done, language), of: countText(job.of, language) }),
    error: job.error?.[language],
    remark: job.remark?.[language],
    size: job.resultBytes > 0 ? sizeText(job.resultBytes, language) : undefined,
  };
}

async function listJobs(context: StaffContext, tools: JobRoutesOptions): Promise<Reply> {
  const { res, caller, language } = context;
  const { jobs } = tools.stores;
  const t = jobTexts[language];
  const read = async (limit: number): Promise<readonly Job[]> =>
    await jobs.list(limit, ({ permission, unitIds }) => caller.mayOnAll(permission, unitIds));
  const linesOf = (listed: readonly Job[]) => listed.map((job) => lineOf(tools, job, language));
  if (wantsJson(res)) return json({ jobs: linesOf(await read(jobsInJson)) });
  return await list<Job, ReturnType<typeof lineOf>>(
    context,
    {
      title: t.title,
      empty: t.empty,
      complete: (listed) => Promise.resolve(linesOf(listed)),
      columns: [
        { key: 'title', heading: t.what, url: ({ url }) => url },
        { key: 'state', heading: t.state },
        { key: 'progress', heading: t.progress },
        { key: 'startedBy', heading: t.startedBy },
        { key: 'startedAt', heading: t.startedAt },
      ],
    },
    { read },
  );
}

async function openJob(context: StaffContext, tools: JobRoutesOptions): Promise<Reply> {
  const { res, language } = context;
  const job = await jobOf(context, tools);
  const t = jobTexts[language];
  const line = lineOf(tools, job, language);
  if (wantsJson(res)) {
    return json(line);
  }
  allowOwnScripts(res);
  const notice = context.notice({ cancelled: t.cancelAsked });
  return page(
    'access/jobs/job',
    { title: line.title, notice },
    {
      t,
      line,
      mayCancel: !line.isOver && job.cancelAskedAt === undefined,
      hasResult: job.state === 'done' && job.pieceIds.length > 0,
      keptUntil:
        job.keptUntil && job.state === 'done'
          ? t.keptUntil({ time: timeText(job.keptUntil, language) })
          : undefined,
    },
  );
}

async function downloadResult(context: StaffContext, tools: JobRoutesOptions): Promise<Reply> {
  const { res } = context;
  const { kinds, now } = tools;
  const { jobs } = tools.stores;
  const job = await jobOf(context, tools);
  const kind = kinds.find(({ name }) => name === job.kind);
  if (!kind || job.state !== 'done' || job.pieceIds.length === 0 || job.keptUntil! <= now())
    throw resultGone();
  await jobs.note(job.id, entryOf(context, tools, 'job.resultDownloaded', job));
  const { name, mediaType } = fileOf(job, kind);
  res.attachment(name).type(mediaType).set('Content-Length', String(job.resultBytes));
  await pipeline(piecesOf(tools, job), res);
  return sent;
}

async function* piecesOf(tools: JobRoutesOptions, job: Job): AsyncGenerator<Buffer> {
  const { jobs } = tools.stores;
  for (const pieceId of job.pieceIds) {
    const piece = await jobs.findPiece(pieceId);
    if (!piece) throw new Error(`job ${job.id} has lost a piece of its result`);
    yield piece;
  }
}

async function cancelJob(context: StaffContext, tools: JobRoutesOptions): Promise<Reply> {
  const { now } = tools;
  const { jobs } = tools.stores;
  const job = await jobOf(context, tools);
  await jobs.askToCancel(job.id, now(), entryOf(context, tools, 'job.cancelled', job));
  return seeOther(`/staff/jobs/${job.id}?done=cancelled`);
}
