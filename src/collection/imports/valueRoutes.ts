/** The page between the columns and the check: the meanings of the texts in the cells. */
import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import type { Faults } from '../../access/accounts/input.ts';
import { startJob } from '../../access/jobs/startJob.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { readLanguage } from '../../access/web/language.ts';
import { renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { checkImportJob, type CheckWish } from './checkImport.ts';
import { valueGroups } from './guessMapping.ts';
import { movedOn } from './import.ts';
import { act, importAccess, type StagedImport } from './importAccess.ts';
import { readValues } from './input.ts';
import { daysOf, mappingIdOf } from './openImport.ts';
import { importTexts } from './texts.ts';
import { meaningGroups } from './valuesPage.ts';
import type { RoutesOptions } from '../stores.ts';

export function valueRoutes({ stores, now }: RoutesOptions): Router {
  const router = staffRouter();
  const { imports } = stores;
  const access = importAccess(stores);

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
      'collection/imports/values',
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
    // Meanings of a saved mapping for texts not in this file are kept for the next one.
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
