/** A draft of a survey: its page, publishing and discarding. Its parts are in itemRoutes.ts. */
import { notYours } from '../../access/accounts/caller.ts';
import { page, seeOther, sent, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { wantsJson } from '../../platform/web/jsonAddress.ts';
import { draftChanged } from '../drafts/draft.ts';
import type { RoutesOptions } from '../stores.ts';
import { draftEntry, draftUrl, type SurveyDraft } from './draft.ts';
import { draftPage } from './draftPage.ts';
import { readBody } from '../../platform/web/input.ts';
import { revisionField } from './input.ts';
import { publishDraft } from './publishSurvey.ts';
import { surveyErrors } from './soundness.ts';
import { surveyTexts } from './texts.ts';

export const surveyDraftRoutes: Routes<RoutesOptions> = {
  'GET /staff/surveys/drafts/:draftId': may('writeSurveys', openDraft),
  'POST /staff/surveys/drafts/:draftId/publish': may('writeSurveys', publish),
  'POST /staff/surveys/drafts/:draftId/discard': may('writeSurveys', discard),
};

/** @throws Problem notFound, also for a draft that was published or discarded */
export async function draftOf(
  { param, caller }: StaffContext,
  { stores }: RoutesOptions,
): Promise<SurveyDraft> {
  caller.demand('writeSurveys', []);
  const draft = await stores.surveyDrafts.find(param('draftId'));
  if (!draft) throw notYours();
  return draft;
}

/** @throws Problem conflict when it has changed since the page was made */
export async function sameDraftOf(context: StaffContext, tools: RoutesOptions): Promise<SurveyDraft> {
  const draft = await draftOf(context, tools);
  if (draft.revision !== (await readBody(context.req, revisionField)).revision) throw draftChanged();
  return draft;
}

async function openDraft(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { res, language, notice } = context;
  const draft = await draftOf(context, tools);
  if (wantsJson(res)) {
    res.json(draft.content);
    return sent;
  }
  const t = surveyTexts[language];
  const title = t.draftTitle({ name: inLanguage(draft.content.title, language) || t.noName });
  return page(
    'design/surveys/draft',
    { title, notice: notice(t.notices) },
    {
      t,
      url: draftUrl(draft),
      revision: draft.revision,
      isPublishing: draft.state === 'publishing',
      ...draftPage(draft.content, draftUrl(draft), language),
    },
  );
}

async function publish(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const draft = await sameDraftOf(context, tools);
  if (surveyErrors(draft.content).length > 0) throw draftChanged(); // its page then has no button
  const versionId = await publishDraft(draft, context.caller.actor, tools.stores, tools.now());
  return seeOther(`/staff/surveys/${versionId}?done=published`);
}

async function discard(context: StaffContext, { stores, now }: RoutesOptions): Promise<Reply> {
  const draft = await sameDraftOf(context, { stores, now });
  if (draft.state !== 'open') throw draftChanged();
  const entry = draftEntry('survey.discarded', draft, { by: context.caller.actor, at: now() });
  if (!(await stores.surveyDrafts.change(draft, { state: 'discarded' }, entry))) throw draftChanged();
  return seeOther('/staff/surveys?done=discarded');
}
