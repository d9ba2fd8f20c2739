/** The two pages between an upload and its check: what the columns hold, and what the texts in their cells mean. */
import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import type { Caller } from '../accounts/caller.ts';
import type { Faults } from '../accounts/input.ts';
import { unitText } from '../accounts/grantLines.ts';
import { startJob } from '../jobs/startJob.ts';
import { inLanguage } from '../localized.ts';
import type { Round } from '../rounds/round.ts';
import { dayText } from '../web/clock.ts';
import { malformedRequest } from '../web/input.ts';
import { readLanguage } from '../web/language.ts';
import { noticeFor, renderStaffPage } from '../web/staffPage.ts';
import { staffRouter } from '../web/staffRouter.ts';
import { callerOfRequest } from '../web/visit.ts';
import { checkImportJob, type CheckWish } from './checkImport.ts';
import { columnFaults, columnLines, offeredUses, offeredValues } from './columnsPage.ts';
import { dayOrderOf, guessValues, valueGroups } from './guessMapping.ts';
import { guessUses } from './guessUses.ts';
import { headingRowsMax } from './headings.ts';
import { movedOn, type Import } from './import.ts';
import { act, importAccess, type StagedImport } from './importAccess.ts';
import { readColumns, readSavedId, readValues, type SentColumns } from './input.ts';
import { sameHeadings, type SavedMapping } from './mapping.ts';
import { daysOf, mappingIdOf, unitsOfImport } from './openImport.ts';
import { headOf, readHeading } from './stageFile.ts';
import { importTexts } from './texts.ts';
import { meaningGroups } from './valuesPage.ts';
import type { RoutesOptions } from '../routesOptions.ts';

export function mappingRoutes({ stores, now }: RoutesOptions): Router {
  const router = staffRouter();
  const { imports } = stores;
  const access = importAccess(stores);

  /** Saved mappings of the caller's that fit the headings. */
  async function fitting(
    caller: Caller,
    { headings }: Import,
    round: Round,
  ): Promise<readonly SavedMapping[]> {
    const saved = await imports.listMappings(round.surveyVersionId);
    return saved.filter((one) => caller.mayOnAll(act, one.unitIds) && sameHeadings(one.headings, headings));
  }

  async function showColumns(
    req: Request,
    res: Response,
    { one, round, survey }: StagedImport,
    shown: Pick<SentColumns, 'uses' | 'unit' | 'service' | 'saved'>,
    faults: Faults = {},
  ): Promise<void> {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = importTexts[language];
    const [head, profile, services, units, saved] = await Promise.all([
      headOf(one, imports),
      imports.findTexts(one.id),
      stores.services.list(),
      unitsOfImport(one, round, stores),
      fitting(caller, one, round),
    ]);
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
      fault: faults[id],
    });
    const offered = new Set(units.map(({ id }) => id));
    const unitOptions = caller.units
      .outline()
      .filter(({ unit }) => offered.has(unit.id))
      .map(({ unit, depth }) => ({
        value: unit.id,
        depth,
        label: unitText(unit.id, caller.units, language),
      }));
    renderStaffPage(
      req,
      res,
      'imports/columns',
      { title: `${t.columnsTitle}: ${one.fileName}`, notice: noticeFor(req, t.notices) },
      {
        t,
        one,
        faults,
        headingFields: [rowField('first', t.headingFirst), rowField('last', t.headingLast)],
        lines: columnLines(one.headings, shown.uses, profile),
        useGroups: offeredUses(survey, language),
        saved: saved.find(({ id }) => id === shown.saved),
        others: saved.filter(({ id }) => id !== shown.saved),
        fields: [
          {
            id: 'unit',
            label: t.unit,
            hint: t.unitHint,
            value: shown.unit,
            fault: faults['unit'],
            options: [{ value: '', label: t.unitByColumn }, ...unitOptions],
          },
          {
            id: 'service',
            label: t.service,
            value: shown.service,
            options: [
              { value: '', label: t.anyService },
              ...services.map(({ id, name }) => ({ value: id, label: inLanguage(name, language) })),
            ],
          },
        ],
      },
    );
  }

  router.get('/staff/imports/:importId/columns', async (req, res) => {
    const staged = await access.stagedImport(callerOfRequest(req), req.params['importId']);
    const { one, round, survey } = staged;
    const wanted = await readSavedId(req);
    const saved = await fitting(callerOfRequest(req), one, round);
    const used =
      wanted === undefined ? (one.mapping ? undefined : saved[0]) : saved.find(({ id }) => id === wanted);
    const own = wanted === undefined ? one.mapping?.uses : undefined;
    await showColumns(req, res, staged, {
      uses: own ?? used?.mapping.uses ?? guessUses(one.headings, survey),
      unit: one.unitId ?? '',
      service: one.serviceId ?? '',
      saved: used?.id ?? '',
    });
  });

  router.post('/staff/imports/:importId/columns', async (req, res) => {
    const language = readLanguage(req);
    const staged = await access.stagedImport(callerOfRequest(req), req.params['importId']);
    const { one, round, survey } = staged;
    const offered = offeredValues(offeredUses(survey, language));
    const sent = await readColumns(req, { count: one.headings.length, offered });
    if (sent.version !== one.version) throw movedOn();
    if (sent.act === 'heading') {
      await readHeadingAgain(req, res, staged, sent);
      return;
    }
    const [units, services] = await Promise.all([unitsOfImport(one, round, stores), stores.services.list()]);
    const isOffered = (id: string, all: readonly { readonly id: string }[]): boolean =>
      id === '' || all.some((each) => each.id === id);
    if (!isOffered(sent.unit, units) || !isOffered(sent.service, services)) throw malformedRequest();
    const faults = columnFaults(sent.uses, sent.unit, { survey, language });
    if (Object.keys(faults).length > 0) {
      await showColumns(req, res.status(422), staged, sent, faults);
      return;
    }
    const saved = (await fitting(callerOfRequest(req), one, round)).find(({ id }) => id === sent.saved);
    const profile = await imports.findTexts(one.id);
    const before = one.mapping ?? saved?.mapping;
    const groups = valueGroups(sent.uses, profile, survey);
    const isChanged = await imports.change(one, {
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
    res.redirect(303, `/staff/imports/${one.id}/values`);
  });

  async function readHeadingAgain(
    req: Request,
    res: Response,
    staged: StagedImport,
    sent: SentColumns,
  ): Promise<void> {
    const { one } = staged;
    const { first, last } = sent.rows;
    const numbers = (await headOf(one, imports)).map(([row]) => row);
    if (!numbers.includes(first) || !numbers.includes(last)) throw malformedRequest();
    const span = numbers.indexOf(last) - numbers.indexOf(first) + 1;
    if (span < 1 || span > headingRowsMax) {
      const fault = importTexts[readLanguage(req)].headingFault;
      await showColumns(req, res.status(422), staged, sent, { last: fault });
      return;
    }
    const headed = await readHeading(one, sent.rows, imports);
    const nothingMapped = { mapping: undefined, mappingId: undefined, check: undefined, jobId: undefined };
    if (!(await imports.change(one, { ...headed, ...nothingMapped, version: randomUUID() }))) throw movedOn();
    res.redirect(303, `/staff/imports/${one.id}/columns?done=heading`);
  }

  async function valuesOf({ one, survey }: StagedImport) {
    if (!one.mapping) throw movedOn();
    const groups = valueGroups(one.mapping.uses, await imports.findTexts(one.id), survey);
    return { mapping: one.mapping, groups };
  }

  async function showValues(
    req: Request,
    res: Response,
    staged: StagedImport,
    shown: { readonly name: string; readonly faults: Faults },
  ): Promise<void> {
    const language = readLanguage(req);
    const t = importTexts[language];
    const { one, round, survey } = staged;
    const { mapping, groups } = await valuesOf(staged);
    const hasDays = mapping.uses.includes('givenOn');
    renderStaffPage(
      req,
      res,
      'imports/values',
      { title: `${t.valuesTitle}: ${one.fileName}` },
      {
        t,
        one,
        faults: shown.faults,
        groups: meaningGroups(groups, mapping.values, { survey, language }),
        noDay: hasDays ? undefined : t.noDay(dayText(daysOf(round, now()).last, language)),
        dayOrder: mapping.dayOrder,
        dayField: {
          id: 'dayOrder',
          label: t.dayOrder,
          value: mapping.dayOrder,
          options: Object.entries(t.dayOrders).map(([value, label]) => ({ value, label })),
        },
        nameField: {
          id: 'name',
          label: t.name,
          hint: t.nameHint,
          value: shown.name,
          fault: shown.faults['name'],
        },
      },
    );
  }

  router.get('/staff/imports/:importId/values', async (req, res) => {
    const staged = await access.stagedImport(callerOfRequest(req), req.params['importId']);
    const { fileName, mappingName } = staged.one;
    const name = mappingName ?? fileName.replace(/\.\w{1,5}$/, '').slice(0, 100);
    await showValues(req, res, staged, { name, faults: {} });
  });

  router.post('/staff/imports/:importId/values', async (req, res) => {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const staged = await access.stagedImport(callerOfRequest(req), req.params['importId']);
    const { one, round, survey } = staged;
    const { mapping: before, groups } = await valuesOf(staged);
    const selects = meaningGroups(groups, before.values, { survey, language }).flatMap(
      (group) => group.selects,
    );
    const sent = await readValues(
      req,
      selects.map(({ options }) => options.map(({ value }) => value)),
    );
    if (sent.version !== one.version) throw movedOn();
    const values = selects.map(({ of, plain: text }, at) => ({ of, text, meaning: sent.meanings[at]! }));
    // What a saved mapping knows of texts that are not in this file is kept for the next one.
    const isHere = new Set(values.map(({ of, text }) => `${of} ${text}`));
    const known = before.values.filter(({ of, text }) => !isHere.has(`${of} ${text}`));
    const mapping = { uses: before.uses, dayOrder: sent.dayOrder, values: [...known, ...values] };
    const nameLengthMax = 100;
    if (sent.name === '' || sent.name.length > nameLengthMax) {
      const fault = { name: importTexts[language].nameFault };
      const shown = { ...staged, one: { ...one, mapping } };
      await showValues(req, res.status(422), shown, { name: sent.name, faults: fault });
      return;
    }
    const mappingId = mappingIdOf(sent.name, round.surveyVersionId, one.unitIds);
    const version = randomUUID();
    const { unitIds, headings } = one;
    const change = {
      version,
      mapping,
      mappingId,
      mappingName: sent.name,
      check: undefined,
      jobId: undefined,
    };
    if (!(await imports.change(one, change))) throw movedOn();
    await imports.saveMapping({
      id: mappingId,
      name: sent.name,
      surveyVersionId: round.surveyVersionId,
      unitIds,
      headings,
      mapping,
    });
    const wishes: CheckWish = { importId: one.id, version, language, atMs: now().getTime() };
    const kind = checkImportJob(stores);
    const job = await startJob(stores.jobs, {
      kind,
      act,
      unitIds,
      wishes: { ...wishes },
      caller,
      now: now(),
    });
    await imports.change({ ...one, version }, { jobId: job.id, checkJobId: job.id });
    res.redirect(303, `/staff/imports/${one.id}`);
  });

  return router;
}
