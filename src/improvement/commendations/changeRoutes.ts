/** Changes to one list of commendations: choosing units and people, recording the decision, reopening, deleting. */
import { randomUUID } from 'node:crypto';
import type { Request, Router } from 'express';
import { readLanguage } from '../../access/web/language.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { collectivesMax, individualsMax, type CommendationList } from './commendation.ts';
import {
  faultsOfDecision,
  faultsOfLines,
  readOne,
  readSentCollective,
  readSentDecision,
  readSentIndividual,
  type Faults,
  type SentCollective,
} from './input.ts';
import { countsOf, listKeeper, movedOn } from './keepLists.ts';
import { listShower } from './routes.ts';
import { commendationTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

const path = '/staff/commendations';

/** Statuses of all: 303; 404 where the list is not the caller's; 409 when it is locked or has changed; 422 with the errors to correct. */
export function commendationChangeRoutes(options: RoundsRoutesOptions): Router {
  const router = staffRouter();
  const keeper = listKeeper(options);
  const showList = listShower(keeper);
  const draftOf = async (req: Request) =>
    await keeper.getDraft(String(req.params['listId']), callerOfRequest(req));

  router.post(`${path}/:listId/collectives`, async (req, res) => {
    const list = await draftOf(req);
    const caller = callerOfRequest(req);
    const sent = await readSentCollective(req);
    const { unit, rule, unitReason } = sent;
    const basis = rule && (await keeper.findBasis(list, { unit, rule, caller }));
    const faults: Faults = {
      ...(basis ? {} : faultsOfLines({ unitReason }, commendationTexts[readLanguage(req)])),
      ...faultsOfUnit(req, list, sent),
    };
    if (Object.keys(faults).length > 0) {
      await showList(req, res.status(422), list, { sent: { unit, unitReason }, faults });
      return;
    }
    const collectives = [
      ...list.collectives,
      { unitId: unit, name: caller.units.name(unit), reason: unitReason, basis },
    ];
    const facts = { added: unit };
    await keeper.change(list, { collectives }, { kind: 'commendation.changed', facts, caller });
    res.redirect(303, `${path}/${list.id}?done=added`);
  });

  router.post(`${path}/:listId/collectives/remove`, async (req, res) => {
    const list = await draftOf(req);
    const unit = await readOne(req, 'unit');
    const collectives = list.collectives.filter(({ unitId }) => unitId !== unit);
    const act = {
      kind: 'commendation.changed',
      facts: { removed: unit },
      caller: callerOfRequest(req),
    } as const;
    await keeper.change(list, { collectives }, act);
    res.redirect(303, `${path}/${list.id}?done=removed`);
  });

  router.post(`${path}/:listId/individuals`, async (req, res) => {
    const list = await draftOf(req);
    const t = commendationTexts[readLanguage(req)];
    const sent = await readSentIndividual(req);
    const isFull = list.individuals.length >= individualsMax;
    const faults = { ...faultsOfLines(sent, t), ...(isFull ? { name: t.faults.full } : {}) };
    if (Object.keys(faults).length > 0) {
      await showList(req, res.status(422), list, { sent, faults });
      return;
    }
    const individuals = [...list.individuals, { id: randomUUID(), ...sent }];
    await keeper.changePeople(list, individuals, callerOfRequest(req));
    res.redirect(303, `${path}/${list.id}?done=added#people`);
  });

  router.post(`${path}/:listId/individuals/remove`, async (req, res) => {
    const list = await draftOf(req);
    const individual = await readOne(req, 'individual');
    const individuals = list.individuals.filter(({ id }) => id !== individual);
    await keeper.changePeople(list, individuals, callerOfRequest(req));
    res.redirect(303, `${path}/${list.id}?done=removed#people`);
  });

  router.post(`${path}/:listId/decision`, async (req, res) => {
    const list = await draftOf(req);
    const t = commendationTexts[readLanguage(req)];
    const { version, ...decision } = await readSentDecision(req);
    if (version !== list.version) throw movedOn();
    const isEmpty = list.collectives.length + list.individuals.length === 0;
    const faults = {
      ...faultsOfDecision(decision, dayOf(options.now()), t),
      ...(isEmpty ? { number: t.faults.empty } : {}),
    };
    if (Object.keys(faults).length > 0) {
      await showList(req, res.status(422), list, { sent: decision, faults });
      return;
    }
    const facts = { ...decision, ...countsOf(list) };
    const act = { kind: 'commendation.recorded', facts, caller: callerOfRequest(req) } as const;
    await keeper.change(list, { state: 'recorded', decision }, act);
    res.redirect(303, `${path}/${list.id}?done=recorded`);
  });

  router.post(`${path}/:listId/reopen`, async (req, res) => {
    const caller = callerOfRequest(req);
    const list = await keeper.get(req.params['listId'], caller, 'keepCommendations');
    if (list.state !== 'recorded') throw movedOn();
    const act = { kind: 'commendation.reopened', facts: countsOf(list), caller } as const;
    await keeper.change(list, { state: 'draft' }, act);
    res.redirect(303, `${path}/${list.id}?done=reopened`);
  });

  router.post(`${path}/:listId/discard`, async (req, res) => {
    await keeper.discard(await draftOf(req), callerOfRequest(req));
    res.redirect(303, `${path}?done=discarded`);
  });

  return router;
}

function faultsOfUnit(
  req: Request,
  { unitId, collectives }: CommendationList,
  { unit }: SentCollective,
): Faults {
  const { units } = callerOfRequest(req);
  const { faults } = commendationTexts[readLanguage(req)];
  if (!units.find(unit) || unit === unitId || !units.isWithin(unit, unitId)) return { unit: faults.unit };
  if (collectives.some((one) => one.unitId === unit)) return { unit: faults.twice };
  return collectives.length >= collectivesMax ? { unit: faults.full } : {};
}
