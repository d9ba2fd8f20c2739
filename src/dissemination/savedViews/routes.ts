/** Analysts save pages of analysis under names, for themselves or for all who may analyse the same unit. */
import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { readSearch, type Faults } from '../../access/accounts/input.ts';
import { pageTabs } from '../analysis/analysisPage.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { finds } from '../../platform/text/searchText.ts';
import { readLanguage } from '../../access/web/language.ts';
import { nextPageUrl, pageOf } from '../../platform/web/paging.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { readAddress, readView, type SentView } from './input.ts';
import { nameLengthMax, unitOfAddress, viewsMax, viewsPath, type SavedView } from './savedView.ts';
import { savedViewTexts } from './texts.ts';
import type { Stores } from '../stores.ts';

export function savedViewRoutes({
  stores: { savedViews, accounts },
  now,
}: {
  stores: Pick<Stores, 'savedViews' | 'accounts'>;
  now: () => Date;
}): Router {
  const router = staffRouter();

  router.get('/staff/analysis/views', async (req, res) => {
    const language = readLanguage(req);
    const t = savedViewTexts[language];
    const { text, page } = await readSearch(req);
    const found = (await linesFor(req)).filter(({ name, unit, by }) => finds([name, unit, by], text));
    renderStaffPage(
      req,
      res,
      'dissemination/savedViews/list',
      { title: t.title, notice: noticeFor(req, t.done) },
      {
        t,
        text,
        tabs: pageTabs('views', { round: '', unit: '' }, language),
        lines: pageOf(found, page),
        nextUrl: nextPageUrl(req, found.length, page),
      },
    );
  });

  /** The caller's views, and those that other active accounts share for units that the caller may analyse; by name. */
  async function linesFor(req: Request) {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = savedViewTexts[language];
    const people = new Map((await accounts.list()).map((account) => [account.id, account]));
    const shared = (await savedViews.listShared()).filter(
      ({ accountId, unitId }) =>
        accountId !== caller.account.id &&
        people.get(accountId)?.closedAt === undefined &&
        caller.may('analyse', unitId),
    );
    const own = await savedViews.listOfAccount(caller.account.id);
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

  router.get('/staff/analysis/views/new', async (req, res) => {
    show(req, res, { address: await readAddress(req), sent: { name: '', isShared: false } });
  });

  /** Statuses: 303; 400 for an address of no page of analysis; 404 for a unit that the caller may not share with; 422 with errors. */
  router.post('/staff/analysis/views', async (req, res) => {
    const caller = callerOfRequest(req);
    const t = savedViewTexts[readLanguage(req)];
    const [address, sent] = [await readAddress(req), await readView(req)];
    const unitId = unitOfAddress(address);
    const isFull = (await savedViews.listOfAccount(caller.account.id)).length >= viewsMax;
    const faults = isFull ? { name: t.faults.tooMany(viewsMax) } : faultsOf(req, sent, unitId);
    if (Object.keys(faults).length > 0) {
      show(req, res.status(422), { address, sent, faults });
      return;
    }
    const id = randomUUID();
    const view = { id, accountId: caller.account.id, ...sent, address, savedAt: now() };
    await savedViews.add(unitId === undefined ? view : { ...view, unitId });
    res.redirect(303, `${viewsPath}?done=saved`);
  });

  router.get('/staff/analysis/views/:viewId', async (req, res) => {
    const view = await ownView(req);
    show(req, res, { ...view, sent: view });
  });

  router.post('/staff/analysis/views/:viewId', async (req, res) => {
    const view = await ownView(req);
    const sent = await readView(req);
    const faults = faultsOf(req, sent, view.unitId);
    if (Object.keys(faults).length > 0) {
      show(req, res.status(422), { ...view, sent, faults });
      return;
    }
    await savedViews.change(view.id, sent);
    res.redirect(303, `${viewsPath}?done=changed`);
  });

  router.post('/staff/analysis/views/:viewId/remove', async (req, res) => {
    await savedViews.remove((await ownView(req)).id);
    res.redirect(303, `${viewsPath}?done=removed`);
  });

  /** @throws Problem notFound also for shared views: only their owner may change them */
  async function ownView(req: Request): Promise<SavedView> {
    const view = await savedViews.find(String(req.params['viewId']));
    if (view?.accountId !== callerOfRequest(req).account.id) throw notYours();
    return view;
  }

  return router;
}

/** @throws Problem notFound where the caller may not share with the unit */
function faultsOf(req: Request, { name, isShared }: SentView, unitId: string | undefined): Faults {
  const t = savedViewTexts[readLanguage(req)].faults;
  const caller: Caller = callerOfRequest(req);
  if (name === '') return { name: t.nameMissing };
  if (name.length > nameLengthMax) return { name: t.nameTooLong(nameLengthMax) };
  if (isShared && unitId === undefined) return { shared: t.noUnit };
  if (isShared && !caller.may('analyse', unitId)) throw notYours();
  return {};
}

interface ShownView {
  /** Id of a stored view. */
  readonly id?: string;
  readonly address: string;
  readonly sent: SentView;
  readonly faults?: Faults;
}

function show(req: Request, res: Response, { id, address, sent, faults = {} }: ShownView): void {
  const t = savedViewTexts[readLanguage(req)];
  renderStaffPage(
    req,
    res,
    'dissemination/savedViews/view',
    { title: id === undefined ? t.newTitle : t.changeTitle },
    {
      t,
      faults,
      address,
      action: id === undefined ? viewsPath : `${viewsPath}/${id}`,
      isKept: id !== undefined,
      fields: [
        { id: 'name', label: t.name, value: sent.name, fault: faults['name'], focus: true },
        {
          id: 'shared',
          label: t.sharing,
          checks: [{ value: 'yes', label: t.share }],
          value: sent.isShared ? ['yes'] : [],
          fault: faults['shared'],
        },
      ],
    },
  );
}
