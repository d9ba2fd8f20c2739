/** Exports results: all units and questions of a publication or of a round, as a file. */
import { auditEntry } from '../../access/audit/entry.ts';
import { sendTable } from '../../platform/web/sendTable.ts';
import { page, sent, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { menuLine } from '../../access/web/menu.ts';
import { aggregatesJson, aggregatesNotes, aggregatesTable, type Aggregates } from './aggregates.ts';
import { microPart, resultFields } from './exportsPage.ts';
import { resultsForm, type ResultsRequest } from './input.ts';
import type { aggregatesReader } from './readAggregates.ts';
import { exportTexts } from './texts.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

interface ExportTools extends RoundsRoutesOptions {
  readonly aggregates: ReturnType<typeof aggregatesReader>;
}

export const exportRoutes: Routes<ExportTools> = {
  'GET /staff/exports': may('downloadResults', openExports, menuLine('results', exportTexts)),
  'GET /staff/exports/results': may('downloadResults', downloadResults),
};

async function openExports(context: StaffContext, tools: ExportTools): Promise<Reply> {
  const { caller, language } = context;
  const { stores, aggregates, now } = tools;
  const t = exportTexts[language];
  const [taken, micro] = [await aggregates.list(caller), await microPart(stores, caller, now())];
  const fields = resultFields(taken, language);
  return page('dissemination/exports/exports', { title: t.title }, { t, fields, micro });
}

async function downloadResults(context: StaffContext, tools: ExportTools): Promise<Reply> {
  const { res, caller } = context;
  const { stores, aggregates, now } = tools;
  const request = await resultsForm.query(context);
  const found = await aggregates.get(caller, request.of);
  const { round } = found.content;
  await stores.audit.add(
    auditEntry({
      at: now(),
      by: caller.actor,
      kind: 'results.taken',
      unitIds: [],
      subject: { id: round.id, label: round.title.vi },
      after: { of: request.of, layout: request.layout, format: request.format },
    }),
  );
  const name = fileName(found, request);
  if (request.format === 'json') {
    res.attachment(`${name}.json`).json(aggregatesJson(found));
    return sent;
  }
  const file = {
    name,
    title: exportTexts[request.heads].resultsTitle,
    table: aggregatesTable(found, request.layout, request.heads),
    notes: aggregatesNotes(found, request.heads),
  };
  await sendTable(res, file, {
    format: request.format === 'csvSemicolon' ? 'csv' : request.format,
    separator: request.format === 'csvSemicolon' ? 'semicolon' : 'comma',
    language: request.heads,
  });
  return sent;
}

/** The file name says so where data are made up. */
function fileName({ content: { round }, publication }: Aggregates, { layout }: ResultsRequest): string {
  const number = publication ? `cong-bo-${publication.number}` : 'dang-tinh';
  return ['ket-qua', round.id, number, layout, round.madeUp ? 'minh-hoa' : ''].filter(Boolean).join('-');
}
