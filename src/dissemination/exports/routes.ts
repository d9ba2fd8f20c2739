/** Exports results: all units and questions of a publication or of a round, as a file. */
import type { Router } from 'express';
import { auditEntry } from '../../access/audit/entry.ts';
import { readLanguage } from '../../access/web/language.ts';
import { sendTable } from '../../platform/web/sendTable.ts';
import { renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { aggregatesJson, aggregatesNotes, aggregatesTable, type Aggregates } from './aggregates.ts';
import { microPart, resultFields } from './exportsPage.ts';
import { readResultsWish, type ResultsWish } from './input.ts';
import { aggregatesReader } from './readAggregates.ts';
import { exportTexts } from './texts.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

export function exportRoutes(options: RoundsRoutesOptions): Router {
  const router = staffRouter();
  const { stores, now } = options;
  const aggregates = aggregatesReader(options);

  router.get('/staff/exports', async (req, res) => {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = exportTexts[language];
    const [taken, micro] = [await aggregates.list(caller), await microPart(stores, caller, now())];
    const fields = resultFields(taken, language);
    renderStaffPage(req, res, 'dissemination/exports/exports', { title: t.title }, { t, fields, micro });
  });

  router.get('/staff/exports/results', async (req, res) => {
    const caller = callerOfRequest(req);
    const wish = await readResultsWish(req);
    const found = await aggregates.get(caller, wish.of);
    const { round } = found.content;
    await stores.audit.add(
      auditEntry({
        at: now(),
        by: caller.actor,
        kind: 'results.taken',
        unitIds: [],
        subject: { id: round.id, label: round.title.vi },
        after: { of: wish.of, layout: wish.layout, format: wish.format },
      }),
    );
    const name = fileName(found, wish);
    if (wish.format === 'json') {
      res.attachment(`${name}.json`).json(aggregatesJson(found));
      return;
    }
    const sent = {
      name,
      title: exportTexts[wish.heads].resultsTitle,
      table: aggregatesTable(found, wish.layout, wish.heads),
      notes: aggregatesNotes(found, wish.heads),
    };
    await sendTable(res, sent, {
      format: wish.format === 'xlsx' ? 'xlsx' : 'csv',
      separator: wish.format === 'csvSemicolon' ? 'semicolon' : 'comma',
      language: wish.heads,
    });
  });

  return router;
}

/** The file name says so where data are made up. */
function fileName({ content: { round }, publication }: Aggregates, { layout }: ResultsWish): string {
  const number = publication ? `cong-bo-${publication.number}` : 'dang-tinh';
  return ['ket-qua', round.id, number, layout, round.madeUp ? 'minh-hoa' : ''].filter(Boolean).join('-');
}
