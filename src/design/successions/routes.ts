/** Changes of units: the list, one change, its consequences, and undoing it by another change. */
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { dayText, timeText } from '../../platform/calendar/clock.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { readDocument, readRoundId } from '../../registers/units/input.ts';
import { keepAct, type ActOrder } from '../../registers/units/keepAct.ts';
import { namesInAct } from '../../registers/units/namesInAct.ts';
import {
  emptyAct,
  endedBy,
  standingActs,
  unitsThrough,
  type Succession,
} from '../../registers/units/succession.ts';
import { touchedBy } from '../../registers/units/successionFaults.ts';
import { placedFaults } from '../../registers/units/successionForm.ts';
import { successionTexts } from '../../registers/units/successionTexts.ts';
import { follow, followersOf, type FollowContext } from '../accessPoints/followAct.ts';
import type { RoutesOptions } from '../stores.ts';
import { successionView } from './successionView.ts';

export const successionRoutes: Routes<RoutesOptions> = {
  'GET /staff/successions': may('changeUnits', listActs),
  'GET /staff/successions/:actId': may('changeUnits', openAct),
  'POST /staff/successions/:actId/points': may('changeUnits', movePoints),
  'POST /staff/successions/:actId/undo': may('changeUnits', undoAct),
};

async function listActs({ caller, language }: StaffContext, { stores }: RoutesOptions): Promise<Reply> {
  const t = successionTexts[language];
  const acts = await stores.units.listActs();
  const standing = new Set(standingActs(acts).map(({ id }) => id));
  const lines = acts
    .filter((act) => caller.mayOnAll('changeUnits', unitIdsOf(act, acts, caller)))
    .toReversed()
    .map((act) => ({
      id: act.id,
      on: dayText(act.on, language),
      what: whatOf(act, language),
      document: act.document?.number || '–',
      entered: `${act.entered.by.name}, ${timeText(act.entered.at, language)}`,
      state: t.states[stateOf(act, standing)],
    }));
  return page('design/successions/successions', { title: t.title }, { t, lines });
}

interface OpenAct {
  readonly act: Succession;
  readonly acts: readonly Succession[];
}

/** @throws Problem notFound, also when units of it are outside the caller's scope */
async function actOf({ caller, param }: StaffContext, { stores }: RoutesOptions): Promise<OpenAct> {
  const acts = await stores.units.listActs();
  const act = acts.find(({ id }) => id === param('actId'));
  if (!act) throw notYours();
  caller.demand('changeUnits', unitIdsOf(act, acts, caller));
  return { act, acts };
}

interface Undo {
  readonly sent: Readonly<Record<string, string>>;
  readonly faults: Readonly<Record<string, string>>;
}

async function showAct(
  { language, notice }: StaffContext,
  tools: RoutesOptions,
  { act, acts }: OpenAct,
  undo?: Undo,
): Promise<Reply> {
  const t = successionTexts[language];
  const standing = new Set(standingActs(acts).map(({ id }) => id));
  const earlier = acts.filter(({ id }) => id <= act.id);
  const through = unitsThrough(await tools.stores.units.listEntered(), earlier);
  const context = await followContext(acts, tools);
  const roundOptions = context.rounds.flatMap((round) => {
    const count = standing.has(act.id) ? followersOf(act, round, context).length : 0;
    const title = inLanguage(round.title, language);
    return count === 0 ? [] : [{ value: round.id, label: t.followed(title, count) }];
  });
  const field = (id: 'number' | 'issuedBy', label: string) => ({
    id,
    label,
    value: undo?.sent[id],
    fault: undo?.faults[id],
    optional: !act.document,
  });
  return page(
    'design/successions/succession',
    { title: t.one(act.id), notice: notice(t.done), status: undo && 422 },
    {
      t,
      faults: undo?.faults ?? {},
      act: {
        id: act.id,
        on: dayText(act.on, language),
        document: act.document?.number,
        issuedBy: act.document?.issuedBy,
        entered: `${act.entered.by.name}, ${timeText(act.entered.at, language)}`,
        state: t.states[stateOf(act, standing)],
        what: whatOf(act, language),
        mayUndo: standing.has(act.id),
      },
      preview: successionView(act, through, context.points, language),
      follow: { id: 'round', label: t.followRound, options: roundOptions },
      undoLead: act.document ? t.undoLead : t.undoWithoutLead,
      fields: [field('number', t.number), field('issuedBy', t.issuedBy)],
    },
  );
}

async function followContext(
  acts: readonly Succession[],
  { stores, now }: RoutesOptions,
): Promise<FollowContext> {
  const [units, points, rounds] = await Promise.all([
    stores.units.list(),
    stores.accessPoints.list(),
    stores.rounds.list(),
  ]);
  return { acts, units, points, rounds, now: now() };
}

async function openAct(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  return await showAct(context, tools, await actOf(context, tools));
}

/**
 * Moves access points of ended units to their successors. Statuses: 303; 404 when change, round or successors are
 * outside the caller's scope.
 */
async function movePoints(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller } = context;
  const { act, acts } = await actOf(context, tools);
  const wanted = await readRoundId(req);
  const surroundings = await followContext(acts, tools);
  const round = surroundings.rounds.find(({ id }) => id === wanted);
  if (!round) throw notYours();
  const followers = followersOf(act, round, surroundings);
  for (const { target } of followers) caller.demand('makeAccessPoints', [target.unitId]);
  await follow(followers, caller.actor, { accessPoints: tools.stores.accessPoints, now: tools.now() });
  return seeOther(`/staff/successions/${act.id}?done=followed`);
}

/** Statuses: 303; 422 with an error next to its field, and nothing stored. */
async function undoAct(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  const { stores, now } = tools;
  const open = await actOf(context, tools);
  const t = successionTexts[language];
  const document = await readDocument(req);
  const refuse = (faults: Undo['faults']): Promise<Reply> =>
    showAct(context, tools, open, { sent: { ...document }, faults });
  const missing = Object.entries(document).filter(([, text]) => text === '');
  const hasNone = missing.length === Object.keys(document).length;
  // A change stored without a document, such as units from a list, may be corrected without one.
  if (missing.length > 0 && !(hasNone && !open.act.document))
    return await refuse(Object.fromEntries(missing.map(([field]) => [field, String(t.faults.missing)])));
  const order: ActOrder = {
    draft: () => ({ ...emptyAct, on: open.act.on, ...(!hasNone && { document }), undoes: open.act.id }),
    audit: { kind: 'unit.undone', label: open.act.id },
    by: caller.actor,
  };
  const { act, faults } = await keepAct(stores, order, now());
  const [first] = placedFaults(faults, new Map(), await namesInAct(open.act, stores, language));
  if (first) {
    const sentence = t.faults[first.kind];
    return await refuse({ number: typeof sentence === 'string' ? sentence : sentence(first.about) });
  }
  return seeOther(`/staff/successions/${act.id}?done=undone`);
}

/** Units of a change, or of the one that it undoes, as far as they are still known. */
function unitIdsOf(act: Succession, acts: readonly Succession[], { units }: Caller): readonly string[] {
  const done = acts.find(({ id }) => id === act.undoes);
  if (done) return unitIdsOf(done, acts, { units } as Caller);
  return [...touchedBy(act)].filter((id) => units.find(id) !== undefined);
}

function stateOf(act: Succession, standing: ReadonlySet<string>): 'standing' | 'undone' | 'undoing' {
  if (act.undoes !== undefined) return 'undoing';
  return standing.has(act.id) ? 'standing' : 'undone';
}

function whatOf(act: Succession, language: PageLanguage): string {
  const t = successionTexts[language];
  if (act.undoes !== undefined) return t.undoing(act.undoes);
  const [first] = act.founded;
  const isOne = first && act.founded.length === 1 && endedBy(act).length === 0;
  return (
    t.count(act.founded.length, act.changed.length, endedBy(act).length) +
    (isOne ? `: ${inLanguage(first.name, language)}` : '')
  );
}
