/** Microdata and screened comments: what an account may export, the codebook, and the start of the jobs that write the files. */
import { notYours } from '../../access/accounts/caller.ts';
import { startJob } from '../../access/jobs/startJob.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { roundState } from '../../design/rounds/round.ts';
import { sendTable } from '../../platform/web/sendTable.ts';
import { page, seeOther, sent, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { topUnits } from './exportsPage.ts';
import { commentsJob } from './commentsJob.ts';
import { ddiOfMicrodata } from './ddiOfMicrodata.ts';
import { readBody, readQuery } from '../../platform/web/input.ts';
import { bookFields, commentsFields, microFields, scriptFields } from './input.ts';
import { codebook, microNotes, type MicroFrame } from './microdata.ts';
import { reproduceScript, scriptFormats } from './reproduceScript.ts';
import { syntaxFile } from './syntaxFiles.ts';
import { catalogue } from '../../platform/text/catalogue.ts';
import { listPublished, overtaken, publicationInstead } from '../../processing/published/standing.ts';
import { isPooled } from '../../processing/results/results.ts';
import type { AnalysisContext } from '../analysis/askedRound.ts';
import { aboutOf, fileFor, microdataJob, microFrame } from './microdataJob.ts';
import { microTexts } from './microTexts.ts';
import { demandSettled } from './readRecords.ts';
import type { RoutesOptions } from '../stores.ts';

export const microRoutes: Routes<AnalysisContext> = {
  'GET /staff/exports/codebook': may('downloadMicrodata', downloadCodebook),
  'GET /staff/exports/script': may('downloadMicrodata', downloadScript),
  'POST /staff/exports/microdata': may('downloadMicrodata', exportMicrodata),
  'POST /staff/exports/comments': may('downloadMicrodata', exportComments),
};

/**
 * A closed round whose microdata the caller may export.
 *
 * @throws Problem notFound
 */
async function frameOf(
  context: StaffContext,
  tools: RoutesOptions,
  roundId: string,
  language: PageLanguage,
): Promise<MicroFrame> {
  const { caller } = context;
  const { stores, now } = tools;
  const round = await stores.rounds.find(roundId);
  if (!round || roundState(round, now()) !== 'closed') throw notYours();
  const frame = await microFrame(stores, round, language);
  if (topUnits(caller, round, frame.tree).length === 0) throw notYours();
  return frame;
}

async function downloadCodebook(context: StaffContext, tools: AnalysisContext): Promise<Reply> {
  const { req, res, language } = context;
  const { round, take } = await readQuery(req, bookFields);
  const t = microTexts[language];
  const frame = await frameOf(context, tools, round, language);
  const [table, notes] = [codebook(frame), microNotes(frame)];
  if (take === 'sps' || take === 'R') {
    const file = fileFor({ format: 'csv', roundId: round, madeUp: frame.round.madeUp !== undefined });
    res.attachment(file.name.replace(/csv$/, take)).type('text/plain; charset=utf-8');
    res.send(syntaxFile(frame, take, file.name));
    return sent;
  }
  if (take === 'ddi') {
    const file = fileFor({ format: 'csv', roundId: round, madeUp: frame.round.madeUp !== undefined });
    res.attachment(file.name.replace(/csv$/, 'ddi.xml')).type('application/xml');
    res.send(ddiOfMicrodata(frame, file.name, await lastPublished(tools.stores, round)));
    return sent;
  }
  if (take) {
    await sendTable(
      res,
      { name: `bang-ma-${round}`, title: t.book, table, notes },
      { format: take, language },
    );
    return sent;
  }
  const title = t.bookOf({ round: inLanguage(frame.round.title, language) });
  const { plan } = await tools.rounds.measure(frame.round);
  const scripts = isPooled(plan)
    ? topUnits(context.caller, frame.round, frame.tree).map((unit) => ({
        name: inLanguage(frame.tree.name(unit), language),
        urls: scriptFormats.map((format) => ({
          format: { R: 'R', py: 'Python' }[format],
          url: `/staff/exports/script?${new URLSearchParams({ round, unit, take: format }).toString()}`,
        })),
      }))
    : [];
  const content = {
    t,
    table,
    notes,
    round,
    scripts,
    tScripts: catalogue('dissemination/reproduce')[language],
  };
  return page('dissemination/exports/codebook', { title }, content);
}

async function lastPublished(
  { publications }: Pick<RoutesOptions['stores'], 'publications'>,
  roundId: string,
) {
  const last = (await listPublished(publications, roundId)).at(-1);
  return last && { number: last.number!, content: await publications.content(last) };
}

/** @throws Problem notFound where the method weights units; conflict as for the file of microdata */
async function downloadScript(context: StaffContext, tools: AnalysisContext): Promise<Reply> {
  const { req, res, caller, language } = context;
  const { stores, rounds, columns, now } = tools;
  const { round: roundId, unit: unitId, take } = await readQuery(req, scriptFields);
  const frame = await frameOf(context, tools, roundId, language);
  const measured = await rounds.measure(frame.round);
  if (!frame.lists.unitIds.includes(unitId) || !isPooled(measured.plan)) throw notYours();
  caller.demand('downloadMicrodata', [unitId]);
  await demandSettled(stores, frame.round, now());
  if (await publicationInstead(stores.publications, roundId, measured.snapshot)) throw overtaken();
  const file = fileFor({ format: 'csv', roundId, madeUp: frame.round.madeUp !== undefined });
  const script = await reproduceScript(
    frame,
    { measured, unitId, stores, columns, now: now(), readsComments: false },
    take,
    file.name,
  );
  res.attachment(`tinh-lai-${roundId}.${take}`).type('text/plain; charset=utf-8').send(script);
  return sent;
}

async function exportMicrodata(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller } = context;
  const { stores, now } = tools;
  const { scope, format, heads } = await readBody(req, microFields);
  const [roundId = '', unitId = ''] = scope.split(' ');
  const frame = await frameOf(context, tools, roundId, heads);
  if (!frame.lists.unitIds.includes(unitId)) throw notYours();
  caller.demand('downloadMicrodata', [unitId]);
  await demandSettled(stores, frame.round, now());
  const madeUp = frame.round.madeUp !== undefined;
  const job = await startJob(stores.jobs, {
    kind: microdataJob(stores),
    permission: 'downloadMicrodata',
    unitIds: [unitId],
    parameters: { roundId, unitId, format, language: heads, madeUp },
    about: aboutOf(frame, unitId),
    caller,
    now: now(),
  });
  return seeOther(`/staff/jobs/${job.id}`);
}

async function exportComments(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller } = context;
  const { stores, now } = tools;
  const { format, heads } = await readBody(req, commentsFields);
  const seen = caller.unitIdsFor('downloadMicrodata');
  const job = await startJob(stores.jobs, {
    kind: commentsJob(stores),
    permission: 'downloadMicrodata',
    unitIds: caller.rootIdsFor('downloadMicrodata'),
    parameters: { format, language: heads, ...(seen ? { unitIds: [...seen] } : {}) },
    caller,
    now: now(),
  });
  return seeOther(`/staff/jobs/${job.id}`);
}
