/** Changes to one list of commendations: choosing units and people, recording the decision, reopening, deleting. */
import { randomUUID } from 'node:crypto';
import { seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { collectivesMax, individualsMax, type CommendationList } from './commendation.ts';
import { also, type MaybeErrors } from '../../platform/web/form.ts';
import { readBody } from '../../platform/web/input.ts';
import {
  collectiveForm,
  decisionForm,
  individualForm,
  reasonField,
  removedIndividual,
  removedUnit,
} from './input.ts';
import {
  changeList,
  changePeople,
  countsOf,
  discardList,
  findBasis,
  findDraft,
  findList,
  movedOn,
} from './keepLists.ts';
import { showList } from './routes.ts';
import { commendationTexts } from './texts.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

const path = '/staff/commendations';

/** Statuses of all: 303; 404 where the list is not the caller's; 409 when it is locked or has changed; 422 with the errors to correct. */
export const commendationChangeRoutes: Routes<RoundsRoutesOptions> = {
  'POST /staff/commendations/:listId/collectives': may('keepCommendations', addCollective),
  'POST /staff/commendations/:listId/collectives/remove': may('keepCommendations', removeCollective),
  'POST /staff/commendations/:listId/individuals': may('keepCommendations', addIndividual),
  'POST /staff/commendations/:listId/individuals/remove': may('keepCommendations', removeIndividual),
  'POST /staff/commendations/:listId/decision': may('keepCommendations', recordDecision),
  'POST /staff/commendations/:listId/reopen': may('keepCommendations', reopenList),
  'POST /staff/commendations/:listId/discard': may('keepCommendations', discardDraft),
};

async function draftOf(
  { caller, param }: StaffContext,
  tools: RoundsRoutesOptions,
): Promise<CommendationList> {
  return await findDraft(tools.stores, param('listId'), caller);
}

async function addCollective(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { caller, language } = context;
  const list = await draftOf(context, tools);
  const read = await collectiveForm.read(context);
  const { unit, rule, unitReason } = read.typed;
  const basis = rule === '' ? undefined : await findBasis(tools, list, { unit, rule, caller });
  const reason = reasonField.judge(unitReason, commendationTexts[language], language);
  const collective = also(read, {
    unitReason: !basis && 'error' in reason && reason.error,
    ...errorsOfUnit(context, list, unit),
  });
  if (!collective.ok) return await showList(context, tools, list, { collective });
  const collectives = [
    ...list.collectives,
    { unitId: unit, name: caller.units.name(unit), reason: unitReason, basis },
  ];
  const facts = { added: unit };
  await changeList(tools, list, { collectives }, { kind: 'commendation.changed', facts, caller });
  return seeOther(`${path}/${list.id}?done=added`);
}

async function removeCollective(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { req, caller } = context;
  const list = await draftOf(context, tools);
  const { unit } = await readBody(req, removedUnit);
  const collectives = list.collectives.filter(({ unitId }) => unitId !== unit);
  const action = { kind: 'commendation.changed', facts: { removed: unit }, caller } as const;
  await changeList(tools, list, { collectives }, action);
  return seeOther(`${path}/${list.id}?done=removed`);
}

async function addIndividual(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { caller, language } = context;
  const list = await draftOf(context, tools);
  const t = commendationTexts[language];
  const isFull = list.individuals.length >= individualsMax;
  const individual = also(await individualForm.read(context), { name: isFull && t.errors.full });
  if (!individual.ok) return await showList(context, tools, list, { individual });
  const individuals = [...list.individuals, { id: randomUUID(), ...individual.values }];
  await changePeople(tools, list, individuals, caller);
  return seeOther(`${path}/${list.id}?done=added#people`);
}

async function removeIndividual(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { req, caller } = context;
  const list = await draftOf(context, tools);
  const { individual } = await readBody(req, removedIndividual);
  const individuals = list.individuals.filter(({ id }) => id !== individual);
  await changePeople(tools, list, individuals, caller);
  return seeOther(`${path}/${list.id}?done=removed#people`);
}

async function recordDecision(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { caller, language } = context;
  const { now } = tools;
  const list = await draftOf(context, tools);
  const t = commendationTexts[language];
  const read = await decisionForm.read(context);
  if (read.typed.version !== list.version) throw movedOn();
  const isEmpty = list.collectives.length + list.individuals.length === 0;
  const sent = also(read, {
    on: read.typed.on > dayOf(now()) && t.errors.day,
    number: isEmpty && t.errors.empty,
  });
  if (!sent.ok) return await showList(context, tools, list, { decision: sent });
  const { version: _version, ...decision } = sent.values;
  const facts = { ...decision, ...countsOf(list) };
  const action = { kind: 'commendation.recorded', facts, caller } as const;
  await changeList(tools, list, { state: 'recorded', decision }, action);
  return seeOther(`${path}/${list.id}?done=recorded`);
}

async function reopenList(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { caller, param } = context;
  const list = await findList(tools.stores, param('listId'), { caller, action: 'keepCommendations' });
  if (list.state !== 'recorded') throw movedOn();
  const action = { kind: 'commendation.reopened', facts: countsOf(list), caller } as const;
  await changeList(tools, list, { state: 'draft' }, action);
  return seeOther(`${path}/${list.id}?done=reopened`);
}

async function discardDraft(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  await discardList(tools, await draftOf(context, tools), context.caller);
  return seeOther(`${path}?done=discarded`);
}

function errorsOfUnit(
  { caller, language }: StaffContext,
  { unitId, collectives }: CommendationList,
  unit: string,
): MaybeErrors {
  const { units } = caller;
  const { errors } = commendationTexts[language];
  if (!units.find(unit) || unit === unitId || !units.isWithin(unit, unitId)) return { unit: errors.unit };
  if (collectives.some((one) => one.unitId === unit)) return { unit: errors.twice };
  return collectives.length >= collectivesMax ? { unit: errors.full } : {};
}
