/** Surveys: the list, starting a draft, and published versions. */
import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { readSearch } from '../../access/accounts/input.ts';
import { notYours } from '../../access/accounts/caller.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { roundState } from '../rounds/round.ts';
import { finds } from '../../platform/text/searchText.ts';
import { dayText, timeText } from '../../platform/calendar/clock.ts';
import { malformedRequest } from '../../platform/web/input.ts';
import { wantsJson } from '../../platform/web/jsonAddress.ts';
import { readLanguage } from '../../access/web/language.ts';
import { nextPageUrl, pageOf } from '../../platform/web/paging.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { draftEntry, draftUrl, type SurveyDraft } from './draft.ts';
import { questionLine, scaleLine, surveySummary } from './draftPage.ts';
import { readFrom, readStart, type SentStart } from './input.ts';
import { surveyPresets } from './presets/presets.ts';
import { readSurvey, type ShapeFault } from './readSurvey.ts';
import { surveyFaults } from './soundness.ts';
import { questionsByFactor, type SurveyContent, type SurveyVersion } from './survey.ts';
import { surveyTexts } from './texts.ts';
import type { RoutesOptions } from '../stores.ts';

export function surveyRoutes({ stores, now }: RoutesOptions): Router {
  const router = staffRouter();

  router.get('/staff/surveys', async (req, res) => {
    const language = readLanguage(req);
    const t = surveyTexts[language];
    const { text, page } = await readSearch(req);
    const mayWrite = callerOfRequest(req).may('writeSurveys', undefined);
    const [versions, rounds, drafts] = await Promise.all([
      stores.surveys.list(),
      stores.rounds.list(),
      mayWrite ? stores.surveyDrafts.list() : undefined,
    ]);
    const found = versions
      .filter(({ content }) => finds([inLanguage(content.title, language), content.surveyId], text))
      .toSorted((one, other) => one.content.surveyId.localeCompare(other.content.surveyId)); // stays in order of publication
    const lines = pageOf(found, page).map(({ id, content, publishedOn }) => ({
      id,
      name: inLanguage(content.title, language),
      surveyId: content.surveyId,
      mark: id.slice(0, 8),
      publishedOn: dayText(publishedOn, language),
      rounds: rounds
        .filter(({ surveyVersionId }) => surveyVersionId === id)
        .map(({ title }) => inLanguage(title, language)),
    }));
    const content = {
      t,
      text,
      lines,
      hasAny: versions.length > 0,
      count: t.shown(lines.length, found.length),
      nextUrl: nextPageUrl(req, found.length, page),
      drafts: drafts?.map((draft) => ({
        id: draft.id,
        name: inLanguage(draft.content.title, language) || t.noName,
        surveyId: draft.content.surveyId,
        changedAt: timeText(draft.changedAt, language),
        changedBy: draft.changedBy.name,
      })),
    };
    renderStaffPage(
      req,
      res,
      'design/surveys/list',
      { title: t.title, notice: noticeFor(req, t.notices) },
      content,
    );
  });

  // ---------------------------------------------------------------- a new draft

  async function showStart(req: Request, res: Response, sent: SentStart, fault?: string): Promise<void> {
    const language = readLanguage(req);
    const t = surveyTexts[language];
    const versions = await stores.surveys.list();
    const options = [
      ...surveyPresets.map(({ surveyId, title }) => ({
        value: `preset:${surveyId}`,
        label: `${inLanguage(title, language)} (${t.preset})`,
      })),
      ...versions.map(({ id, content, publishedOn }) => ({
        value: id,
        label: `${inLanguage(content.title, language)} · ${dayText(publishedOn, language)} · ${id.slice(0, 8)}`,
      })),
    ];
    const fields = [
      { id: 'from', label: t.from, value: sent.from, options },
      { id: 'json', label: t.json, hint: t.jsonHint, value: sent.json, rows: 8, optional: true, fault },
    ];
    const faults = fault === undefined ? {} : { json: fault };
    renderStaffPage(req, res, 'design/surveys/new', { title: t.newTitle }, { t, faults, fields });
  }

  router.get('/staff/surveys/new', async (req, res) => {
    await showStart(req, res, { from: await readFrom(req), json: '' });
  });

  async function startOf({
    from,
    json,
  }: SentStart): Promise<SurveyContent | readonly ShapeFault[] | 'notJson'> {
    if (json !== '') {
      const value = parsed(json);
      return value === undefined ? 'notJson' : readSurvey(value);
    }
    const preset = surveyPresets.find(({ surveyId }) => from === `preset:${surveyId}`);
    const found = preset ?? (await stores.surveys.find(from))?.content;
    if (!found) throw malformedRequest();
    return found;
  }

  router.post('/staff/surveys/drafts', async (req, res) => {
    callerOfRequest(req).demand('writeSurveys', []);
    const language = readLanguage(req);
    const sent = await readStart(req);
    const content = await startOf(sent);
    const fault = isSurvey(content) ? nameFaults(content, language) : shapeSentence(content, language);
    if (!isSurvey(content) || fault !== undefined) {
      await showStart(req, res.status(422), sent, fault);
      return;
    }
    const by = callerOfRequest(req).actor;
    const draft: SurveyDraft = {
      id: randomUUID(),
      content,
      state: 'open',
      step: 1,
      changedAt: now(),
      changedBy: by,
    };
    await stores.surveyDrafts.add(draft, draftEntry('survey.drafted', draft, { by, at: draft.changedAt }));
    res.redirect(303, `${draftUrl(draft)}?done=made`);
  });

  // ---------------------------------------------------------------- a version

  async function versionOf(req: Request): Promise<SurveyVersion> {
    const version = await stores.surveys.find(String(req.params['versionId']));
    if (!version) throw notYours();
    return version;
  }

  router.get('/staff/surveys/:versionId', async (req, res) => {
    const { id, content, publishedOn } = await versionOf(req);
    if (wantsJson(res)) {
      res.json(content);
      return;
    }
    const language = readLanguage(req);
    const t = surveyTexts[language];
    const all = await stores.rounds.list();
    const rounds = all.filter(({ surveyVersionId }) => surveyVersionId === id);
    const caller = callerOfRequest(req);
    const movable = all.filter(
      (one) =>
        one.surveyVersionId !== id &&
        roundState(one, now()) !== 'closed' &&
        caller.mayOnAll('writeSurveys', one.unitIds),
    );
    const page = { title: inLanguage(content.title, language), notice: noticeFor(req, t.notices) };
    renderStaffPage(req, res, 'design/surveys/version', page, {
      t,
      id,
      lead: t.versionLead(id, dayText(publishedOn, language)),
      mayWrite: caller.may('writeSurveys', undefined),
      mayMove: caller.holds('writeSurveys'),
      movable: movable.map((one) => ({ id: one.id, title: inLanguage(one.title, language) })),
      rounds: rounds.map(({ title }) => inLanguage(title, language)),
      ...versionPage(content, language),
    });
  });

  return router;
}

function isSurvey(read: SurveyContent | readonly ShapeFault[] | 'notJson'): read is SurveyContent {
  return typeof read === 'object' && !Array.isArray(read);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

const faultsSaid = 12;

function shapeSentence(faults: readonly ShapeFault[] | 'notJson', language: PageLanguage): string {
  const t = surveyTexts[language];
  if (faults === 'notJson') return t.notJson;
  return inOneLine(
    faults.map(({ place, kind }) => t.shapeFaults[kind](place)),
    language,
  );
}

/** Parts are addressed by their ids: a survey with invalid ids cannot be edited. */
function nameFaults(content: SurveyContent, language: PageLanguage): string | undefined {
  const faults = surveyFaults(content).filter(({ kind }) => kind === 'idMalformed' || kind === 'idTwice');
  if (faults.length === 0) return undefined;
  const t = surveyTexts[language];
  return inOneLine(
    faults.map(({ place, kind }) => `"${place}": ${t.soundness[kind]}.`),
    language,
  );
}

function inOneLine(sentences: readonly string[], language: PageLanguage): string {
  const more = sentences.length - faultsSaid;
  return [
    ...sentences.slice(0, faultsSaid),
    ...(more > 0 ? [surveyTexts[language].moreFaults(more)] : []),
  ].join(' ');
}

function versionPage(content: SurveyContent, language: PageLanguage) {
  return {
    ...surveySummary(content, language),
    factors: questionsByFactor(content).map(({ factor, questions }) => ({
      title: inLanguage(factor.title, language),
      questions: questions.map((question) => questionLine(content, question, language)),
    })),
    scales: content.scales.map((scale) => ({ id: scale.id, ...scaleLine(scale, language) })),
    about: content.about.map(({ text, options }) => ({
      text: inLanguage(text, language),
      options: options.map(({ label }) => inLanguage(label, language)).join(' / '),
    })),
  };
}
