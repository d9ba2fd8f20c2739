/** Tells by its content what a survey file is, and reads it. */
import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { cellTexts, readXlsx } from '../../platform/tables/readXlsx.ts';
import { inspectOfficeFile } from '../../registers/evidence/officeFile.ts';
import type { Form } from './form.ts';
import { limeSurveyTables } from './limeSurveyTables.ts';
import { readLimeSurvey } from './readLimeSurvey.ts';
import type { SurveyFileError, SurveyFileTask } from './readSurveyFile.ts';
import { readXlsform } from './readXlsform.ts';
import { surveyOfForm } from './surveyOfForm.ts';
import { lowerPriority } from '../../platform/lowerPriority.ts';

lowerPriority();

const { path, how } = workerData as SurveyFileTask;
const form = await formIn(path);
parentPort!.postMessage(typeof form === 'string' ? form : surveyOfForm(form, how));

async function formIn(file: string): Promise<Form | SurveyFileError> {
  const bytes = await readFile(file);
  const magic = bytes.subarray(0, 4).toString('hex');
  if (magic === 'd0cf11e0') return 'oldExcel';
  return magic === '504b0304' ? await formInXlsx(file) : formInXml(bytes);
}

async function formInXlsx(file: string): Promise<Form | SurveyFileError> {
  const error = await inspectOfficeFile(file);
  if (error) return error === 'macros' || error === 'entities' || error === 'encrypted' ? error : 'damaged';
  const sheets = await readXlsx(file, 'all');
  if (typeof sheets === 'string') return sheets === 'damaged' ? 'damaged' : 'tooBig';
  const named = sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map(cellTexts) }));
  return readXlsform(named) ?? 'notAForm';
}

function formInXml(bytes: Buffer): Form | SurveyFileError {
  const text = textIn(bytes);
  if (text === undefined || !text.trimStart().startsWith('<')) return 'notAForm';
  const tables = limeSurveyTables(text);
  return typeof tables === 'string' ? tables : readLimeSurvey(tables);
}

/** @returns undefined when it is not UTF-8 */
function textIn(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
