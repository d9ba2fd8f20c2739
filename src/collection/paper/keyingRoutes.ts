/** Keying the sheets of a batch, with the keyboard or a plain form, and settling differences between two passes. */
import { page, seeOther, sent, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { problemOf } from '../../platform/text/problemOf.ts';
import { Problem } from '../../platform/problem.ts';
import { aboutField, commentField } from '../submissions/input.ts';
import { answerErrors } from '../submissions/submission.ts';
import type { SurveyContent } from '../../design/surveys/survey.ts';
import { malformedRequest } from '../../platform/web/input.ts';
import { wantsJson } from '../../platform/web/jsonAddress.ts';
import { allowOwnScripts } from '../../platform/web/ownScripts.ts';
import { differences, disputedNumbers, numbersToKey, passes, type PaperBatch, type Pass } from './batch.ts';
import { changedMeanwhile } from './closeBatch.ts';
import { entryRows, type ShownSheet } from './entryPage.ts';
import { differencesTable } from './differencesPage.ts';
import { fieldsOf, fieldsOfQuestion, readAgreement, readSheet, type KeyedSheet } from './input.ts';
import { findBatch, type FoundBatch } from './findBatch.ts';
import type { Kept } from './store.ts';
import { paperTexts, type PaperTexts } from './texts.ts';
import type { RoutesOptions } from '../stores.ts';
import type { Caller } from '../../access/accounts/caller.ts';

export const keyingRoutes: Routes<RoutesOptions> = {
  'GET /staff/paper/:batchId/keyings/:pass': may('enterPaper', openSheet),
  'POST /staff/paper/:batchId/keyings/:pass': may('enterPaper', keepKeyed),
  'GET /staff/paper/:batchId/differences': may('enterPaper', openDifferences),
  'POST /staff/paper/:batchId/differences': may('enterPaper', settleDifference),
};

/** Sheets that this account may key in a pass. */
function numbersFor({ account: { id } }: Caller, batch: PaperBatch, pass: Pass): readonly number[] {
  const other = passes.find((one) => one !== pass) ?? pass;
  return numbersToKey(batch, pass).filter((number) => batch.sheets[number]?.[other]?.by !== id);
}

function shownSheet({ req, caller }: StaffContext, { batch, survey }: FoundBatch, pass: Pass): ShownSheet {
  const asked = Number(req.query['sheet'] ?? Number.NaN);
  const stored = batch.sheets[asked]?.[pass];
  if (stored) {
    const written = Object.entries(stored.questionComments ?? {}).map(([id, text]) => [
      commentField(id),
      text,
    ]);
    const fields = {
      ...fieldsOf(stored, survey.content),
      ...(Object.fromEntries(written) as Record<string, string>),
      comment: stored.comment,
    };
    return { pass, number: String(asked), id: stored.id, edit: stored.edit + 1, fields };
  }
  const next = Number.isInteger(asked) ? asked : numbersFor(caller, batch, pass)[0];
  return { pass, number: String(next ?? ''), id: randomUUID(), edit: 1, fields: {} };
}

function showSheet(
  { res, caller, language, notice }: StaffContext,
  { batch, survey }: FoundBatch,
  sheet: ShownSheet,
  { status, error }: { readonly status?: number; readonly error?: string | undefined } = {},
): Reply {
  const t = paperTexts[language];
  const { pass } = sheet;
  const missing = numbersFor(caller, batch, pass);
  const left = numbersToKey(batch, pass).length;
  const kept = batch.announced - left;
  const allKeyed = t.entry.allKeyed({ others: left - missing.length });
  allowOwnScripts(res);
  return page(
    'collection/paper/entry',
    {
      title: t.entry.title({ serial: batch.serial, pass: t.passes[pass] }),
      notice: notice({ kept: t.entry.kept }),
      status,
    },
    {
      t: t.entry,
      batch,
      sheet,
      error,
      ...entryRows(survey.content, sheet, language),
      missing,
      kept,
      progress: t.entry.progress({ kept: String(kept), announced: batch.announced }),
      allKeyed: missing.length === 0 && sheet.edit === 1 && error === undefined && allKeyed,
      isMended: sheet.edit > 1,
      /** Where the page stores unsent sheets: by account, batch and pass. */
      drawer: `paper/${caller.account.id}/${batch.id}/${pass}/`,
      words: {
        missing: t.entry.missing({ number: '{}' }),
        progress: t.entry.progress({ kept: '{}', announced: batch.announced }),
        numberError: t.entry.numberError({ announced: batch.announced }),
        noSuchKey: t.entry.noSuchKey,
        kept: t.entry.kept,
        reopened: t.entry.reopened,
        offline: t.entry.offline,
        signedOut: t.entry.signedOut,
        refused: t.entry.refused({ number: '{}' }),
        openAgain: t.entry.openAgain,
        drop: t.entry.drop,
        allKeyed,
      },
    },
  );
}

async function passOfRequest(
  { caller, param }: StaffContext,
  { stores }: RoutesOptions,
): Promise<FoundBatch & { pass: Pass }> {
  const found = await findBatch(caller, param('batchId'), stores);
  const pass = passes.find((one) => one === param('pass'));
  if (!pass || (pass === 'second' && !found.batch.keyedTwice)) throw malformedRequest();
  return { ...found, pass };
}

async function openSheet(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { pass, ...found } = await passOfRequest(context, tools);
  if (found.batch.state !== 'open') throw notKept('over');
  return showSheet(context, found, shownSheet(context, found, pass));
}

/**
 * Stores a sheet. The page then continues with the next one; the JSON variant (address with `.json`) confirms that
 * the sheet is on disk. On failure, JSON returns a Problem, and the page shows the form again with the reason.
 */
async function keepKeyed(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, res, language } = context;
  const { pass, ...found } = await passOfRequest(context, tools);
  const { batch, survey } = found;
  const keyed = await readSheet(req, survey.content);
  const error = sheetError(keyed, found, paperTexts[language]);
  const kept = error === undefined ? await keepSheet(context, tools, batch, pass, keyed) : undefined;
  if (wantsJson(res)) {
    if (error !== undefined) throw new Problem('conflict', { vi: error, en: error });
    if (kept !== undefined && kept !== 'kept') throw notKept(kept);
    res.json({ kept: true });
    return sent;
  }
  if (kept === 'kept') return seeOther(`/staff/paper/${batch.id}/keyings/${pass}?done=kept`);
  const fields = sentFields(req, survey.content);
  const sheet = { pass, number: keyed.number, id: keyed.sheetId, edit: keyed.edit, fields };
  return kept === undefined
    ? showSheet(context, found, sheet, { status: 422, error })
    : showSheet(context, found, sheet, { status: 409, error: paperTexts[language].notKept[kept] });
}

async function keepSheet(
  { caller }: StaffContext,
  { stores }: RoutesOptions,
  batch: PaperBatch,
  pass: Pass,
  keyed: KeyedSheet,
): Promise<Kept> {
  const { sheetId: id, edit, reading } = keyed;
  const { comment: _comment, questionComments: _questionComments, ...withoutComment } = reading;
  const by = caller.account.id;
  const read = pass === 'first' ? reading : withoutComment;
  const location = { batchId: batch.id, number: Number(keyed.number), pass };
  return await stores.paper.keep(location, { ...read, id, edit, by, submissionId: randomUUID() });
}

async function openDifferences(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { caller, param } = context;
  return showDifferences(context, await findBatch(caller, param('batchId'), tools.stores));
}

async function settleDifference(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller, param } = context;
  const { stores } = tools;
  const found = await findBatch(caller, param('batchId'), stores);
  const { batch, survey } = found;
  const disputed = disputedNumbers(batch, survey.content);
  const settled = await readAgreement(req, survey.content, (number) => {
    const sheet = disputed.includes(number) ? batch.sheets[number] : undefined;
    if (!sheet?.first || !sheet.second) throw changedMeanwhile();
    return { sheet, locations: differences(sheet.first, sheet.second, survey.content) };
  });
  if (settled.open.length > 0) {
    const chosen = sentFields(req, survey.content);
    return showDifferences(context, found, { number: settled.number, chosen });
  }
  if (!(await stores.paper.agree({ ...batch, changes: settled.changes }, settled.number, settled.reading))) {
    throw changedMeanwhile();
  }
  const isLast = disputed.length === 1;
  return seeOther(`/staff/paper/${batch.id}${isLast ? '' : '/differences'}?done=settled`);
}

/** @param unfinished a sheet with undecided differences, with the choices so far */
function showDifferences(
  { language, notice }: StaffContext,
  { batch, survey }: FoundBatch,
  unfinished?: { readonly number: number; readonly chosen: Readonly<Record<string, string>> },
): Reply {
  const t = paperTexts[language];
  const sheets = disputedNumbers(batch, survey.content).map((number) => ({
    number,
    isInvalid: unfinished?.number === number,
    rows: differencesTable(
      batch,
      number,
      survey.content,
      unfinished?.number === number ? unfinished.chosen : {},
      language,
    ),
  }));
  return page(
    'collection/paper/differences',
    {
      title: t.differences.title({ serial: batch.serial }),
      notice: notice({ settled: t.differences.saved }),
      status: unfinished && 422,
    },
    { t, d: t.differences, batch, sheets },
  );
}

/** What the clerk has to correct before the sheet can be stored. */
function sheetError(keyed: KeyedSheet, { batch, survey }: FoundBatch, t: PaperTexts): string | undefined {
  if (!/^(?!0+$)\d{1,6}$/.test(keyed.number)) return t.entry.numberError({ announced: batch.announced });
  const numberOf = (questionId: string): string =>
    String(survey.content.questions.findIndex(({ id }) => id === questionId) + 1);
  const [unkeyed] = keyed.unkeyed;
  if (unkeyed !== undefined) return t.entry.missing({ number: numberOf(unkeyed) });
  const errors = answerErrors(survey.content, keyed.reading);
  const both = errors.find(({ kind }) => kind === 'noneAndOthers');
  if (both) return t.entry.noneAndOthers({ number: numberOf(both.location) });
  return errors.some(({ kind }) => kind === 'commentTooLong') ? t.entry.commentTooLong : undefined;
}

function notKept(why: Exclude<Kept, 'kept'>): Problem {
  return problemOf('conflict', paperTexts, (texts) => texts.notKept[why]);
}

/** Values of the survey's fields, to show the form again. */
function sentFields(req: Request, survey: SurveyContent): Record<string, string> {
  const names = [
    ...survey.questions.flatMap((question) => fieldsOfQuestion(survey, question)),
    ...survey.about.map(({ id }) => aboutField(id)),
    ...survey.questions.map(({ id }) => commentField(id)),
    'comment',
  ];
  const fields = req.body as Record<string, unknown>;
  return Object.fromEntries(
    names.flatMap((name) => (typeof fields[name] !== 'string' ? [] : [[name, fields[name]]])),
  );
}
