/** The page after an upload: the meaning of each column. */
import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import type { Caller } from '../../access/accounts/caller.ts';
import type { Faults } from '../../access/accounts/input.ts';
import { unitText } from '../../access/accounts/grantLines.ts';
import type { Round } from '../../design/rounds/round.ts';
import { malformedRequest } from '../../platform/web/input.ts';
import { readLanguage } from '../../access/web/language.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { columnFaults, columnLines, offeredUses, offeredValues } from './columnsPage.ts';
import { dayOrderOf, guessValues, valueGroups } from './guessMapping.ts';
import { guessUses } from './guessUses.ts';
import { headingRowsMax } from './headings.ts';
import { movedOn, type Import } from './import.ts';
import { act, importAccess, type StagedImport } from './importAccess.ts';
import { readColumns, readSavedId, type SentColumns } from './input.ts';
import { sameHeadings, type SavedMapping } from './mapping.ts';
import { unitsOfImport } from './openImport.ts';
import { headOf, readHeading } from './stageFile.ts';
import { importTexts } from './texts.ts';
import { serviceOptions } from '../../registers/services/serviceOptions.ts';
import type { RoutesOptions } from '../stores.ts';

export function columnRoutes({ stores }: Pick<RoutesOptions, 'stores'>): Router {
  const router = staffRouter();
  const { imports } = stores;
  const access = importAccess(stores);

  /** The current account's saved mappings that fit the headings. */
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
      'collection/imports/columns',
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
            options: serviceOptions(services, t.anyService, language),
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

  return router;
}
