/** Paper sheets to print: the numbered sheets of a batch, and one to be copied. */
import { sent, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import type { Request, Response } from 'express';
import { notYours } from '../../access/accounts/caller.ts';
import { revisionAt, type Revision } from '../../design/accessPoints/accessPoint.ts';
import { isLanguage, type Language } from '../../platform/text/catalogue.ts';
import { inLanguage, languageNameIn } from '../../platform/text/localized.ts';
import { offeredLanguages } from '../../platform/text/languageSettings.ts';
import { languageSettings } from '../../platform/web/page.ts';
import { printPdf } from '../../platform/print/printThread.ts';
import type { Round } from '../../design/rounds/round.ts';
import { unitName } from '../../registers/units/unit.ts';
import { malformedRequest } from '../../platform/web/input.ts';
import { sheetNumbers } from './batch.ts';
import { formLayout, type FormFacts } from './printedForm.ts';
import { findBatch } from './findBatch.ts';
import type { RoutesOptions } from '../stores.ts';

export const sheetRoutes: Routes<RoutesOptions> = {
  'GET /staff/paper/:batchId/form': may('enterPaper', sendNumberedSheets),
  'GET /staff/access-points/:accessPointId/form': may('seeAccessPoints', sendSheetToCopy),
};

async function factsOf(
  revision: Pick<Revision, 'unitId' | 'serviceId'>,
  round: Round,
  { stores }: RoutesOptions,
): Promise<FormFacts> {
  const unit = (await stores.units.list()).find(({ id }) => id === revision.unitId);
  const service = (await stores.services.list()).find(({ id }) => id === revision.serviceId);
  return {
    unitName: unitName(unit, round.unitsOn),
    serviceName: service?.name,
    madeUp: round.madeUp !== undefined,
  };
}

/** Numbered sheets of a batch. */
async function sendNumberedSheets(
  { req, res, caller, param }: StaffContext,
  tools: RoutesOptions,
): Promise<Reply> {
  const { stores, now } = tools;
  const { batch, round, survey } = await findBatch(caller, param('batchId'), stores);
  const language = printLanguage(req);
  if (batch.announced === 0) throw notYours(); // nothing to print
  const numbered = { serial: batch.serial, numbers: sheetNumbers(batch) };
  const facts = { ...(await factsOf(batch, round, tools)), notReviewed: !isReviewed(res, language) };
  const layout = formLayout(survey.content, facts, language, numbered);
  const pdf = await printPdf(layout, { title: batch.serial, language, madeAt: now() });
  res.attachment(`phieu-giay-${batch.serial}-${language}.pdf`).type('application/pdf').send(pdf);
  return sent;
}

/** One sheet without a number, to be copied: for any access point, whatever its channel. */
async function sendSheetToCopy(
  { req, res, caller, param }: StaffContext,
  tools: RoutesOptions,
): Promise<Reply> {
  const { stores, now } = tools;
  const point = await stores.accessPoints.find(param('accessPointId'));
  const revision = point && (revisionAt(point, now()) ?? point.revisions.at(-1));
  if (!point || !revision) throw notYours();
  caller.demand('seeAccessPoints', [revision.unitId]);
  const round = await stores.rounds.find(revision.roundId);
  const survey = round && (await stores.surveys.find(round.surveyVersionId));
  if (!round || !survey) throw notYours();
  const language = printLanguage(req);
  const facts = { ...(await factsOf(revision, round, tools)), notReviewed: !isReviewed(res, language) };
  const layout = formLayout(survey.content, facts, language);
  const title = inLanguage(survey.content.title, language);
  const pdf = await printPdf(layout, { title, language, madeAt: now() });
  res.attachment(`phieu-giay-${point.code}-${language}.pdf`).type('application/pdf').send(pdf);
  return sent;
}

function isReviewed(res: Response, language: Language): boolean {
  return languageSettings(res)[language].reviewed;
}

/** The forms to print, one for each language that respondents are offered. */
export function formsToPrint(
  { res, language }: StaffContext,
  path: string,
  textOf: (values: { readonly language: string }) => string,
) {
  return offeredLanguages(languageSettings(res)).map((one) => ({
    url: `${path}?language=${one}`,
    text: textOf({ language: languageNameIn(one, language) }),
  }));
}

/** @throws Problem malformed */
function printLanguage(req: Request): Language {
  const asked = req.query['language'] ?? 'vi';
  if (!isLanguage(asked)) throw malformedRequest();
  return asked;
}
