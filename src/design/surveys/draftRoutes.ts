/** A draft of a survey: its page, publishing and discarding. Its parts are in itemRoutes.ts. */
import { notYours } from '../../access/accounts/caller.ts';
import { page, seeOther, sent, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { wantsJson } from '../../platform/web/jsonAddress.ts';
import { allowOwnScripts } from '../../platform/web/ownScripts.ts';
import { draftChanged, replacing, undone } from '../drafts/draft.ts';
import type { RoutesOptions } from '../stores.ts';
import { draftEntry, draftUrl, type SurveyDraft } from './draft.ts';
import { draftPage } from './draftPage.ts';
import { readBody } from '../../platform/web/input.ts';
import { revisionField } from './input.ts';
import { publishDraft } from './publishSurvey.ts';
import { surveyErrors } from './soundness.ts';
import type { SurveyContent } from './survey.ts';
import { surveyTexts } from './texts.ts';

export const surveyDraftRoutes: Routes<RoutesOptions> = {
  'GET /staff/surveys/drafts/:draftId': may('writeSurveys', openDraft),
  'POST /staff/surveys/drafts/:draftId/undo': may('writeSurveys', undo),
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

/**
 * @param part that is changed; of several changes in a row the first one is undone with the others
 * @returns false when somebody else has changed the draft meanwhile
 */
export async function changeDraft(
  draft: SurveyDraft,
  change: { readonly content: SurveyContent; readonly part?: string },
  { caller }: StaffContext,
  { stores, now }: RoutesOptions,
): Promise<boolean> {
  const [by, at] = [caller.actor, now()];
  const entry = draftEntry('survey.changed', { ...draft, ...change }, { by, at });
  const next = { ...replacing(draft, change, by), changedAt: at };
  return draft.state === 'open' && (await stores.surveyDrafts.change(draft, next, entry));
}

async function openDraft(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const draft = await draftOf(context, tools);
  if (!wantsJson(context.res)) return showDraft(context, draft);
  context.res.json(draft.content);
  return sent;
}

/** @param editing the part whose form stands in its place */
export function showDraft(
  { res, language, notice }: StaffContext,
  draft: SurveyDraft,
  editing?: {
    readonly title: string;
    readonly status?: number | undefined;
    readonly anchor: string;
    readonly [shown: string]: unknown;
  },
): Reply {
  const t = surveyTexts[language];
  const name = inLanguage(draft.content.title, language) || t.noName;
  allowOwnScripts(res);
  return page(
    'design/surveys/draft',
    { title: editing?.title ?? t.draftTitle({ name }), notice: notice(t.notices), status: editing?.status },
    {
      t,
      url: draftUrl(draft),
      revision: draft.revision,
      isPublishing: draft.state === 'publishing',
      mayUndo: draft.before !== undefined,
      editing,
      ...draftPage(draft.content, draftUrl(draft), language),
    },
  );
}

async function undo(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const draft = await sameDraftOf(context, tools);
  if (!(await changeDraft(draft, { content: undone(draft) }, context, tools))) throw draftChanged();
  return seeOther(`${draftUrl(draft)}?done=undone`);
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
