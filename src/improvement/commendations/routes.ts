/** Lists of commendations: all of them, making one, viewing one, and its print. changeRoutes.ts has the changes to one. */
import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { yearBefore } from '../../platform/calendar/calendarDay.ts';
import { addressOf } from '../../registers/evidence/owner.ts';
import { printPdf } from '../../platform/print/printThread.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { readLanguage } from '../../access/web/language.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import type { CommendationList } from './commendation.ts';
import { decisionFields, individualFields, listFields, unitField } from './commendationForms.ts';
import { listWords, proposalWords } from './commendationPage.ts';
import { commendationLayout } from './commendationSheets.ts';
import { faultsOfList, readSentList, type Faults, type SentList } from './input.ts';
import { listEntry, listKeeper, type ListKeeper } from './keepLists.ts';
import { commendationTexts } from './texts.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

const path = '/staff/commendations';

export function commendationRoutes(options: RoundsRoutesOptions): Router {
  const { stores, now } = options;
  const router = staffRouter();
  const keeper = listKeeper(options);
  const showList = listShower(keeper);
  const listOf = async (req: Request) =>
    await keeper.get(String(req.params['listId']), callerOfRequest(req), 'seeCommendations');

  router.get(path, async (req, res) => {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = commendationTexts[language];
    const unitIds = caller.unitIdsInView('seeCommendations');
    const lists = (await stores.commendations.list()).filter(({ unitId }) => !unitIds || unitIds.has(unitId));
    const lines = lists.map((list) => ({
      ...listWords(list, language),
      unit: inLanguage(caller.units.name(list.unitId), language),
    }));
    const notice = noticeFor(req, t.notices);
    const mayMake = caller.holds('keepCommendations');
    renderStaffPage(
      req,
      res,
      'improvement/commendations/list',
      { title: t.title, notice },
      { t, lines, mayMake },
    );
  });

  router.get(`${path}/new`, async (req, res) => {
    const year = yearBefore(callerOfRequest(req).units.day.slice(0, 4));
    const [newest] = await keeper.published();
    await showNew(req, res, { title: '', unit: '', year, publication: newest?.id ?? '' }, {});
  });

  /** Statuses: 303; 404 where the unit is not the caller's; 422 with the errors to correct. */
  router.post(path, async (req, res) => {
    const caller = callerOfRequest(req);
    const sent = await readSentList(req);
    const faults = await faultsOf(req, sent);
    if (Object.keys(faults).length > 0) {
      await showNew(req, res.status(422), sent, faults);
      return;
    }
    caller.demand('keepCommendations', [sent.unit]);
    const list: CommendationList = {
      id: randomUUID(),
      title: sent.title,
      unitId: sent.unit,
      year: Number(sent.year),
      ...(sent.publication === '' ? {} : { publicationId: sent.publication }),
      state: 'draft',
      collectives: [],
      individuals: [],
      madeAt: now(),
      madeBy: caller.actor,
      version: randomUUID(),
    };
    const facts = { year: sent.year };
    await stores.commendations.add(list, listEntry('commendation.made', list, { facts, caller, now: now() }));
    res.redirect(303, `${path}/${list.id}?done=made`);
  });

  router.get(`${path}/:listId`, async (req, res) => {
    await showList(req, res, await listOf(req), { sent: {}, faults: {} });
  });

  router.get(`${path}/:listId/sheet`, async (req, res) => {
    const list = await listOf(req);
    const language = readLanguage(req);
    renderStaffPage(
      req,
      res,
      'improvement/commendations/sheet',
      { title: list.title },
      { t: commendationTexts[language], unit: unitOf(req, list), list: listWords(list, language) },
    );
  });

  router.get(`${path}/:listId/pdf`, async (req, res) => {
    const list = await listOf(req);
    const language = readLanguage(req);
    const layout = commendationLayout(listWords(list, language), unitOf(req, list), language);
    res.attachment(`khen-thuong-${list.year}.pdf`);
    res.type('application/pdf').send(await printPdf(layout, { title: list.title, language, madeAt: now() }));
  });

  async function faultsOf(req: Request, sent: SentList): Promise<Faults> {
    const t = commendationTexts[readLanguage(req)];
    const { publication, unit } = sent;
    const isKnown = publication === '' || (await keeper.published()).some(({ id }) => id === publication);
    return {
      ...faultsOfList(sent, t),
      ...(callerOfRequest(req).units.find(unit) ? {} : { unit: t.faults.unit }),
      ...(isKnown ? {} : { publication: t.faults.publication }),
    };
  }

  async function showNew(req: Request, res: Response, sent: SentList, faults: Faults): Promise<void> {
    const language = readLanguage(req);
    const t = commendationTexts[language];
    const published = await keeper.published();
    const fields = listFields(sent, faults, { caller: callerOfRequest(req), published, language });
    renderStaffPage(req, res, 'improvement/commendations/new', { title: t.make }, { t, faults, fields });
  }

  return router;
}

function unitOf(req: Request, { unitId }: CommendationList): string {
  return inLanguage(callerOfRequest(req).units.name(unitId), readLanguage(req));
}

interface Typed {
  /** The input of one of its forms, to be corrected. */
  readonly sent: Readonly<Record<string, string>>;
  readonly faults: Faults;
}

/** Shows one list, with its forms for those who may use them. */
export function listShower(keeper: ListKeeper) {
  return async (req: Request, res: Response, list: CommendationList, { sent, faults }: Typed) => {
    const caller = callerOfRequest(req);
    const { units } = caller;
    const language = readLanguage(req);
    const t = commendationTexts[language];
    const mayKeep = caller.may('keepCommendations', list.unitId);
    const isOpen = mayKeep && list.state === 'draft';
    const proposed = isOpen ? await keeper.proposed(list, caller) : [];
    renderStaffPage(
      req,
      res,
      'improvement/commendations/commendation',
      { title: list.title, notice: noticeFor(req, t.notices) },
      {
        t,
        faults,
        list: listWords(list, language),
        unit: unitOf(req, list),
        evidenceUrl: addressOf(`commendation/${list.id}`),
        isOpen,
        mayReopen: mayKeep && !isOpen,
        proposals: proposalWords(proposed, list, { units, language }),
        fields: isOpen && {
          collective: unitField(list, { sent, faults, units, language }),
          individual: individualFields(sent, faults, t),
          decision: decisionFields({ ...list.decision, ...sent }, faults, t),
        },
      },
    );
  };
}
