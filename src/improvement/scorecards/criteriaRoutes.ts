/** Sets of criteria: a draft is written part by part, then published. */
import type { Request, Response, Router } from 'express';
import { notYours } from '../../access/accounts/caller.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { unitTreeOn } from '../../registers/units/unitTree.ts';
import { readLanguage } from '../../access/web/language.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { isUnder, type CriteriaContent, type CriteriaItem } from './criteria.ts';
import { criteriaFaults, withItem } from './criteriaFaults.ts';
import { frameFields, itemFields } from './criteriaForm.ts';
import {
  frameOf,
  readFrame,
  readStep,
  readTypedItem,
  withFrame,
  type Faults,
  type Frame,
} from './criteriaInput.ts';
import { criteriaFaultText, itemLines, pointsInAllText } from './criteriaPage.ts';
import { criteriaTexts } from './criteriaTexts.ts';
import { draftEntry, type CriteriaDraft } from './draft.ts';
import { draftChanged, publishCriteria, unitsToScore } from './publishCriteria.ts';
import { readItem, typedItem, type TypedItem } from './readItem.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoutesOptions } from '../stores.ts';

const emptyItem: TypedItem = {
  code: '',
  title: '',
  titleEn: '',
  pointsMax: '',
  rule: '',
  detail: '',
  note: '',
  confirmed: '',
};

export function criteriaRoutes({ stores, now }: RoutesOptions): Router {
  const router = staffRouter();

  /** @throws Problem notFound, also for a draft that was published or discarded */
  async function draftOf(req: Request): Promise<CriteriaDraft> {
    const draft = await stores.criteriaDrafts.find(String(req.params['draftId']));
    if (!draft) throw notYours();
    callerOfRequest(req).demand('writeCriteria', [draft.content.ownerId]);
    return draft;
  }

  async function unitIdsOf({ ownerId, kind, year }: CriteriaContent): Promise<readonly string[]> {
    const today = dayOf(now());
    const lastOfYear = `${year}-12-31`;
    const tree = unitTreeOn(await stores.units.list(), lastOfYear < today ? lastOfYear : today);
    return unitsToScore({ ownerId, kind }, tree);
  }

  async function showDraft(
    req: Request,
    res: Response,
    draft: CriteriaDraft,
    { frame = frameOf(draft.content), faults = {} }: { frame?: Frame; faults?: Faults } = {},
  ): Promise<void> {
    const language = readLanguage(req);
    const t = criteriaTexts[language];
    const { content } = draft;
    const unitIds = await unitIdsOf(content);
    const missing = criteriaFaults(content).map((fault) => criteriaFaultText(fault, t, language));
    const page = {
      title: t.draftTitle(inLanguage(content.title, language), content.year),
      notice: noticeFor(req, t.notices),
    };
    renderStaffPage(req, res, 'improvement/scorecards/draft', page, {
      t,
      faults,
      draft,
      owner: inLanguage(callerOfRequest(req).units.name(content.ownerId), language),
      fields: frameFields({ frame, faults, rounds: await stores.rounds.list(), language }),
      lines: itemLines(content, language),
      inAll: pointsInAllText(content, language),
      missing: unitIds.length === 0 ? [...missing, t.noUnits] : missing,
      unitCount: unitIds.length,
    });
  }

  router.get('/staff/scorecards/drafts/:draftId', async (req, res) => {
    await showDraft(req, res, await draftOf(req));
  });

  router.post('/staff/scorecards/drafts/:draftId', async (req, res) => {
    const draft = await draftOf(req);
    const t = criteriaTexts[readLanguage(req)];
    const { step, frame } = await readFrame(req);
    const read = withFrame(draft.content, frame, t);
    const isKnown = frame.round === '' || (await stores.rounds.find(frame.round)) !== undefined;
    const faults = {
      ...('faults' in read ? read.faults : {}),
      ...(isKnown ? {} : { round: t.faults.round }),
    };
    if ('faults' in read || !isKnown) await showDraft(req, res.status(422), draft, { frame, faults });
    else await keep(req, res, { draft, step, content: read.content, done: 'saved' });
  });

  /** Replaces the content of the given revision. */
  async function keep(
    req: Request,
    res: Response,
    {
      draft,
      step,
      content,
      done,
    }: {
      readonly draft: CriteriaDraft;
      readonly step: number;
      readonly content: CriteriaContent;
      readonly done: string;
    },
  ): Promise<void> {
    const [at, by] = [now(), callerOfRequest(req).actor];
    const next = { content, changedAt: at, changedBy: by };
    const entry = draftEntry('criteria.changed', { id: draft.id, content }, { at, by });
    const isOpen = step === draft.step && draft.state === 'open';
    if (!isOpen || !(await stores.criteriaDrafts.change(draft, next, entry))) throw draftChanged();
    res.redirect(303, `/staff/scorecards/drafts/${draft.id}?done=${done}`);
  }

  async function showItem(
    req: Request,
    res: Response,
    draft: CriteriaDraft,
    { typed, faults = {} }: { readonly typed: TypedItem; readonly faults?: Faults },
  ): Promise<void> {
    const language = readLanguage(req);
    const t = criteriaTexts[language];
    const code = String(req.params['code']);
    const title = code === 'new' ? t.addItem : t.itemTitle(code);
    renderStaffPage(
      req,
      res,
      'improvement/scorecards/item',
      { title },
      { t, faults, draft, code, fields: itemFields(typed, faults, language) },
    );
  }

  /** Undefined for a new one. @throws Problem notFound */
  function itemOf(req: Request, { content }: CriteriaDraft): CriteriaItem | undefined {
    const code = String(req.params['code']);
    const item = content.items.find((one) => one.code === code);
    if (!item && code !== 'new') throw notYours();
    return item;
  }

  router.get('/staff/scorecards/drafts/:draftId/items/:code', async (req, res) => {
    const draft = await draftOf(req);
    const item = itemOf(req, draft);
    await showItem(req, res, draft, { typed: item ? typedItem(item) : emptyItem });
  });

  router.post('/staff/scorecards/drafts/:draftId/items/:code', async (req, res) => {
    const draft = await draftOf(req);
    const language = readLanguage(req);
    const before = itemOf(req, draft);
    const { step, typed } = await readTypedItem(req);
    const item = readItem(typed);
    const { items } = draft.content;
    const isTaken = typed.code !== before?.code && items.some(({ code }) => code === typed.code);
    if ('faults' in item || isTaken) {
      const said = 'faults' in item ? Object.entries(item.faults) : [];
      const faults = Object.fromEntries(said.map(([name, sentence]) => [name, sentence[language]]));
      if (isTaken) faults['code'] = criteriaTexts[language].faults.taken(typed.code);
      await showItem(req, res.status(422), draft, { typed, faults });
      return;
    }
    const content = { ...draft.content, items: withItem(items, item, before?.code) };
    await keep(req, res, { draft, step, content, done: 'saved' });
  });

  router.post('/staff/scorecards/drafts/:draftId/items/:code/remove', async (req, res) => {
    const draft = await draftOf(req);
    const item = itemOf(req, draft);
    if (!item) throw notYours();
    const items = draft.content.items.filter(({ code }) => !isUnder(code, item.code));
    const step = await readStep(req);
    await keep(req, res, { draft, step, content: { ...draft.content, items }, done: 'removed' });
  });

  router.post('/staff/scorecards/drafts/:draftId/publish', async (req, res) => {
    const draft = await draftOf(req);
    if ((await readStep(req)) !== draft.step) throw draftChanged();
    const unitIds = await unitIdsOf(draft.content);
    if (criteriaFaults(draft.content).length > 0 || unitIds.length === 0) {
      await showDraft(req, res.status(422), draft);
      return;
    }
    const set = await publishCriteria(draft, { unitIds, by: callerOfRequest(req).actor, stores }, now());
    res.redirect(303, `/staff/scorecards/${set.id}?done=published`);
  });

  router.post('/staff/scorecards/drafts/:draftId/discard', async (req, res) => {
    const draft = await draftOf(req);
    const by = callerOfRequest(req).actor;
    const entry = draftEntry('criteria.discarded', draft, { at: now(), by });
    if (!(await stores.criteriaDrafts.change(draft, { state: 'discarded' }, entry))) throw draftChanged();
    res.redirect(303, '/staff/scorecards?done=discarded');
  });

  return router;
}
