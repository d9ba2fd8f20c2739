/** Input of the pages of reports. */
import type { Request } from 'express';
import { body, query } from 'express-validator';
import { pageLanguages, type PageLanguage } from '../../platform/text/localized.ts';
import { readFields } from '../../platform/web/input.ts';
import { reportFormats, type ReportFormat } from './makeReports.ts';
import { officeFields, type Office } from './office.ts';

export interface SheetsRequest {
  readonly round: string;
  readonly unit: string;
  readonly language: PageLanguage;
}

export interface SentReport extends SheetsRequest {
  readonly format: ReportFormat;
  readonly office: Office;
}

const id = (name: string) => body(name).isString().isLength({ min: 1, max: 100 });
const sheetsFields = () => [id('round'), id('unit'), body('language').isIn([...pageLanguages])];

/** The publication and the unit; the unit is empty before it is chosen. @throws Problem malformed */
export async function readWhich(req: Request): Promise<{ round: string; unit: string }> {
  const one = (name: string) => query(name).default('').isString().isLength({ max: 100 });
  return (await readFields(req, [one('round'), one('unit')])) as { round: string; unit: string };
}

/** @throws Problem malformed */
export async function readSheetsRequest(req: Request): Promise<SheetsRequest> {
  return (await readFields(req, sheetsFields())) as unknown as SheetsRequest;
}

/** As typed. @throws Problem malformed */
export async function readSentReport(req: Request): Promise<SentReport> {
  const { round, unit, language, format, ...office } = await readFields(req, [
    ...sheetsFields(),
    body('format').isIn([...reportFormats]),
    ...officeFields.map((name) => body(name).isString().isLength({ max: 10_000 }).trim()),
  ]);
  return { round, unit, language, format, office } as unknown as SentReport;
}
