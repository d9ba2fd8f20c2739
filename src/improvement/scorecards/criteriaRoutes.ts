/** Sets of criteria: a draft is written part by part, then published. */
import { notYours } from '../../access/accounts/caller.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { unitTreeOn } from '../../registers/units/unitTree.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { isUnder, type CriteriaContent, type CriteriaItem } from './criteria.ts';
import { criteriaErrors, withItem } from './criteriaErrors.ts';
import { also } from '../../platform/web/form.ts';
import { readBody } from '../../platform/web/input.ts';
import { frameOnPage, itemOnPage } from './criteriaForm.ts';
import { dayErrors, filledFrame, frameForm, itemForm, revisionField, withFrame } from './criteriaInput.ts';
import { criteriaErrorText, itemLines, pointsInAllText } from './criteriaPage.ts';
import { criteriaTexts } from './criteriaTexts.ts';
import { draftEntry, type CriteriaDraft } from './draft.ts';
import { draftChanged, replacing, undone } from '../../design/drafts/draft.ts';
import { publishCriteria, unitsToScore } from './publishCriteria.ts';
import { readItem, typedItem } from './readItem.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoutesOptions } from '../stores.ts';

export const criteriaRoutes: Routes<RoutesOptions> = {
  'GET /staff/scorecards/drafts/:draftId': may('writeCriteria', openDraft),
  'POST /staff/scorecards/drafts/:draftId': may('writeCriteria', saveFrame),
  'GET /staff/scorecards/drafts/:draftId/items/:code': may('writeCriteria', openItem),
  'POST /staff/scorecards/drafts/:draftId/items/:code': may('writeCriteria', saveItem),
  'POST /staff/scorecards/drafts/:draftId/items/:code/remove': may('writeCriteria', removeItem),
  'POST /staff/scorecards/drafts/:draftId/undo': may('writeCriteria', undo),
  'POST /staff/scorecards/drafts/:draftId/publish': may('writeCriteria', publishDraft),
  'POST /staff/scorecards/drafts/:draftId/discard': may('writeCriteria', discardDraft),
};

/** @throws Problem notFound, also for a draft that was published or discarded */
async function draftOf({ caller, param }: StaffContext, { stores }: RoutesOptions): Promise<CriteriaDraft> {
  const draft = await stores.criteriaDrafts.find(param('draftId'));
  if (!draft) throw notYours();
  caller.demand('writeCriteria', [draft.content.ownerId]);
  return draft;
}

async function unitIdsOf(
  { stores, now }: RoutesOptions,
  { ownerId, kind, year }: CriteriaContent,
): Promise<readonly string[]> {
  const today = dayOf(now());
  const lastOfYear = `${year}-12-31`;
  const tree = unitTreeOn(await stores.units.list(), lastOfYear < today ? lastOfYear : today);
  return unitsToScore({ ownerId, kind }, tree);
}

async function showDraft(
  context: StaffContext,
  tools: RoutesOptions,
  draft: CriteriaDraft,
  shown = filledFrame(draft.content),
  status = shown.status,
): Promise<Reply> {
  const { caller, language, notice } = context;
  const { stores } = tools;
  const t = criteriaTexts[language];
  const { content } = draft;
  const unitIds = await unitIdsOf(tools, content);
  const missing = criteriaErrors(content).map((error) => criteriaErrorText(error, t, language));
  const pageFrame = {
    title: t.draftTitle({ title: inLanguage(content.title, language), year: content.year }),
    notice: notice(t.notices),
    status,
  };
  return page('improvement/scorecards/draft', pageFrame, {
    t,
    ...frameOnPage(shown, await stores.rounds.list(), language),
    draft,
    owner: inLanguage(caller.units.name(content.ownerId), language),
    lines: itemLines(content, language),
    inAll: pointsInAllText(content, language),
    missing: unitIds.length === 0 ? [...missing, t.noUnits] : missing,
    unitCount: unitIds.length,
  });
}

async function openDraft(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  return await showDraft(context, tools, await draftOf(context, tools));
}

async function saveFrame(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { language } = context;
  const { stores } = tools;
  const draft = await draftOf(context, tools);
  const t = criteriaTexts[language];
  const read = await frameForm.read(context);
  const { revision, round } = read.typed;
  const isKnown = round === '' || (await stores.rounds.find(round)) !== undefined;
  const sent = also(read, { ...dayErrors(read.typed, t), round: !isKnown && t.errors.round });
  if (!sent.ok) return await showDraft(context, tools, draft, sent);
  const content = withFrame(draft.content, sent);
  return await keep(context, tools, { draft, revision, content, done: 'saved' });
}

interface Change {
  readonly draft: CriteriaDraft;
  readonly revision: number;
  readonly content: CriteriaContent;
  readonly done: string;
}

/** Replaces the content of the given revision. */
async function keep(
  { caller }: StaffContext,
  { stores, now }: RoutesOptions,
  { draft, revision, content, done }: Change,
): Promise<Reply> {
  const [at, by] = [now(), caller.actor];
  const next = { ...replacing(draft, { content }, by), changedAt: at };
  const entry = draftEntry('criteria.changed', { id: draft.id, content }, { at, by });
  const isOpen = revision === draft.revision && draft.state === 'open';
  if (!isOpen || !(await stores.criteriaDrafts.change(draft, next, entry))) throw draftChanged();
  return seeOther(`/staff/scorecards/drafts/${draft.id}?done=${done}`);
}

function showItem(
  { language, param }: StaffContext,
  draft: CriteriaDraft,
  shown: typeof itemForm.empty,
): Reply {
  const t = criteriaTexts[language];
  const code = param('code');
  const title = code === 'new' ? t.addItem : t.itemTitle({ code });
  return page(
    'improvement/scorecards/item',
    { title, status: shown.status },
    { t, draft, code, ...itemOnPage(shown, language) },
  );
}

/** Undefined for a new one. @throws Problem notFound */
function itemOf({ param }: StaffContext, { content }: CriteriaDraft): CriteriaItem | undefined {
  const code = param('code');
  const item = content.items.find((one) => one.code === code);
  if (!item && code !== 'new') throw notYours();
  return item;
}

async function openItem(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const draft = await draftOf(context, tools);
  const item = itemOf(context, draft);
  return showItem(context, draft, item ? itemForm.filled(typedItem(item)) : itemForm.empty);
}

async function saveItem(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { language } = context;
  const draft = await draftOf(context, tools);
  const before = itemOf(context, draft);
  const read = await itemForm.read(context);
  const { revision, ...typed } = read.typed;
  const item = readItem(typed);
  const { items } = draft.content;
  const isTaken = typed.code !== before?.code && items.some(({ code }) => code === typed.code);
  const said = 'errors' in item ? Object.entries(item.errors) : [];
  const sent = also(read, {
    ...Object.fromEntries(said.map(([name, sentence]) => [name, sentence[language]])),
    ...(isTaken && { code: criteriaTexts[language].errors.taken({ code: typed.code }) }),
  });
  if ('errors' in item || !sent.ok) return showItem(context, draft, sent);
  const content = { ...draft.content, items: withItem(items, item, before?.code) };
  return await keep(context, tools, { draft, revision, content, done: 'saved' });
}

async function removeItem(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req } = context;
  const draft = await draftOf(context, tools);
  const item = itemOf(context, draft);
  if (!item) throw notYours();
  const items = draft.content.items.filter(({ code }) => !isUnder(code, item.code));
  const { revision } = await readBody(req, revisionField);
  return await keep(context, tools, {
    draft,
    revision,
    content: { ...draft.content, items },
    done: 'removed',
  });
}

async function undo(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const draft = await draftOf(context, tools);
  const { revision } = await readBody(context.req, revisionField);
  return await keep(context, tools, { draft, revision, content: undone(draft), done: 'undone' });
}

async function publishDraft(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller } = context;
  const { stores, now } = tools;
  const draft = await draftOf(context, tools);
  const { revision } = await readBody(req, revisionField);
  if (revision !== draft.revision) throw draftChanged();
  const unitIds = await unitIdsOf(tools, draft.content);
  if (criteriaErrors(draft.content).length > 0 || unitIds.length === 0) {
    return await showDraft(context, tools, draft, undefined, 422);
  }
  const set = await publishCriteria(draft, { unitIds, by: caller.actor, stores }, now());
  return seeOther(`/staff/scorecards/${set.id}?done=published`);
}

async function discardDraft(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { stores, now } = tools;
  const draft = await draftOf(context, tools);
  const entry = draftEntry('criteria.discarded', draft, { at: now(), by: context.caller.actor });
  if (!(await stores.criteriaDrafts.change(draft, { state: 'discarded' }, entry))) throw draftChanged();
  return seeOther('/staff/scorecards?done=discarded');
}
