/** A draft of a survey: its page, its parts, publishing and discarding. */
import type { Request, Response, Router } from 'express';
import { notYours } from '../../access/accounts/caller.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { Problem } from '../../platform/problem.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { wantsJson } from '../../platform/web/jsonAddress.ts';
import { readLanguage } from '../../access/web/language.ts';
import { allowOwnScripts } from '../../platform/web/ownScripts.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { draftEntry, draftUrl, type SurveyDraft } from './draft.ts';
import { draftPage, faultSentence, partName } from './draftPage.ts';
import { placeOfFault } from './faultPlace.ts';
import {
  readAddition,
  readItem,
  readListPlace,
  readMove,
  readPlace,
  readStep,
  type ItemPlace,
} from './input.ts';
import { fieldsOf, withFields } from './itemForm.ts';
import { itemPage, markOf, type ShownItem } from './itemPage.ts';
import { moved, withAbout, withNew, without, type ListKind } from './items.ts';
import { aboutPresets } from './presets/presets.ts';
import { draftChanged, publishDraft } from './publishSurvey.ts';
import { surveyFaults } from './soundness.ts';
import type { SurveyContent } from './survey.ts';
import { surveyTexts } from './texts.ts';
import type { RoutesOptions } from '../stores.ts';

export function surveyDraftRoutes({ stores, now }: RoutesOptions): Router {
  const router = staffRouter();

  /** @throws Problem notFound, also for a draft that was published or discarded */
  async function draftOf(req: Request): Promise<SurveyDraft> {
    callerOfRequest(req).demand('writeSurveys', []);
    const draft = await stores.surveyDrafts.find(String(req.params['draftId']));
    if (!draft) throw notYours();
    return draft;
  }

  /** @throws Problem conflict when it has changed since the page was made */
  async function sameDraftOf(req: Request): Promise<SurveyDraft> {
    const draft = await draftOf(req);
    if (draft.step !== (await readStep(req))) throw draftChanged();
    return draft;
  }

  async function change(req: Request, draft: SurveyDraft, content: SurveyContent): Promise<boolean> {
    const [by, at] = [callerOfRequest(req).actor, now()];
    const entry = draftEntry('survey.changed', { ...draft, content }, { by, at });
    const next = { content, changedAt: at, changedBy: by };
    return draft.state === 'open' && (await stores.surveyDrafts.change(draft, next, entry));
  }

  router.get('/staff/surveys/drafts/:draftId', async (req, res) => {
    const draft = await draftOf(req);
    if (wantsJson(res)) {
      res.json(draft.content);
      return;
    }
    const language = readLanguage(req);
    const t = surveyTexts[language];
    const title = t.draftTitle(inLanguage(draft.content.title, language) || t.noName);
    const content = {
      t,
      url: draftUrl(draft),
      step: draft.step,
      isPublishing: draft.state === 'publishing',
      ...draftPage(draft.content, draftUrl(draft), language),
    };
    renderStaffPage(req, res, 'design/surveys/draft', { title, notice: noticeFor(req, t.notices) }, content);
  });

  router.post('/staff/surveys/drafts/:draftId/add', async (req, res) => {
    const draft = await sameDraftOf(req);
    const { kind, of } = await readAddition(req);
    const written = kind === 'about' && of !== '' ? aboutPresets.find(({ id }) => id === of) : undefined;
    const next = written
      ? { content: withAbout(draft.content, written), id: written.id }
      : withNew(draft.content, kind, of);
    if (!(await change(req, draft, next.content))) throw draftChanged();
    res.redirect(303, `${draftUrl(draft)}/${kind}/${next.id}?done=added`);
  });

  /** Changes a part of which there can be several. */
  async function changePart(
    req: Request,
    res: Response,
    act: (content: SurveyContent, kind: ListKind, itemId: string) => Promise<SurveyContent> | SurveyContent,
    after: (anchor: string) => string,
  ): Promise<void> {
    const draft = await sameDraftOf(req);
    const { kind, itemId } = await readListPlace(req);
    if (!draft.content[kind].some(({ id }) => id === itemId)) throw notYours();
    const next = await act(draft.content, kind, itemId);
    if (!(await change(req, draft, next))) throw draftChanged();
    res.redirect(303, `${draftUrl(draft)}${after(`#${kind}-${itemId}`)}`);
  }

  router.post('/staff/surveys/drafts/:draftId/:kind/:itemId/move', async (req, res) => {
    const to = await readMove(req);
    await changePart(
      req,
      res,
      (content, kind, id) => moved(content, kind, id, to),
      (anchor) => anchor,
    );
  });

  router.post('/staff/surveys/drafts/:draftId/:kind/:itemId/remove', async (req, res) => {
    await changePart(req, res, without, () => '?done=removed');
  });

  // ---------------------------------------------------------------- a part of a draft

  function showItem(
    req: Request,
    res: Response,
    draft: SurveyDraft,
    shown: Omit<ShownItem, 'content'>,
  ): void {
    const language = readLanguage(req);
    const t = surveyTexts[language];
    const { kind, itemId, stored } = shown;
    const name = kind === 'survey' ? t.general : partName(draft.content, kind, itemId, language);
    const current = fieldsOf(draft.content, kind, itemId) ?? {};
    allowOwnScripts(res);
    renderStaffPage(
      req,
      res,
      'design/surveys/item',
      { title: t.editOf(name), notice: noticeFor(req, t.notices) },
      {
        t,
        url: `${draftUrl(draft)}/${kind}/${itemId}`,
        backUrl: kind === 'survey' ? draftUrl(draft) : `${draftUrl(draft)}#${kind}-${itemId}`,
        was: markOf(current),
        conflict: stored && t.conflictLead(draft.changedBy.name, timeText(draft.changedAt, language)),
        ...itemPage({ ...shown, content: draft.content }, language),
      },
    );
  }

  /** @throws Problem notFound when the draft does not (or no longer) have such a part */
  async function itemOf(req: Request) {
    const draft = await draftOf(req);
    const place = await readPlace(req);
    const fields = fieldsOf(draft.content, place.kind, place.itemId);
    if (!fields) throw new Problem('notFound', surveyTexts.vi.gone);
    return { draft, place, fields };
  }

  router.get('/staff/surveys/drafts/:draftId/:kind/:itemId', async (req, res) => {
    const { draft, place, fields } = await itemOf(req);
    showItem(req, res, draft, { ...place, fields });
  });

  router.post('/staff/surveys/drafts/:draftId/:kind/:itemId', async (req, res) => {
    const sent = await readItem(req);
    await saveItem(req, res, sent);
  });

  /** Tries again when another part has changed meanwhile; when it is this very part, both versions are shown. */
  async function saveItem(
    req: Request,
    res: Response,
    sent: Awaited<ReturnType<typeof readItem>>,
  ): Promise<void> {
    const { draft, place, fields: stored } = await itemOf(req);
    const shown = { ...place, fields: sent.fields };
    if (draft.state !== 'open') throw draftChanged();
    if (sent.was !== markOf(stored)) {
      showItem(req, res.status(409), draft, { ...shown, stored });
      return;
    }
    const next = withFields(draft.content, place.kind, place.itemId, sent.fields);
    if ('faults' in next) {
      showItem(req, res.status(422), draft, { ...shown, faults: next.faults });
      return;
    }
    if (!(await change(req, draft, next.content))) {
      await saveItem(req, res, sent);
      return;
    }
    res.redirect(
      303,
      `${draftUrl(draft)}?done=saved${place.kind === 'survey' ? '' : `#${place.kind}-${next.id}`}`,
    );
  }

  router.post('/staff/surveys/drafts/:draftId/:kind/:itemId/check', async (req, res) => {
    const { draft, place } = await itemOf(req);
    const { fields } = await readItem(req);
    const language = readLanguage(req);
    res.json({ sentences: checkedSentences(draft.content, place, fields, language) });
  });

  router.post('/staff/surveys/drafts/:draftId/publish', async (req, res) => {
    const draft = await sameDraftOf(req);
    if (surveyFaults(draft.content).length > 0) throw draftChanged(); // its page then has no button
    const versionId = await publishDraft(draft, callerOfRequest(req).actor, stores, now());
    res.redirect(303, `/staff/surveys/${versionId}?done=published`);
  });

  router.post('/staff/surveys/drafts/:draftId/discard', async (req, res) => {
    const draft = await sameDraftOf(req);
    if (draft.state !== 'open') throw draftChanged();
    const entry = draftEntry('survey.discarded', draft, { by: callerOfRequest(req).actor, at: now() });
    if (!(await stores.surveyDrafts.change(draft, { state: 'discarded' }, entry))) throw draftChanged();
    res.redirect(303, '/staff/surveys?done=discarded');
  });

  return router;
}

/** The errors that the part would have if it were saved as typed. */
function checkedSentences(
  content: SurveyContent,
  { kind, itemId }: ItemPlace,
  fields: Parameters<typeof withFields>[3],
  language: PageLanguage,
): readonly string[] {
  const t = surveyTexts[language];
  const next = withFields(content, kind, itemId, fields);
  if ('faults' in next) return Object.values(next.faults).map((fault) => t.fieldFaults[fault]);
  return surveyFaults(next.content)
    .filter((fault) => {
      const place = placeOfFault(next.content, fault);
      return place.kind === kind && (kind === 'survey' || place.itemId === next.id);
    })
    .map((fault) => faultSentence(next.content, fault, language));
}
