/** Sets of criteria: a draft is written part by part, then published. */
import { notYours } from '../../access/accounts/caller.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { allowOwnScripts } from '../../platform/web/ownScripts.ts';
import { unitTreeOn } from '../../registers/units/unitTree.ts';
import { page, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { isUnder, type CriteriaContent, type CriteriaItem } from './criteria.ts';
import { criteriaErrors, withItem } from './criteriaErrors.ts';
import { also } from '../../platform/web/form.ts';
import { frameOnPage, itemOnPage } from './criteriaForm.ts';
import { dayErrors, filledFrame, frameForm, itemForm, withFrame } from './criteriaInput.ts';
import { criteriaErrorText, itemRows } from './criteriaPage.ts';
import { criteriaTexts } from './criteriaTexts.ts';
import type { CriteriaDraft } from './draft.ts';
import { conflictOf } from '../../design/drafts/conflict.ts';
import { draftEditor, draftOnPage } from '../../design/drafts/editorRoutes.ts';
import { draftTexts } from '../../design/drafts/texts.ts';
import { publishCriteria, unitsToScore } from './publishCriteria.ts';
import { readItem, typedItem } from './readItem.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoutesOptions } from '../stores.ts';

export const criteriaDrafts = draftEditor<CriteriaContent, RoutesOptions>({
  url: '/staff/scorecards/drafts',
  listUrl: '/staff/scorecards',
  write: 'writeCriteria',
  store: ({ stores }) => stores.criteriaDrafts,
  unitIds: ({ ownerId }) => [ownerId],
  audit: {
    kinds: { drafted: 'criteria.drafted', changed: 'criteria.changed', discarded: 'criteria.discarded' },
    label: ({ title, year }) => `${title.vi} ${year}`,
    after: (content) => ({ criteria: JSON.stringify(content) }),
  },
  show: async (context, tools, draft, status) => await showDraft(context, tools, draft, { status }),
  faults: async (context, tools, { content }) =>
    faultsOf(content, await unitIdsOf(tools, content), context.language),
  async publishIt({ caller }, tools, draft) {
    const unitIds = await unitIdsOf(tools, draft.content);
    const { stores, now } = tools;
    const set = await publishCriteria(draft, { unitIds, by: caller.actor, stores }, now());
    return `/staff/scorecards/${set.id}`;
  },
});

const itemUrl = '/staff/scorecards/drafts/:draftId/items/:code';
export const criteriaRoutes: Routes<RoutesOptions> = {
  ...criteriaDrafts.routes,
  'POST /staff/scorecards/drafts/:draftId': may('writeCriteria', saveFrame),
  [`GET ${itemUrl}`]: may('writeCriteria', openItem),
  [`POST ${itemUrl}`]: may('writeCriteria', saveItem),
  [`POST ${itemUrl}/remove`]: may('writeCriteria', removeItem),
};

function faultsOf(content: CriteriaContent, unitIds: readonly string[], language: PageLanguage) {
  const t = criteriaTexts[language];
  const faults = criteriaErrors(content).map((error) => criteriaErrorText(error, t, language));
  return unitIds.length === 0 ? [...faults, t.noUnits] : faults;
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

interface Shown {
  /** The frame as it was sent; missing: as it is stored. */
  readonly frame?: typeof frameForm.empty;
  readonly status?: number | undefined;
}

async function showDraft(
  context: StaffContext,
  tools: RoutesOptions,
  draft: CriteriaDraft,
  { frame, status }: Shown,
): Promise<Reply> {
  const { res, caller, language, notice } = context;
  const t = criteriaTexts[language];
  const { content } = draft;
  const [unitIds, rounds] = await Promise.all([unitIdsOf(tools, content), tools.stores.rounds.list()]);
  const saved = frameOnPage(filledFrame(content), rounds, language);
  const shown = frame ? frameOnPage(frame, rounds, language) : saved;
  const pageFrame = {
    title: t.draftTitle({ title: inLanguage(content.title, language), year: content.year }),
    notice: notice({ ...draftTexts[language].notices, ...t.notices }),
    status,
  };
  const onPage = draftOnPage(criteriaDrafts.urlOf(draft), draft, context, filledFrame(content));
  allowOwnScripts(res);
  return page('improvement/scorecards/draft', pageFrame, {
    t,
    ...shown,
    draft: onPage,
    conflict: status === 409 && frame && conflictOf(draft, saved.fields, shown.fields, language),
    kind: t.kinds[content.kind],
    owner: inLanguage(caller.units.name(content.ownerId), language),
    items: itemRows(content, language, onPage.isPublishing ? undefined : `${onPage.url}/items/`),
    unitCount: unitIds.length,
    end: {
      label: t.publish,
      lead: t.publishLead({ count: unitIds.length }),
      later: frame && draftTexts[language].saveFirst,
      faults: faultsOf(content, unitIds, language),
    },
  });
}

/** Statuses: 303; 409 with both versions when somebody else has saved meanwhile; 422 with errors next to their fields. */
async function saveFrame(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const t = criteriaTexts[context.language];
  const read = await frameForm.read(context);
  const { round } = read.typed;
  const isKnown = round === '' || (await tools.stores.rounds.find(round)) !== undefined;
  const sent = also(read, { ...dayErrors(read.typed, t), round: !isKnown && t.errors.round });
  return await criteriaDrafts.save(context, tools, async (draft) => {
    const content = sent.ok ? withFrame(draft.content, sent) : undefined;
    return {
      hidden: sent.typed,
      read: content ? { content } : sent,
      part: { before: filledFrame(draft.content), after: content && filledFrame(content) },
      showAgain: async (status) => await showDraft(context, tools, draft, { frame: sent, status }),
    };
  });
}

const urlOfItem = (draft: CriteriaDraft, code: string): string =>
  `${criteriaDrafts.urlOf(draft)}/items/${code}`;

function showItem(
  context: StaffContext,
  draft: CriteriaDraft,
  shown: typeof itemForm.empty,
  status?: number,
): Reply {
  const { res, language, param } = context;
  const t = criteriaTexts[language];
  const code = param('code');
  const item = itemOf(context, draft);
  const [stored, typed] = [
    item ? itemForm.filled(typedItem(item)) : itemForm.empty,
    itemOnPage(shown, language),
  ];
  allowOwnScripts(res);
  return page(
    'improvement/scorecards/item',
    { title: item ? t.itemTitle({ code }) : t.addItem, status },
    {
      t,
      ...typed,
      draft: draftOnPage(criteriaDrafts.urlOf(draft), draft, context, item ?? null),
      url: urlOfItem(draft, code),
      isNew: !item,
      conflict:
        status === 409 && conflictOf(draft, itemOnPage(stored, language).fields, typed.fields, language),
    },
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
  const draft = await criteriaDrafts.draftOf(context, tools);
  const item = itemOf(context, draft);
  return showItem(context, draft, item ? itemForm.filled(typedItem(item)) : itemForm.empty);
}

/** Statuses: 303; 409 with both versions when somebody else has saved meanwhile; 422 with errors next to their fields. */
async function saveItem(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { language } = context;
  const t = criteriaTexts[language];
  const read = await itemForm.read(context);
  const { code } = read.typed;
  const item = readItem(read.typed);
  const said = 'errors' in item ? Object.entries(item.errors) : [];
  const wrong = Object.fromEntries(said.map(([name, sentence]) => [name, sentence[language]]));
  return await criteriaDrafts.save(context, tools, async (draft) => {
    const before = itemOf(context, draft);
    const { items } = draft.content;
    const isTaken = code !== before?.code && items.some((one) => one.code === code);
    const sent = also(read, { ...wrong, ...(isTaken && { code: t.errors.taken({ code }) }) });
    const content =
      'errors' in item ? undefined : { ...draft.content, items: withItem(items, item, before?.code) };
    const faults =
      content && criteriaErrors(content).filter((error) => 'code' in error && error.code === code);
    return {
      hidden: read.typed,
      read: sent.ok && content ? { content } : sent,
      part: {
        before,
        after: item,
        url: urlOfItem(draft, code),
        faults: faults?.map((error) => criteriaErrorText(error, t, language)) ?? [],
      },
      showAgain: (status) => showItem(context, draft, sent, status),
    };
  });
}

async function removeItem(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const draft = await criteriaDrafts.sameDraftOf(context, tools);
  const item = itemOf(context, draft);
  if (!item) throw notYours();
  const items = draft.content.items.filter(({ code }) => !isUnder(code, item.code));
  const content = { ...draft.content, items };
  return await criteriaDrafts.keep(context, tools, draft, { content, done: 'removed' });
}
