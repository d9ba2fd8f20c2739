/**
 * Imports: the list, an upload, its page, and accepting or cancelling it. Mapping is in columnRoutes.ts and
 * valueRoutes.ts.
 */
import { list } from '../../access/web/list.ts';
import { faultsOnPage } from '../../access/web/faults.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import type { Caller } from '../../access/accounts/caller.ts';
import { auditEntry } from '../../access/audit/entry.ts';
import { isOver } from '../../access/jobs/job.ts';
import { startJob } from '../../access/jobs/startJob.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { hasAnyOf } from '../../design/rounds/concerns.ts';
import { roundState, takesChannel, type Round } from '../../design/rounds/round.ts';
import { also } from '../../platform/web/form.ts';
import { malformedRequest, readBody } from '../../platform/web/input.ts';
import { allowOwnScripts } from '../../platform/web/ownScripts.ts';
import { uploadedTable } from '../../platform/web/uploadedTable.ts';
import { acceptImportJob } from './acceptImport.ts';
import { movedOn } from './import.ts';
import { permission, ownImport, roundOf, jobOf } from './importAccess.ts';
import { importPage, shownState } from './importPage.ts';
import { uploadForm, versionField } from './input.ts';
import { importKeys, isLate } from './openImport.ts';
import { stageFile } from './stageFile.ts';
import { importTexts } from './texts.ts';
import type { RoutesOptions } from '../stores.ts';

export const importRoutes: Routes<RoutesOptions> = {
  'GET /staff/imports': may('importAnswers', listImports, menuLine('collection', importTexts)),
  'GET /staff/imports/new': may('importAnswers', showEmptyUpload),
  'POST /staff/imports': may('importAnswers', uploadFile),
  'GET /staff/imports/:importId': may('importAnswers', showImport),
  'POST /staff/imports/:importId/accept': may('importAnswers', acceptImport),
  'POST /staff/imports/:importId/cancel': may('importAnswers', cancelImport),
};

/** Rounds that have opened, take imported answers and include units of the current account. */
async function roundsFor(caller: Caller, { stores, now }: RoutesOptions): Promise<readonly Round[]> {
  const own = caller.unitIdsFor(permission);
  return (await stores.rounds.list()).filter(
    (round) =>
      roundState(round, now()) !== 'notYetOpen' &&
      takesChannel(round, 'import') &&
      hasAnyOf(caller, round, own),
  );
}

async function listImports(context: StaffContext, { stores }: RoutesOptions): Promise<Reply> {
  const { caller, language } = context;
  const t = importTexts[language];
  const seen = await stores.imports.list(Infinity, ({ unitIds }) => caller.mayOnAll(permission, unitIds));
  const rounds = new Map((await stores.rounds.list()).map((round) => [round.id, round]));
  const lines = await Promise.all(
    seen.map(async (one) => ({
      ...one,
      shownState: shownState(one, one.state === 'staged' ? await jobOf(one, stores) : undefined),
    })),
  );
  return await list(
    context,
    {
      title: t.title,
      lead: t.lead,
      actions: [{ label: t.make, url: '/staff/imports/new' }],
      empty: t.empty,
      columns: [
        { key: 'fileName', heading: t.file, url: ({ id }) => `/staff/imports/${id}` },
        {
          key: 'round',
          heading: t.round,
          value: ({ roundId }) => inLanguage(rounds.get(roundId)?.title ?? { vi: '' }, language),
        },
        { key: 'state', heading: t.state, value: (one) => t.states[one.shownState] },
        { key: 'rowCount', heading: t.rows },
        { key: 'forms', heading: t.forms, value: ({ accepted }) => accepted?.added, isNumber: true },
        { key: 'by', heading: t.by, value: ({ by }) => by.name },
        { key: 'madeAt', heading: t.at },
      ],
    },
    lines,
  );
}

async function showUpload(
  { res, caller, language }: StaffContext,
  tools: RoutesOptions,
  shown: typeof uploadForm.empty,
): Promise<Reply> {
  const { now } = tools;
  const t = importTexts[language];
  const rounds = await roundsFor(caller, tools);
  const options = rounds.map((round) => ({
    value: round.id,
    label: `${inLanguage(round.title, language)}${isLate(round, now()) ? ` (${t.roundClosed})` : ''}`,
  }));
  allowOwnScripts(res);
  const content = { t, ...uploadForm.onPage(language, shown, { round: { options } }) };
  return page('collection/imports/new', { title: t.make, status: shown.status }, content);
}

async function showEmptyUpload(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  return await showUpload(context, tools, uploadForm.empty);
}

async function uploadFile(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  const { stores, now } = tools;
  const sent = await uploadForm.read(context);
  const roundId = sent.typed.round;
  const round = (await roundsFor(caller, tools)).find(({ id }) => id === roundId);
  if (!round) throw malformedRequest();
  const read = await uploadedTable(req, async (upload) => {
    const found = await roundOf({ roundId }, stores);
    const file = { ...upload, ...found, unitIds: caller.rootIdsFor(permission), by: caller.actor };
    const { file: fileKey } = await importKeys(stores);
    return await stageFile(file, { imports: stores.imports, fileKey, now: now() });
  });
  if ('id' in read) return seeOther(`/staff/imports/${read.id}/columns`);
  const { sentence } = faultsOnPage(read.faults, [], language);
  return await showUpload(context, tools, also(sent, { file: sentence }));
}

async function showImport(
  { res, caller, language, notice, param }: StaffContext,
  { stores, now }: RoutesOptions,
): Promise<Reply> {
  const t = importTexts[language];
  const one = await ownImport(caller, param('importId'), stores);
  const [{ round }, job, checkJob, services, taken] = await Promise.all([
    roundOf(one, stores),
    jobOf(one, stores),
    jobOf({ jobId: one.checkJobId }, stores),
    stores.services.list(),
    stores.imports.list(
      Infinity,
      ({ id, roundId, accepted }) => id !== one.id && roundId === one.roundId && accepted !== undefined,
    ),
  ]);
  const found = { one, job, checkJob, round, services, taken };
  const { stagedImports: stagedDays } = await stores.retention.days();
  allowOwnScripts(res);
  return page(
    'collection/imports/import',
    { title: one.fileName, notice: notice(t.notices) },
    {
      ...importPage({ ...found, units: caller.units, language, now: now() }),
      mayAnnul: caller.mayOnAll('annul', found.one.unitIds),
      stagedDays,
    },
  );
}

async function acceptImport(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller, param } = context;
  const { stores, now } = tools;
  const one = await ownImport(caller, param('importId'), stores);
  const { version } = await readBody(req, versionField);
  const job = await jobOf(one, stores);
  if (job && !isOver(job) && job.kind === 'importAccept') return seeOther(`/staff/imports/${one.id}`);
  const isReady = (one.state === 'staged' && one.check !== undefined) || one.state === 'accepted';
  if (!isReady || version !== one.version) throw movedOn();
  const started = await startJob(context, tools, {
    kind: acceptImportJob(stores),
    permission,
    unitIds: one.unitIds,
    parameters: {
      importId: one.id,
      version,
      skipInvalid: (one.check?.invalid ?? 0) > 0,
      by: caller.actor,
      atMs: now().getTime(),
    },
  });
  await stores.imports.change(one, { jobId: started.id });
  return seeOther(`/staff/imports/${one.id}`);
}

async function cancelImport({ caller, param }: StaffContext, { stores, now }: RoutesOptions): Promise<Reply> {
  const one = await ownImport(caller, param('importId'), stores);
  const entry = auditEntry({
    at: now(),
    by: caller.actor,
    kind: 'import.cancelled',
    unitIds: one.unitIds,
    subject: { id: one.id, label: one.fileName },
  });
  if (!(await stores.imports.cancel(one.id, entry))) throw movedOn();
  const checkJob = await jobOf({ jobId: one.checkJobId }, stores);
  if (checkJob) await stores.jobs.dropResult(checkJob);
  return seeOther(`/staff/imports/${one.id}?done=cancelled`);
}
