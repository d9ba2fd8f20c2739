/** Changes of units: the list, one change, its consequences, and undoing it by another change. */
import { unitChangeTexts } from '../../registers/units/changeTexts.ts';
import { said } from '../../platform/text/catalogue.ts';
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { dayText, timeText } from '../../platform/calendar/clock.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { readDocument, readRoundId } from '../../registers/units/input.ts';
import { keepUnitChange, type UnitChangeOrder } from '../../registers/units/keepUnitChange.ts';
import { namesInChange } from '../../registers/units/namesInChange.ts';
import {
  emptyUnitChange,
  endedBy,
  standingChanges,
  unitsThrough,
  type Succession,
} from '../../registers/units/succession.ts';
import { touchedBy } from '../../registers/units/successionErrors.ts';
import { placedErrors } from '../../registers/units/successionForm.ts';
import { successionTexts } from '../../registers/units/successionTexts.ts';
import { follow, followersOf, type FollowContext } from '../accessPoints/followUnitChange.ts';
import type { RoutesOptions } from '../stores.ts';
import { successionView } from './successionView.ts';

export const successionRoutes: Routes<RoutesOptions> = {
  'GET /staff/successions': may('changeUnits', listChanges),
  'GET /staff/successions/:changeId': may('changeUnits', openChange),
  'POST /staff/successions/:changeId/points': may('changeUnits', movePoints),
  'POST /staff/successions/:changeId/undo': may('changeUnits', undoChange),
};

async function listChanges({ caller, language }: StaffContext, { stores }: RoutesOptions): Promise<Reply> {
  const t = successionTexts[language];
  const changes = await stores.units.listChanges();
  const standing = new Set(standingChanges(changes).map(({ id }) => id));
  const lines = changes
    .filter((change) => caller.mayOnAll('changeUnits', unitIdsOf(change, changes, caller)))
    .toReversed()
    .map((change) => ({
      id: change.id,
      on: dayText(change.on, language),
      what: whatOf(change, language),
      document: change.document?.number || '–',
      entered: `${change.entered.by.name}, ${timeText(change.entered.at, language)}`,
      state: t.states[stateOf(change, standing)],
    }));
  return page('design/successions/successions', { title: t.title }, { t, lines });
}

interface OpenChange {
  readonly change: Succession;
  readonly changes: readonly Succession[];
}

/** @throws Problem notFound, also when units of it are outside the caller's scope */
async function changeOf({ caller, param }: StaffContext, { stores }: RoutesOptions): Promise<OpenChange> {
  const changes = await stores.units.listChanges();
  const change = changes.find(({ id }) => id === param('changeId'));
  if (!change) throw notYours();
  caller.demand('changeUnits', unitIdsOf(change, changes, caller));
  return { change, changes };
}

interface Undo {
  readonly sent: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
}

async function showChange(
  { language, notice }: StaffContext,
  tools: RoutesOptions,
  { change, changes }: OpenChange,
  undo?: Undo,
): Promise<Reply> {
  const t = successionTexts[language];
  const standing = new Set(standingChanges(changes).map(({ id }) => id));
  const earlier = changes.filter(({ id }) => id <= change.id);
  const through = unitsThrough(await tools.stores.units.listEntered(), earlier);
  const context = await followContext(changes, tools);
  const roundOptions = context.rounds.flatMap((round) => {
    const count = standing.has(change.id) ? followersOf(change, round, context).length : 0;
    const title = inLanguage(round.title, language);
    return count === 0 ? [] : [{ value: round.id, label: t.followed({ title, count }) }];
  });
  const field = (id: 'number' | 'issuedBy', label: string) => ({
    id,
    label,
    value: undo?.sent[id],
    error: undo?.errors[id],
    optional: !change.document,
  });
  return page(
    'design/successions/succession',
    { title: t.one({ id: change.id }), notice: notice(t.done), status: undo && 422 },
    {
      t,
      errors: undo?.errors ?? {},
      change: {
        id: change.id,
        on: dayText(change.on, language),
        document: change.document?.number,
        issuedBy: change.document?.issuedBy,
        entered: `${change.entered.by.name}, ${timeText(change.entered.at, language)}`,
        state: t.states[stateOf(change, standing)],
        what: whatOf(change, language),
        mayUndo: standing.has(change.id),
      },
      preview: successionView(change, through, context.points, language),
      follow: { id: 'round', label: t.followRound, options: roundOptions },
      undoLead: change.document ? t.undoLead : t.undoWithoutLead,
      fields: [field('number', t.number), field('issuedBy', t.issuedBy)],
    },
  );
}

async function followContext(
  changes: readonly Succession[],
  { stores, now }: RoutesOptions,
): Promise<FollowContext> {
  const [units, points, rounds] = await Promise.all([
    stores.units.list(),
    stores.accessPoints.list(),
    stores.rounds.list(),
  ]);
  return { changes, units, points, rounds, now: now() };
}

async function openChange(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  return await showChange(context, tools, await changeOf(context, tools));
}

/**
 * Moves access points of ended units to their successors. Statuses: 303; 404 when change, round or successors are
 * outside the caller's scope.
 */
async function movePoints(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller } = context;
  const { change, changes } = await changeOf(context, tools);
  const wanted = await readRoundId(req);
  const surroundings = await followContext(changes, tools);
  const round = surroundings.rounds.find(({ id }) => id === wanted);
  if (!round) throw notYours();
  const followers = followersOf(change, round, surroundings);
  for (const { target } of followers) caller.demand('makeAccessPoints', [target.unitId]);
  await follow(followers, caller.actor, { accessPoints: tools.stores.accessPoints, now: tools.now() });
  return seeOther(`/staff/successions/${change.id}?done=followed`);
}

/** Statuses: 303; 422 with an error next to its field, and nothing stored. */
async function undoChange(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  const { stores, now } = tools;
  const open = await changeOf(context, tools);
  const t = successionTexts[language];
  const document = await readDocument(req);
  const refuse = (errors: Undo['errors']): Promise<Reply> =>
    showChange(context, tools, open, { sent: { ...document }, errors });
  const missing = Object.entries(document).filter(([, text]) => text === '');
  const hasNone = missing.length === Object.keys(document).length;
  // A change stored without a document, such as units from a list, may be corrected without one.
  if (missing.length > 0 && !(hasNone && !open.change.document))
    return await refuse(Object.fromEntries(missing.map(([field]) => [field, t.errors.missing])));
  const order: UnitChangeOrder = {
    draft: () => ({
      ...emptyUnitChange,
      on: open.change.on,
      ...(!hasNone && { document }),
      undoes: open.change.id,
    }),
    audit: { kind: 'unit.undone', label: open.change.id },
    by: caller.actor,
  };
  const { change, errors } = await keepUnitChange(stores, order, now());
  const [first] = placedErrors(errors, new Map(), await namesInChange(open.change, stores, language));
  if (first)
    return await refuse({
      number: said({ ...unitChangeTexts[language].errors, ...t.errors }[first.kind], { about: first.about }),
    });
  return seeOther(`/staff/successions/${change.id}?done=undone`);
}

/** Units of a change, or of the one that it undoes, as far as they are still known. */
function unitIdsOf(change: Succession, changes: readonly Succession[], { units }: Caller): readonly string[] {
  const done = changes.find(({ id }) => id === change.undoes);
  if (done) return unitIdsOf(done, changes, { units } as Caller);
  return [...touchedBy(change)].filter((id) => units.find(id) !== undefined);
}

function stateOf(change: Succession, standing: ReadonlySet<string>): 'standing' | 'undone' | 'undoing' {
  if (change.undoes !== undefined) return 'undoing';
  return standing.has(change.id) ? 'standing' : 'undone';
}

function whatOf(change: Succession, language: PageLanguage): string {
  const t = successionTexts[language];
  if (change.undoes !== undefined) return t.undoing({ id: change.undoes });
  const [first] = change.founded;
  const isOne = first && change.founded.length === 1 && endedBy(change).length === 0;
  const counts = { founded: change.founded, changed: change.changed, ended: endedBy(change) };
  const parts = (['founded', 'changed', 'ended'] as const)
    .filter((kind) => counts[kind].length > 0)
    .map((kind) => t.counts[kind]({ count: counts[kind].length }));
  return parts.join(', ') + (isOne ? `: ${inLanguage(first.name, language)}` : '');
}
