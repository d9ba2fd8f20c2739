/** The parts of a draft of a survey: adding, editing, checking as typed, moving and removing. */
import { notYours } from '../../access/accounts/caller.ts';
import { page, seeOther, sent, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { Problem } from '../../platform/problem.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { allowOwnScripts } from '../../platform/web/ownScripts.ts';
import { draftChanged } from '../drafts/draft.ts';
import type { RoutesOptions } from '../stores.ts';
import { draftEntry, draftUrl, type SurveyDraft } from './draft.ts';
import { errorSentence, partName } from './draftPage.ts';
import { draftOf, sameDraftOf } from './draftRoutes.ts';
import { locationOfError } from './errorLocation.ts';
import { readBody } from '../../platform/web/input.ts';
import {
  moveField,
  readAddition,
  readItem,
  readListLocation,
  readLocation,
  type ItemLocation,
} from './input.ts';
import { fieldsOf, withFields } from './itemForm.ts';
import { itemPage, hashOf, type ShownItem } from './itemPage.ts';
import { isUnwritten, moved, withAbout, withNew, without, type ListKind } from './items.ts';
import { aboutPresets } from './presets/presets.ts';
import { surveyErrors } from './soundness.ts';
import type { SurveyContent } from './survey.ts';
import { surveyTexts } from './texts.ts';

export const surveyItemRoutes: Routes<RoutesOptions> = {
  'POST /staff/surveys/drafts/:draftId/add': may('writeSurveys', addItem),
  'GET /staff/surveys/drafts/:draftId/:kind/:itemId': may('writeSurveys', openItem),
  'POST /staff/surveys/drafts/:draftId/:kind/:itemId': may('writeSurveys', saveItem),
  'POST /staff/surveys/drafts/:draftId/:kind/:itemId/check': may('writeSurveys', checkItem),
  'POST /staff/surveys/drafts/:draftId/:kind/:itemId/move': may('writeSurveys', moveItem),
  'POST /staff/surveys/drafts/:draftId/:kind/:itemId/remove': may('writeSurveys', removeItem),
};

/** @returns false when somebody else has changed the draft meanwhile */
async function change(
  draft: SurveyDraft,
  content: SurveyContent,
  { caller }: StaffContext,
  { stores, now }: RoutesOptions,
): Promise<boolean> {
  const [by, at] = [caller.actor, now()];
  const entry = draftEntry('survey.changed', { ...draft, content }, { by, at });
  const next = { content, changedAt: at, changedBy: by };
  return draft.state === 'open' && (await stores.surveyDrafts.change(draft, next, entry));
}

async function addItem(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const draft = await sameDraftOf(context, tools);
  const { kind, of } = await readAddition(context.req);
  const written = kind === 'about' && of !== '' ? aboutPresets.find(({ id }) => id === of) : undefined;
  const next = written
    ? { content: withAbout(draft.content, written), id: written.id }
    : withNew(draft.content, kind, of);
  if (!(await change(draft, next.content, context, tools))) throw draftChanged();
  return seeOther(`${draftUrl(draft)}/${kind}/${next.id}?done=added`);
}

async function moveItem(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { to } = await readBody(context.req, moveField);
  const { draft, kind, itemId } = await changePart(context, tools, (content, ...part) =>
    moved(content, ...part, to),
  );
  return seeOther(`${draftUrl(draft)}#${kind}-${itemId}`);
}

async function removeItem(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { draft } = await changePart(context, tools, without);
  return seeOther(`${draftUrl(draft)}?done=removed`);
}

/** Changes a part of which there can be several. */
async function changePart(
  context: StaffContext,
  tools: RoutesOptions,
  action: (content: SurveyContent, kind: ListKind, itemId: string) => SurveyContent,
) {
  const draft = await sameDraftOf(context, tools);
  const { kind, itemId } = await readListLocation(context.req);
  if (!draft.content[kind].some(({ id }) => id === itemId)) throw notYours();
  if (!(await change(draft, action(draft.content, kind, itemId), context, tools))) throw draftChanged();
  return { draft, kind, itemId };
}

function showItem(
  { res, language, notice }: StaffContext,
  draft: SurveyDraft,
  shown: Omit<ShownItem, 'content'>,
): Reply {
  const t = surveyTexts[language];
  const { kind, itemId, stored, errors } = shown;
  const name = kind === 'survey' ? t.general : partName(draft.content, kind, itemId, language);
  const current = fieldsOf(draft.content, kind, itemId) ?? {};
  allowOwnScripts(res);
  return page(
    'design/surveys/item',
    { title: t.editOf({ what: name }), notice: notice(t.notices), status: stored ? 409 : errors && 422 },
    {
      t,
      url: `${draftUrl(draft)}/${kind}/${itemId}`,
      backUrl: kind === 'survey' ? draftUrl(draft) : `${draftUrl(draft)}#${kind}-${itemId}`,
      revision: draft.revision,
      isUnwritten: kind !== 'survey' && isUnwritten(draft.content, kind, itemId),
      was: hashOf(current),
      conflict:
        stored && t.conflictLead({ name: draft.changedBy.name, at: timeText(draft.changedAt, language) }),
      ...itemPage({ ...shown, content: draft.content }, language),
    },
  );
}

/** @throws Problem notFound when the draft does not (or no longer) have such a part */
async function itemOf(context: StaffContext, tools: RoutesOptions) {
  const draft = await draftOf(context, tools);
  const location = await readLocation(context.req);
  const fields = fieldsOf(draft.content, location.kind, location.itemId);
  if (!fields) throw new Problem('notFound', surveyTexts.vi.gone);
  return { draft, location, fields };
}

async function openItem(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { draft, location, fields } = await itemOf(context, tools);
  return showItem(context, draft, { ...location, fields });
}

async function saveItem(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  return await saveTyped(context, tools, await readItem(context.req));
}

/**
 * Tries again when another part has changed meanwhile. Statuses: 303; 409 with both versions when it is this very part;
 * 422 with errors next to their fields.
 */
async function saveTyped(
  context: StaffContext,
  tools: RoutesOptions,
  typed: Awaited<ReturnType<typeof readItem>>,
): Promise<Reply> {
  const { draft, location, fields: stored } = await itemOf(context, tools);
  const shown = { ...location, fields: typed.fields };
  if (draft.state !== 'open') throw draftChanged();
  if (typed.was !== hashOf(stored)) return showItem(context, draft, { ...shown, stored });
  const next = withFields(draft.content, location.kind, location.itemId, typed.fields);
  if ('errors' in next) return showItem(context, draft, { ...shown, errors: next.errors });
  if (!(await change(draft, next.content, context, tools))) return await saveTyped(context, tools, typed);
  const anchor = location.kind === 'survey' ? '' : `#${location.kind}-${next.id}`;
  return seeOther(`${draftUrl(draft)}?done=saved${anchor}`);
}

async function checkItem(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, res, language } = context;
  const { draft, location } = await itemOf(context, tools);
  const { fields } = await readItem(req);
  res.json({ sentences: checkedSentences(draft.content, location, fields, language) });
  return sent;
}

/** The errors that the part would have if it were saved as typed. */
function checkedSentences(
  content: SurveyContent,
  { kind, itemId }: ItemLocation,
  fields: Parameters<typeof withFields>[3],
  language: PageLanguage,
): readonly string[] {
  const t = surveyTexts[language];
  const next = withFields(content, kind, itemId, fields);
  if ('errors' in next) return Object.values(next.errors).map((error) => t.fieldErrors[error]);
  return surveyErrors(next.content)
    .filter((error) => {
      const location = locationOfError(next.content, error);
      return location.kind === kind && (kind === 'survey' || location.itemId === next.id);
    })
    .map((error) => errorSentence(next.content, error, language));
}
