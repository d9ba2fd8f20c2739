/** The page after an upload: the meaning of each column. */
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { randomUUID } from 'node:crypto';
import type { Caller } from '../../access/accounts/caller.ts';
import type { FieldErrors } from '../../platform/web/form.ts';
import { unitText } from '../../access/accounts/grantLines.ts';
import type { Round } from '../../design/rounds/round.ts';
import { line } from '../../platform/web/fields.ts';
import { malformedRequest, readQuery } from '../../platform/web/input.ts';
import { columnErrors, columnLines, offeredUses, offeredValues } from './columnsPage.ts';
import { dayOrderOf, guessValues, valueGroups } from './guessMapping.ts';
import { guessUses } from './guessUses.ts';
import { headingRowsMax } from './headings.ts';
import { movedOn, type Import } from './import.ts';
import { permission, stagedImport, type StagedImport } from './importAccess.ts';
import { readColumns, type ColumnsDraft } from './input.ts';
import { sameHeadings, type SavedMapping } from './mapping.ts';
import { unitsOfImport } from './openImport.ts';
import { headOf, readHeading } from './stageFile.ts';
import { importTexts, type ImportTexts } from './texts.ts';
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
  shown: Pick<ColumnsDraft, 'uses' | 'unit' | 'service' | 'saved'>,
  errors?: FieldErrors,
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
  return page(
    'collection/imports/columns',
    { title: `${t.columnsTitle}: ${one.fileName}`, notice: notice(t.notices), status: errors && 422 },
    {
      t,
      one,
      errors: errors ?? {},
      headingFields: headingFields(one, head, errors ?? {}, t),
      lines: columnLines(one.headings, shown.uses, profile),
      useGroups: offeredUses(survey, language),
      saved: saved.find(({ id }) => id === shown.saved),
      others: saved.filter(({ id }) => id !== shown.saved),
      fields: [
        unitField(shown.unit, units, caller, { language, error: errors?.['unit'] }),
        {
          id: 'service',
          label: t.service,
          value: shown.service,
          options: serviceOptions(services, t.anyService, language),
        },
      ],
    },
  );
}

/** The first and the last row of the headings. */
function headingFields(
  one: Import,
  head: Awaited<ReturnType<typeof headOf>>,
  errors: FieldErrors,
  t: ImportTexts,
) {
  const rowOptions = head.map(([row, ...cells]) => ({
    value: String(row),
    label: `${row}: ${cells
      .filter((cell) => cell !== '')
      .join(' | ')
      .slice(0, 80)}`,
  }));
  const rowField = (id: 'first' | 'last', label: string) => ({
    id,
    label,
    value: String(one.headingRows[id]),
    options: rowOptions,
    error: errors[id],
  });
  return [rowField('first', t.headingFirst), rowField('last', t.headingLast)];
}

function unitField(
  value: string,
  units: readonly { readonly id: string }[],
  caller: Caller,
  { language, error }: { readonly language: PageLanguage; readonly error: string | undefined },
) {
  const t = importTexts[language];
  const offered = new Set(units.map(({ id }) => id));
  const unitOptions = caller.units
    .outline()
    .filter(({ unit }) => offered.has(unit.id))
    .map(({ unit, depth }) => ({
      value: unit.id,
      depth,
      label: unitText(unit.id, caller.units, language),
    }));
  return {
    id: 'unit',
    label: t.unit,
    hint: t.unitHint,
    value,
    error,
    options: [{ value: '', label: t.unitByColumn }, ...unitOptions],
  };
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
  return await showColumns(context, tools, staged, {
    uses: own ?? used?.mapping.uses ?? guessUses(one.headings, survey),
    unit: one.unitId ?? '',
    service: one.serviceId ?? '',
    saved: used?.id ?? '',
  });
}

async function keepMapping(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller, language, param } = context;
  const { stores } = tools;
  const staged = await stagedImport(caller, param('importId'), stores);
  const { one, round, survey } = staged;
  const offered = offeredValues(offeredUses(survey, language));
  const sent = await readColumns(req, { count: one.headings.length, offered });
  if (sent.version !== one.version) throw movedOn();
  if (sent.action === 'heading') return await readHeadingAgain(context, tools, staged, sent);
  const [units, services] = await Promise.all([unitsOfImport(one, round, stores), stores.services.list()]);
  const isOffered = (id: string, all: readonly { readonly id: string }[]): boolean =>
    id === '' || all.some((each) => each.id === id);
  if (!isOffered(sent.unit, units) || !isOffered(sent.service, services)) throw malformedRequest();
  const errors = columnErrors(sent.uses, sent.unit, { survey, language });
  if (Object.keys(errors).length > 0) {
    return await showColumns(context, tools, staged, sent, errors);
  }
  const saved = (await fitting(caller, one, round, tools)).find(({ id }) => id === sent.saved);
  const profile = await stores.imports.findTexts(one.id);
  const before = one.mapping ?? saved?.mapping;
  const groups = valueGroups(sent.uses, profile, survey);
  const isChanged = await stores.imports.change(one, {
    version: randomUUID(),
    mapping: {
      uses: sent.uses,
      dayOrder: before?.dayOrder ?? dayOrderOf(sent.uses, profile),
      values: guessValues(groups, survey, before?.values ?? []),
    },
    mappingId: undefined,
    mappingName: one.mappingName ?? saved?.name,
    unitId: sent.uses.includes('unit') ? undefined : sent.unit,
    serviceId: sent.service === '' ? undefined : sent.service,
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
  sent: ColumnsDraft,
): Promise<Reply> {
  const { stores } = tools;
  const { one } = staged;
  const { first, last } = sent;
  const numbers = (await headOf(one, stores.imports)).map(([row]) => row);
  if (!numbers.includes(first) || !numbers.includes(last)) throw malformedRequest();
  const span = numbers.indexOf(last) - numbers.indexOf(first) + 1;
  if (span < 1 || span > headingRowsMax) {
    const error = importTexts[context.language].headingError;
    return await showColumns(context, tools, staged, sent, { last: error });
  }
  const headed = await readHeading(one, { first, last }, stores.imports);
  const nothingMapped = { mapping: undefined, mappingId: undefined, check: undefined, jobId: undefined };
  if (!(await stores.imports.change(one, { ...headed, ...nothingMapped, version: randomUUID() })))
    throw movedOn();
  return seeOther(`/staff/imports/${one.id}/columns?done=heading`);
}
