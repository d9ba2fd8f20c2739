/** Changes of units: the list, one change, its consequences, and undoing it by another change. */
import { said } from '../../platform/text/catalogue.ts';
import { unitChangeTexts } from '../../registers/units/changeTexts.ts';
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { list } from '../../access/web/list.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { dayText, timeText } from '../../platform/calendar/clock.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { undoForm } from '../../registers/units/input.ts';
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
import { line } from '../../platform/web/fields.ts';
import { also, type FieldErrors } from '../../platform/web/form.ts';
import { readBody } from '../../platform/web/input.ts';
import type { RoutesOptions } from '../stores.ts';
import { successionView } from './successionView.ts';

export const successionRoutes: Routes<RoutesOptions> = {
  'GET /staff/successions': may('changeUnits', listChanges),
  'GET /staff/successions/:changeId': may('changeUnits', openChange),
  'POST /staff/successions/:changeId/points': may('changeUnits', movePoints),
  'POST /staff/successions/:changeId/undo': may('changeUnits', undoChange),
};

async function listChanges(context: StaffContext, { stores }: RoutesOptions): Promise<Reply> {
  const { caller, language } = context;
  const t = successionTexts[language];
  const changes = await stores.units.listChanges();
  const standing = new Set(standingChanges(changes).map(({ id }) => id));
  return await list<Succession>(
    context,
    {
      title: t.title,
      lead: t.lead,
      links: [{ label: t.units, url: '/staff/units' }],
      actions: [{ label: t.make, url: '/staff/successions/new' }],
      empty: t.empty,
      columns: [
        {
          key: 'what',
          heading: t.what,
          value: (change) => `${t.one({ id: change.id })}: ${whatOf(change, language)}`,
          url: ({ id }) => `/staff/successions/${id}`,
        },
        { key: 'on', heading: t.on, isDay: true },
        { key: 'document', heading: t.document, value: ({ document }) => document?.number },
        {
          key: 'entered',
          heading: t.entered,
          value: ({ entered }) => `${entered.by.name}, ${timeText(entered.at, language)}`,
          sort: ({ entered }) => entered.at,
        },
        { key: 'state', heading: t.state, value: (change) => t.states[stateOf(change, standing)] },
      ],
    },
    changes
      .filter((change) => caller.mayOnAll('changeUnits', unitIdsOf(change, changes, caller)))
      .toReversed(),
  );
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

async function showChange(
  { language, notice }: StaffContext,
  tools: RoutesOptions,
  { change, changes }: OpenChange,
  undo = undoForm.empty,
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
  const optional = !change.document;
  return page(
    'design/successions/succession',
    { title: t.one({ id: change.id }), notice: notice(t.done), status: undo.status },
    {
      t,
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
      ...undoForm.onPage(language, undo, { number: { optional, hint: undefined }, issuedBy: { optional } }),
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
  const { round: wanted } = await readBody(req, { round: line(200) });
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
  const { caller, language } = context;
  const { stores, now } = tools;
  const open = await changeOf(context, tools);
  const t = successionTexts[language];
  const sent = await undoForm.read(context);
  const document = sent.typed;
  const refuse = (errors: FieldErrors): Promise<Reply> =>
    showChange(context, tools, open, also(sent, errors));
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
  if (first) {
    const words = { ...unitChangeTexts[language].errors, ...t.errors };
    return await refuse({ number: said(words[first.kind], { about: first.about }) });
  }
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
