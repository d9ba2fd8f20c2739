/** The page after an upload: the meaning of each column. */
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { randomUUID } from 'node:crypto';
import type { Caller } from '../../access/accounts/caller.ts';
import { also } from '../../platform/web/form.ts';
import { unitText } from '../../access/accounts/grantLines.ts';
import type { Round } from '../../design/rounds/round.ts';
import { line } from '../../platform/web/fields.ts';
import { malformedRequest, readQuery } from '../../platform/web/input.ts';
import { columnErrors, columnTable, offeredUses, offeredValues } from './columnsPage.ts';
import { dayOrderOf, guessValues, valueGroups } from './guessMapping.ts';
import { guessUses } from './guessUses.ts';
import { headingRowsMax } from './headings.ts';
import { movedOn, type Import } from './import.ts';
import { permission, stagedImport, type StagedImport } from './importAccess.ts';
import { columnsForm, readUses } from './input.ts';
import { sameHeadings, type ColumnUse, type SavedMapping } from './mapping.ts';
import { unitsOfImport } from './openImport.ts';
import { headOf, readHeading } from './stageFile.ts';
import { importTexts } from './texts.ts';
import { serviceOptions } from '../../registers/services/serviceOptions.ts';
import type { RoutesOptions } from '../stores.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';

export const columnRoutes: Routes<RoutesOptions> = {
  'GET /staff/imports/:importId/columns': may('importAnswers', showMapping),
  'POST /staff/imports/:importId/columns': may('importAnswers', keepMapping),
};

/** The current account's saved mappings that fit the headings. */
async function fitting(
  caller: Caller,
  { headings }: Import,
  round: Round,
  { stores }: RoutesOptions,
): Promise<readonly SavedMapping[]> {
  const saved = await stores.imports.listMappings(round.surveyVersionId);
  return saved.filter(
    (one) => caller.mayOnAll(permission, one.unitIds) && sameHeadings(one.headings, headings),
  );
}

async function showColumns(
  { caller, language, notice }: StaffContext,
  tools: RoutesOptions,
  { one, round, survey }: StagedImport,
  { uses, shown }: { uses: readonly ColumnUse[]; shown: typeof columnsForm.empty },
): Promise<Reply> {
  const { stores } = tools;
  const t = importTexts[language];
  const [head, profile, services, units, saved] = await Promise.all([
    headOf(one, stores.imports),
    stores.imports.findTexts(one.id),
    stores.services.list(),
    unitsOfImport(one, round, stores),
    fitting(caller, one, round, tools),
  ]);
  const rows = { options: head.map(rowOption) };
  const { fields, errors } = columnsForm.onPage(language, shown, {
    first: { ...rows, value: String(one.headingRows.first) },
    last: { ...rows, value: String(one.headingRows.last) },
    unit: { options: [{ value: '', label: t.unitByColumn }, ...unitsAmong(units, caller, language)] },
    service: { options: serviceOptions(services, t.anyService, language) },
  });
  return page(
    'collection/imports/columns',
    { title: `${t.columnsTitle}: ${one.fileName}`, notice: notice(t.notices), status: shown.status },
    {
      t,
      one,
      errors,
      headingFields: fields.slice(0, 2),
      ...columnTable(
        one.headings,
        { uses, profile, groups: offeredUses(survey, language), errors },
        language,
      ),
      saved: saved.find(({ id }) => id === shown.typed.saved),
      others: saved.filter(({ id }) => id !== shown.typed.saved),
      fields: fields.slice(2),
    },
  );
}

/** A row of the file, as the first or the last one of the headings. */
function rowOption([row, ...cells]: Awaited<ReturnType<typeof headOf>>[number]) {
  const words = cells.filter((cell) => cell !== '').join(' | ');
  return { value: String(row), label: `${row}: ${words.slice(0, 80)}` };
}

function unitsAmong(units: readonly { readonly id: string }[], caller: Caller, language: PageLanguage) {
  const offered = new Set(units.map(({ id }) => id));
  return caller.units
    .outline()
    .filter(({ unit }) => offered.has(unit.id))
    .map(({ unit, depth }) => ({
      value: unit.id,
      depth,
      label: unitText(unit.id, caller.units, language),
    }));
}

async function showMapping(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller, param } = context;
  const { stores } = tools;
  const staged = await stagedImport(caller, param('importId'), stores);
  const { one, round, survey } = staged;
  const wanted =
    req.query['saved'] === undefined ? undefined : (await readQuery(req, { saved: line(100) })).saved;
  const saved = await fitting(caller, one, round, tools);
  const used =
    wanted === undefined ? (one.mapping ? undefined : saved[0]) : saved.find(({ id }) => id === wanted);
  const own = wanted === undefined ? one.mapping?.uses : undefined;
  const uses = own ?? used?.mapping.uses ?? guessUses(one.headings, survey);
  const [unit, service] = [one.unitId ?? '', one.serviceId ?? ''];
  const shown = columnsForm.filled({ unit, service, saved: used?.id ?? '' });
  return await showColumns(context, tools, staged, { uses, shown });
}

async function keepMapping(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller, language, param } = context;
  const { stores } = tools;
  const staged = await stagedImport(caller, param('importId'), stores);
  const { one, round, survey } = staged;
  const offered = offeredValues(offeredUses(survey, language));
  const read = await columnsForm.read(context);
  const uses = await readUses(req, { count: one.headings.length, offered });
  const { version, action, unit, service } = read.typed;
  if (version !== one.version) throw movedOn();
  if (action === 'heading') return await readHeadingAgain(context, tools, staged, { uses, sent: read });
  const [units, services] = await Promise.all([unitsOfImport(one, round, stores), stores.services.list()]);
  const isOffered = (id: string, all: readonly { readonly id: string }[]): boolean =>
    id === '' || all.some((each) => each.id === id);
  if (!isOffered(unit, units) || !isOffered(service, services)) throw malformedRequest();
  const sent = also(read, columnErrors(uses, unit, { survey, language }));
  if (!sent.ok) return await showColumns(context, tools, staged, { uses, shown: sent });
  const saved = (await fitting(caller, one, round, tools)).find(({ id }) => id === sent.typed.saved);
  const profile = await stores.imports.findTexts(one.id);
  const before = one.mapping ?? saved?.mapping;
  const groups = valueGroups(uses, profile, survey);
  const isChanged = await stores.imports.change(one, {
    version: randomUUID(),
    mapping: {
      uses,
      dayOrder: before?.dayOrder ?? dayOrderOf(uses, profile),
      values: guessValues(groups, survey, before?.values ?? []),
    },
    mappingId: undefined,
    mappingName: one.mappingName ?? saved?.name,
    unitId: uses.includes('unit') ? undefined : unit,
    serviceId: service === '' ? undefined : service,
    check: undefined,
    jobId: undefined,
  });
  if (!isChanged) throw movedOn();
  return seeOther(`/staff/imports/${one.id}/values`);
}

async function readHeadingAgain(
  context: StaffContext,
  tools: RoutesOptions,
  staged: StagedImport,
  { uses, sent }: { uses: readonly ColumnUse[]; sent: Awaited<ReturnType<typeof columnsForm.read>> },
): Promise<Reply> {
  const { stores } = tools;
  const { one } = staged;
  const { first, last } = sent.typed;
  const numbers = (await headOf(one, stores.imports)).map(([row]) => row);
  if (!numbers.includes(first) || !numbers.includes(last)) throw malformedRequest();
  const span = numbers.indexOf(last) - numbers.indexOf(first) + 1;
  if (span < 1 || span > headingRowsMax) {
    const error = importTexts[context.language].headingError;
    return await showColumns(context, tools, staged, { uses, shown: also(sent, { last: error }) });
  }
  const headed = await readHeading(one, { first, last }, stores.imports);
  const nothingMapped = { mapping: undefined, mappingId: undefined, check: undefined, jobId: undefined };
  if (!(await stores.imports.change(one, { ...headed, ...nothingMapped, version: randomUUID() })))
    throw movedOn();
  return seeOther(`/staff/imports/${one.id}/columns?done=heading`);
}
