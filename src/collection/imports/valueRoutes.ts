/** The page between the columns and the check: the meanings of the texts in the cells. */
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { randomUUID } from 'node:crypto';
import { startJob } from '../../access/jobs/startJob.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { checkImportJob } from './checkImport.ts';
import { valueGroups } from './guessMapping.ts';
import { movedOn } from './import.ts';
import { permission, stagedImport, type StagedImport } from './importAccess.ts';
import { readMeanings, valuesForm } from './input.ts';
import { daysOf, mappingIdOf } from './openImport.ts';
import { importTexts } from './texts.ts';
import { meaningGroups, meaningTables } from './valuesPage.ts';
import type { RoutesOptions } from '../stores.ts';

export const valueRoutes: Routes<RoutesOptions> = {
  'GET /staff/imports/:importId/values': may('importAnswers', showMeanings),
  'POST /staff/imports/:importId/values': may('importAnswers', keepMeanings),
};

async function valuesOf({ one, survey }: StagedImport, { stores }: RoutesOptions) {
  if (!one.mapping) throw movedOn();
  const groups = valueGroups(one.mapping.uses, await stores.imports.findTexts(one.id), survey);
  return { mapping: one.mapping, groups };
}

async function showValues(
  { language }: StaffContext,
  tools: RoutesOptions,
  staged: StagedImport,
  shown: typeof valuesForm.empty,
): Promise<Reply> {
  const t = importTexts[language];
  const { one, round, survey } = staged;
  const { mapping, groups } = await valuesOf(staged, tools);
  const { dayOrder } = mapping;
  const hasDays = mapping.uses.includes('givenOn');
  return page(
    'collection/imports/values',
    { title: `${t.valuesTitle}: ${one.fileName}`, status: shown.status },
    {
      t,
      one,
      ...valuesForm.onPage(language, shown, { dayOrder: hasDays && { value: dayOrder } }),
      groups: meaningTables(meaningGroups(groups, mapping.values, { survey, language }), language),
      noDay: hasDays ? undefined : t.noDay({ day: dayText(daysOf(round, tools.now()).last, language) }),
      dayOrder,
    },
  );
}

async function showMeanings(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { caller, param } = context;
  const staged = await stagedImport(caller, param('importId'), tools.stores);
  const { fileName, mappingName } = staged.one;
  const name = mappingName ?? fileName.replace(/\.\w{1,5}$/, '').slice(0, 100);
  return await showValues(context, tools, staged, valuesForm.filled({ name }));
}

async function keepMeanings(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller, language, param } = context;
  const { stores, now } = tools;
  const staged = await stagedImport(caller, param('importId'), stores);
  const { one, round, survey } = staged;
  const { mapping: before, groups } = await valuesOf(staged, tools);
  const asked = meaningGroups(groups, before.values, { survey, language }).flatMap(({ options, lines }) =>
    lines.map((each) => ({ ...each, offered: options.map(({ value }) => value) })),
  );
  const sent = await valuesForm.read(context);
  const meanings = await readMeanings(
    req,
    asked.map(({ offered }) => offered),
  );
  if (sent.typed.version !== one.version) throw movedOn();
  const values = asked.map(({ of, plain: text }, at) => ({ of, text, meaning: meanings[at]! }));
  // Meanings of a saved mapping for texts not in this file are kept for the next one.
  const isHere = new Set(values.map(({ of, text }) => `${of} ${text}`));
  const known = before.values.filter(({ of, text }) => !isHere.has(`${of} ${text}`));
  const mapping = { uses: before.uses, dayOrder: sent.typed.dayOrder, values: [...known, ...values] };
  if (!sent.ok) return await showValues(context, tools, { ...staged, one: { ...one, mapping } }, sent);
  const { name } = sent.values;
  const mappingId = mappingIdOf(name, round.surveyVersionId, one.unitIds);
  const version = randomUUID();
  const { unitIds, headings } = one;
  const change = {
    version,
    mapping,
    mappingId,
    mappingName: name,
    check: undefined,
    jobId: undefined,
  };
  if (!(await stores.imports.change(one, change))) throw movedOn();
  await stores.imports.saveMapping({
    id: mappingId,
    name,
    surveyVersionId: round.surveyVersionId,
    unitIds,
    headings,
    mapping,
  });
  const job = await startJob(context, tools, {
    kind: checkImportJob(stores),
    permission,
    unitIds,
    parameters: { importId: one.id, version, language, atMs: now().getTime() },
  });
  await stores.imports.change({ ...one, version }, { jobId: job.id, checkJobId: job.id });
  return seeOther(`/staff/imports/${one.id}`);
}
