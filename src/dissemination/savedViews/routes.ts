/** Analysts save pages of analysis under names, for themselves or for all who may analyse the same unit. */
import { randomUUID } from 'node:crypto';
import { notYours } from '../../access/accounts/caller.ts';
import { also, type MaybeErrors } from '../../platform/web/form.ts';
import { pageJump } from '../analysis/pageJump.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { formPart } from '../../access/web/formPage.ts';
import { list } from '../../access/web/list.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, ofObject, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { readAddress, viewForm } from './input.ts';
import { unitOfAddress, viewsMax, viewsPath, type SavedView } from './savedView.ts';
import { savedViewTexts } from './texts.ts';
import type { Stores } from '../stores.ts';

interface SavedViewTools {
  readonly stores: Pick<Stores, 'savedViews' | 'accounts'>;
  readonly now: () => Date;
}

export const routes: Routes<SavedViewTools> = {
  'GET /staff/analysis/views': may('analyse', listViews),
  'GET /staff/analysis/views/new': may('analyse', nameView),
  'POST /staff/analysis/views': may('analyse', saveView),
  'GET /staff/analysis/views/:viewId': ofObject('own', openView),
  'POST /staff/analysis/views/:viewId': ofObject('own', renameView),
  'POST /staff/analysis/views/:viewId/remove': ofObject('own', removeView),
};

async function listViews(context: StaffContext, tools: SavedViewTools): Promise<Reply> {
  const { language, notice } = context;
  const t = savedViewTexts[language];
  return await list(
    context,
    {
      title: t.title,
      notice: notice(t.done),
      lead: t.lead,
      above: {
        view: 'dissemination/analysis/jump',
        content: { jump: pageJump('views', { round: '', unit: '' }, language) },
      },
      search: { label: t.search, texts: ({ name, unit, by }) => [name, unit, by] },
      empty: t.empty,
      columns: [
        { key: 'name', heading: t.name, url: ({ address }) => address },
        { key: 'unit', heading: t.unit },
        { key: 'by', heading: t.by },
        {
          key: 'change',
          heading: t.change,
          isAction: true,
          value: ({ changeUrl }) => (changeUrl === undefined ? '' : t.change),
          url: ({ changeUrl }) => changeUrl,
          linkName: ({ name }) => `${t.change}: ${name}`,
        },
      ],
    },
    await linesFor(context, tools),
  );
}

/** The caller's views, and those that other active accounts share for units that the caller may analyse; by name. */
async function linesFor(context: StaffContext, tools: SavedViewTools) {
  const { caller, language } = context;
  const { stores } = tools;
  const t = savedViewTexts[language];
  const people = new Map((await stores.accounts.list()).map((account) => [account.id, account]));
  const shared = (await stores.savedViews.listShared()).filter(
    ({ accountId, unitId }) =>
      accountId !== caller.account.id &&
      people.get(accountId)?.closedAt === undefined &&
      caller.may('analyse', unitId),
  );
  const own = await stores.savedViews.listOfAccount(caller.account.id);
  const collator = new Intl.Collator(language);
  return [...own, ...shared]
    .map(({ id, accountId, name, address, unitId, isShared }) => {
      const isOwn = accountId === caller.account.id;
      const unit = unitId === undefined ? undefined : caller.units.find(unitId);
      return {
        name,
        address,
        unit: unit ? inLanguage(caller.units.name(unit.id), language) : t.noUnit,
        by: isOwn ? (isShared ? t.ownShared : t.own) : people.get(accountId)!.fullName,
        changeUrl: isOwn ? `${viewsPath}/${id}` : undefined,
      };
    })
    .toSorted((one, other) => collator.compare(one.name, other.name));
}

async function nameView(context: StaffContext): Promise<Reply> {
  return show(context, { address: await readAddress(context.req) }, viewForm.empty);
}

/** Statuses: 303; 400 for an address of no page of analysis; 404 for a unit that the caller may not share with; 422 with errors. */
async function saveView(context: StaffContext, tools: SavedViewTools): Promise<Reply> {
  const { req, caller, language } = context;
  const { stores, now } = tools;
  const t = savedViewTexts[language];
  const [address, read] = [await readAddress(req), await viewForm.read(context)];
  const unitId = unitOfAddress(address);
  const isFull = (await stores.savedViews.listOfAccount(caller.account.id)).length >= viewsMax;
  const sent = also(
    read,
    isFull ? { name: t.errors.tooMany({ max: viewsMax }) } : errorsOf(context, read, unitId),
  );
  if (!sent.ok) return show(context, { address }, sent);
  const { name, shared: isShared } = sent.values;
  const id = randomUUID();
  const view = { id, accountId: caller.account.id, name, isShared, address, savedAt: now() };
  await stores.savedViews.add(unitId === undefined ? view : { ...view, unitId });
  return seeOther(`${viewsPath}?done=saved`);
}

async function openView(context: StaffContext, tools: SavedViewTools): Promise<Reply> {
  const view = await ownView(context, tools);
  return show(context, view, viewForm.filled({ name: view.name, shared: view.isShared }));
}

async function renameView(context: StaffContext, tools: SavedViewTools): Promise<Reply> {
  const { stores } = tools;
  const view = await ownView(context, tools);
  const read = await viewForm.read(context);
  const sent = also(read, errorsOf(context, read, view.unitId));
  if (!sent.ok) return show(context, view, sent);
  const { name, shared: isShared } = sent.values;
  await stores.savedViews.change(view.id, { name, isShared });
  return seeOther(`${viewsPath}?done=changed`);
}

async function removeView(context: StaffContext, tools: SavedViewTools): Promise<Reply> {
  const { stores } = tools;
  await stores.savedViews.remove((await ownView(context, tools)).id);
  return seeOther(`${viewsPath}?done=removed`);
}

/** @throws Problem notFound also for shared views: only their owner may change them */
async function ownView(context: StaffContext, tools: SavedViewTools): Promise<SavedView> {
  const { caller, param } = context;
  const { stores } = tools;
  const view = await stores.savedViews.find(param('viewId'));
  if (view?.accountId !== caller.account.id) throw notYours();
  return view;
}

/** @throws Problem notFound where the caller may not share with the unit */
function errorsOf(
  { caller, language }: StaffContext,
  { ok, typed: { shared } }: Awaited<ReturnType<typeof viewForm.read>>,
  unitId: string | undefined,
): MaybeErrors {
  if (!ok || !shared) return {};
  if (unitId === undefined) return { shared: savedViewTexts[language].errors.noUnit };
  if (!caller.may('analyse', unitId)) throw notYours();
  return {};
}

interface ShownView {
  /** Id of a stored view. */
  readonly id?: string;
  readonly address: string;
}

function show({ language }: StaffContext, { id, address }: ShownView, shown: typeof viewForm.empty): Reply {
  const t = savedViewTexts[language];
  const isKept = id !== undefined;
  const posted = isKept ? { action: `${viewsPath}/${id}` } : { action: viewsPath, hidden: { address } };
  const fields = viewForm.onPage(language, shown, { name: { focus: true } });
  return page(
    'dissemination/savedViews/view',
    { title: isKept ? t.changeTitle : t.newTitle, status: shown.status },
    { t, address, isKept, ...formPart({ ...posted, submit: t.save }, fields).content },
  );
}
