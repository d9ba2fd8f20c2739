/** Microdata and screened comments: what an account may export, the codebook, and the start of the jobs that write the files. */
import { notYours } from '../../access/accounts/caller.ts';
import { startJob } from '../../access/jobs/startJob.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { roundState } from '../../design/rounds/round.ts';
import { list } from '../../access/web/list.ts';
import { seeOther, sent, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { topUnits } from './exportsPage.ts';
import { commentsJob } from './commentsJob.ts';
import { ddiOfMicrodata } from './ddiOfMicrodata.ts';
import { readQuery } from '../../platform/web/input.ts';
import { bookFields, commentsForm, microForm, scriptFields } from './input.ts';
import { microColumns, microNotes, type MicroFrame } from './microdata.ts';
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

const reproduceTexts = catalogue('dissemination/reproduce');

export const microRoutes: Routes<AnalysisContext> = {
  'GET /staff/exports/codebook': may('downloadMicrodata', showCodebook),
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

/** The codebook as a list, or the file about the CSV of the round that `take` names: commands or DDI. */
async function showCodebook(context: StaffContext, tools: AnalysisContext): Promise<Reply> {
  const { req, res, language } = context;
  const { round } = await readQuery(req, bookFields);
  const frame = await frameOf(context, tools, round, language);
  const take = (['sps', 'R', 'ddi'] as const).find((one) => one === req.query['take']);
  if (take) {
    const { name } = fileFor({ format: 'csv', roundId: round, madeUp: frame.round.madeUp !== undefined });
    const isDdi = take === 'ddi';
    res
      .attachment(name.replace(/csv$/, isDdi ? 'ddi.xml' : take))
      .type(isDdi ? 'application/xml' : 'text/plain; charset=utf-8')
      .send(isDdi ? ddiOfMicrodata(frame, name, await lastPublished(tools.stores, round)) : syntaxFile(frame, take, name)); // prettier-ignore
    return sent;
  }
  const t = microTexts[language];
  const url = (values: Readonly<Record<string, string>>) =>
    `/staff/exports/codebook?${new URLSearchParams({ round, ...values }).toString()}`;
  const notes = microNotes(frame);
  const [name, meaning, values] = t.bookHeadings;
  return await list(
    context,
    {
      title: t.bookOf({ round: inLanguage(frame.round.title, language) }),
      links: [{ label: t.title, url: '/staff/exports' }],
      actions: [
        { label: 'SPSS', url: url({ take: 'sps' }) },
        { label: 'R', url: url({ take: 'R' }) },
        { label: 'DDI', url: url({ take: 'ddi' }) },
      ],
      above: {
        view: 'dissemination/exports/aboutMicrodata',
        content: { notes, scripts: await scriptsFor(context, tools, frame), t: reproduceTexts[language] },
      },
      heading: t.book,
      columns: [
        { key: 'heading', heading: name, isVerbatim: true },
        { key: 'meaning', heading: meaning },
        { key: 'values', heading: values, value: ({ values: [...all] }) => all.join('; '), sort: false },
      ],
      file: { name: round, key: 'bang-ma', notes, isMadeUp: frame.round.madeUp !== undefined },
    },
    microColumns(frame),
  );
}

/** The programs that recompute the results, of each unit of the caller; none where the method weights units. */
async function scriptsFor(
  { caller, language }: StaffContext,
  { rounds }: AnalysisContext,
  frame: MicroFrame,
) {
  const { plan } = await rounds.measure(frame.round);
  if (!isPooled(plan)) return [];
  return topUnits(caller, frame.round, frame.tree).map((unit) => ({
    name: inLanguage(frame.tree.name(unit), language),
    urls: scriptFormats.map((take) => ({
      format: { R: 'R', py: 'Python' }[take],
      url: `/staff/exports/script?${new URLSearchParams({ round: frame.round.id, unit, take }).toString()}`,
    })),
  }));
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
  const { caller } = context;
  const { stores, now } = tools;
  const { scope, format, heads } = (await microForm.read(context)).typed;
  const [roundId = '', unitId = ''] = scope.split(' ');
  const frame = await frameOf(context, tools, roundId, heads);
  if (!frame.lists.unitIds.includes(unitId)) throw notYours();
  caller.demand('downloadMicrodata', [unitId]);
  await demandSettled(stores, frame.round, now());
  const madeUp = frame.round.madeUp !== undefined;
  const job = await startJob(context, tools, {
    kind: microdataJob(stores),
    permission: 'downloadMicrodata',
    unitIds: [unitId],
    parameters: { roundId, unitId, format, language: heads, madeUp },
    about: aboutOf(frame, unitId),
  });
  return seeOther(`/staff/jobs/${job.id}`);
}

async function exportComments(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { caller } = context;
  const { stores } = tools;
  const { format, heads } = (await commentsForm.read(context)).typed;
  const seen = caller.unitIdsFor('downloadMicrodata');
  const job = await startJob(context, tools, {
    kind: commentsJob(stores),
    permission: 'downloadMicrodata',
    unitIds: caller.rootIdsFor('downloadMicrodata'),
    parameters: { format, language: heads, ...(seen ? { unitIds: [...seen] } : {}) },
  });
  return seeOther(`/staff/jobs/${job.id}`);
}
