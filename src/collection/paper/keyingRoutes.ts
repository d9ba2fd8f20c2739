/** Keying the sheets of a batch, with the keyboard or a plain form, and settling differences between two passes. */
import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { inLanguage } from '../../platform/text/localized.ts';
import { Problem } from '../../platform/problem.ts';
import { aboutField, answerField } from '../submissions/input.ts';
import { answerFaults } from '../submissions/submission.ts';
import type { SurveyContent } from '../../design/surveys/survey.ts';
import { malformedRequest } from '../../platform/web/input.ts';
import { wantsJson } from '../../platform/web/jsonAddress.ts';
import { readLanguage } from '../../access/web/language.ts';
import { allowOwnScripts } from '../../platform/web/ownScripts.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import {
  differences,
  disputedNumbers,
  numbersToKey,
  passes,
  readOn,
  type PaperBatch,
  type Pass,
} from './batch.ts';
import { changedMeanwhile } from './closeBatch.ts';
import { entryRows, type ShownSheet } from './entryPage.ts';
import { fieldsOf, readAgreement, readSheet, type SentSheet } from './input.ts';
import { aboutOptions, blank, markValues, questionOptions } from './keys.ts';
import { batchOfRequest, wholeNumber, type FoundBatch } from './routes.ts';
import type { Kept } from './store.ts';
import { paperTexts, type PaperTexts } from './texts.ts';
import type { Stores } from '../stores.ts';

export function keyingRoutes({ stores }: { stores: Stores }): Router {
  const router = staffRouter();

  /** Sheets that this account may key in a pass. */
  function numbersFor(req: Request, batch: PaperBatch, pass: Pass): readonly number[] {
    const { id } = callerOfRequest(req).account;
    const other = passes.find((one) => one !== pass) ?? pass;
    return numbersToKey(batch, pass).filter((number) => batch.sheets[number]?.[other]?.by !== id);
  }

  function shownSheet(req: Request, { batch, survey }: FoundBatch, pass: Pass): ShownSheet {
    const asked = Number(req.query['sheet'] ?? Number.NaN);
    const stored = batch.sheets[asked]?.[pass];
    if (stored) {
      const fields = { ...fieldsOf(stored, survey.content), comment: stored.comment };
      return { pass, number: String(asked), id: stored.id, edit: stored.edit + 1, fields };
    }
    const next = Number.isInteger(asked) ? asked : numbersFor(req, batch, pass)[0];
    return { pass, number: String(next ?? ''), id: randomUUID(), edit: 1, fields: {} };
  }

  function showSheet(
    req: Request,
    res: Response,
    found: FoundBatch,
    sheet: ShownSheet,
    fault?: string,
  ): void {
    const { batch, survey } = found;
    const language = readLanguage(req);
    const t = paperTexts[language];
    const { pass } = sheet;
    const missing = numbersFor(req, batch, pass);
    const kept = batch.announced - numbersToKey(batch, pass).length;
    allowOwnScripts(res);
    renderStaffPage(
      req,
      res,
      'collection/paper/entry',
      { title: t.entry.title(batch.serial, t.passes[pass]), notice: noticeFor(req, { kept: t.entry.kept }) },
      {
        t: t.entry,
        batch,
        sheet,
        fault,
        ...entryRows(survey.content, sheet, language),
        missing,
        kept,
        progress: t.entry.progress(String(kept), batch.announced),
        isAllKeyed: missing.length === 0 && sheet.edit === 1 && fault === undefined,
        isMended: sheet.edit > 1,
        /** Where the page stores unsent sheets: by account, batch and pass. */
        drawer: `paper/${callerOfRequest(req).account.id}/${batch.id}/${pass}/`,
        words: {
          missing: t.entry.missing('{}'),
          progress: t.entry.progress('{}', batch.announced),
          numberFault: t.entry.numberFault(batch.announced),
          noSuchKey: t.entry.noSuchKey,
          kept: t.entry.kept,
          reopened: t.entry.reopened,
          offline: t.entry.offline,
          signedOut: t.entry.signedOut,
          refused: t.entry.refused('{}'),
          openAgain: t.entry.openAgain,
          drop: t.entry.drop,
          allKeyed: t.entry.allKeyed,
        },
      },
    );
  }

  async function passOfRequest(req: Request): Promise<FoundBatch & { pass: Pass }> {
    const found = await batchOfRequest(req, stores);
    const pass = passes.find((one) => one === req.params['pass']);
    if (!pass || (pass === 'second' && !found.batch.keyedTwice)) throw malformedRequest();
    return { ...found, pass };
  }

  router.get('/staff/paper/:batchId/keyings/:pass', async (req, res) => {
    const { pass, ...found } = await passOfRequest(req);
    if (found.batch.state !== 'open') throw notKept('over');
    showSheet(req, res, found, shownSheet(req, found, pass));
  });

  /**
   * Stores a sheet. The page then continues with the next one; the JSON variant (address with `.json`) confirms that
   * the sheet is on disk. On failure, JSON returns a Problem, and the page shows the form again with the reason.
   */
  router.post('/staff/paper/:batchId/keyings/:pass', async (req, res) => {
    const { pass, ...found } = await passOfRequest(req);
    const { batch, survey } = found;
    const sent = await readSheet(req, survey.content);
    const fault = sheetFault(sent, found, paperTexts[readLanguage(req)]);
    const kept = fault === undefined ? await keepSheet(req, batch, pass, sent) : undefined;
    if (wantsJson(res)) {
      if (fault !== undefined) throw new Problem('conflict', { vi: fault, en: fault });
      if (kept !== undefined && kept !== 'kept') throw notKept(kept);
      res.json({ kept: true });
    } else if (kept === 'kept') {
      res.redirect(303, `/staff/paper/${batch.id}/keyings/${pass}?done=kept`);
    } else {
      const fields = sentFields(req, survey.content);
      const sheet = { pass, number: sent.number, id: sent.id, edit: sent.edit, fields };
      const reason =
        kept === undefined ? fault : paperTexts[readLanguage(req)].notKept[kept][readLanguage(req)];
      showSheet(req, res.status(kept === undefined ? 422 : 409), found, sheet, reason);
    }
  });

  async function keepSheet(req: Request, batch: PaperBatch, pass: Pass, sent: SentSheet): Promise<Kept> {
    const { id, edit, reading } = sent;
    const { comment: _comment, ...withoutComment } = reading;
    const by = callerOfRequest(req).account.id;
    const read = pass === 'first' ? reading : withoutComment;
    const place = { batchId: batch.id, number: wholeNumber(sent.number), pass };
    return await stores.paper.keep(place, { ...read, id, edit, by, submissionId: randomUUID() });
  }

  router.get('/staff/paper/:batchId/differences', async (req, res) => {
    showDifferences(req, res, await batchOfRequest(req, stores));
  });

  router.post('/staff/paper/:batchId/differences', async (req, res) => {
    const found = await batchOfRequest(req, stores);
    const { batch, survey } = found;
    const disputed = disputedNumbers(batch, survey.content);
    const sent = await readAgreement(req, survey.content, (number) => {
      const sheet = disputed.includes(number) ? batch.sheets[number] : undefined;
      if (!sheet?.first || !sheet.second) throw changedMeanwhile();
      return { sheet, places: differences(sheet.first, sheet.second, survey.content) };
    });
    if (sent.open.length > 0) {
      const chosen = sentFields(req, survey.content);
      showDifferences(req, res.status(422), found, { number: sent.number, chosen });
      return;
    }
    if (!(await stores.paper.agree({ ...batch, changes: sent.changes }, sent.number, sent.reading))) {
      throw changedMeanwhile();
    }
    const isLast = disputed.length === 1;
    res.redirect(303, `/staff/paper/${batch.id}${isLast ? '' : '/differences'}?done=settled`);
  });

  /** @param unfinished a sheet with undecided differences, with the choices so far */
  function showDifferences(
    req: Request,
    res: Response,
    { batch, survey }: FoundBatch,
    unfinished?: { readonly number: number; readonly chosen: Readonly<Record<string, string>> },
  ): void {
    const t = paperTexts[readLanguage(req)];
    const sheets = disputedNumbers(batch, survey.content).map((number) => ({
      number,
      isFaulty: unfinished?.number === number,
      places: placesOf(
        batch,
        number,
        survey.content,
        unfinished?.number === number ? unfinished.chosen : {},
        readLanguage(req),
      ),
    }));
    renderStaffPage(
      req,
      res,
      'collection/paper/differences',
      {
        title: t.differences.title(batch.serial),
        notice: noticeFor(req, { settled: t.differences.saved }),
      },
      { t, d: t.differences, batch, sheets },
    );
  }

  return router;
}

function placesOf(
  batch: PaperBatch,
  number: number,
  survey: SurveyContent,
  chosen: Readonly<Record<string, string>>,
  language: 'vi' | 'en',
) {
  const t = paperTexts[language];
  const { first, second } = batch.sheets[number] ?? {};
  if (!first || !second) return [];
  return differences(first, second, survey).map((place) => {
    const position = survey.questions.findIndex(({ id }) => id === place);
    const question = survey.questions[position];
    const about = survey.about.find(({ id }) => id === place);
    const options = question
      ? [
          ...questionOptions(survey, question, language),
          ...markValues.map((value) => ({ value, label: t.entry[value] })),
        ]
      : [...(about ? aboutOptions(about, language) : []), { value: blank, label: t.differences.notSaid }];
    const labelOf = (value: number | string | undefined): string =>
      options.find((option) => option.value === String(value ?? blank))?.label ?? '';
    const field = question ? answerField(place) : aboutField(place);
    return {
      field: `${field}-${number}`,
      name: field,
      label: question
        ? `${position + 1}. ${inLanguage(question.text, language)}`
        : inLanguage(about?.text ?? { vi: '' }, language),
      first: labelOf(question ? readOn(first, place) : first.about[place]),
      second: labelOf(question ? readOn(second, place) : second.about[place]),
      options: options.map(({ value, label }) => ({ value, label, isChosen: chosen[field] === value })),
    };
  });
}

/** What the clerk has to correct before the sheet can be stored. */
function sheetFault(sent: SentSheet, { batch, survey }: FoundBatch, t: PaperTexts): string | undefined {
  const number = wholeNumber(sent.number);
  if (!(number >= 1)) return t.entry.numberFault(batch.announced);
  const [unkeyed] = sent.unkeyed;
  if (unkeyed !== undefined) {
    return t.entry.missing(String(survey.content.questions.findIndex(({ id }) => id === unkeyed) + 1));
  }
  const faults = answerFaults(survey.content, sent.reading);
  return faults.some(({ kind }) => kind === 'commentTooLong') ? t.entry.commentTooLong : undefined;
}

function notKept(why: Exclude<Kept, 'kept'>): Problem {
  return new Problem('conflict', paperTexts.vi.notKept[why]);
}

/** Values of the survey's fields, to show the form again. */
function sentFields(req: Request, survey: SurveyContent): Record<string, string> {
  const names = [
    ...survey.questions.map(({ id }) => answerField(id)),
    ...survey.about.map(({ id }) => aboutField(id)),
    'comment',
  ];
  const sent = req.body as Record<string, unknown>;
  return Object.fromEntries(
    names.flatMap((name) => (typeof sent[name] === 'string' ? [[name, sent[name]]] : [])),
  );
}
