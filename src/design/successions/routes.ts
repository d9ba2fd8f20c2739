/** Changes of units: the list, one change, its consequences, and undoing it by another change. */
import type { Request, Response, Router } from 'express';
import { follow, followersOf, type FollowContext } from '../accessPoints/followAct.ts';
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { dayText, timeText } from '../../platform/calendar/clock.ts';
import { readLanguage } from '../../access/web/language.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
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
import { placedFaults } from '../../registers/units/successionForm.ts';
import { touchedBy } from '../../registers/units/successionFaults.ts';
import { successionTexts } from '../../registers/units/successionTexts.ts';
import { successionView } from './successionView.ts';
import type { RoutesOptions } from '../stores.ts';

export function successionRoutes({ stores, now }: RoutesOptions): Router {
  const router = staffRouter();

  router.get('/staff/successions', async (req, res) => {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
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
    renderStaffPage(req, res, 'design/successions/successions', { title: t.title }, { t, lines });
  });

  interface OpenAct {
    readonly act: Succession;
    readonly acts: readonly Succession[];
  }

  async function actOf(req: Request): Promise<OpenAct> {
    const caller = callerOfRequest(req);
    const acts = await stores.units.listActs();
    const act = acts.find(({ id }) => id === req.params['actId']);
    if (!act) throw notYours();
    caller.demand('changeUnits', unitIdsOf(act, acts, caller));
    return { act, acts };
  }

  async function showAct(
    req: Request,
    res: Response,
    { act, acts }: OpenAct,
    undo: { readonly sent: Record<string, string>; readonly faults: Record<string, string> },
  ): Promise<void> {
    const language = readLanguage(req);
    const t = successionTexts[language];
    const standing = new Set(standingActs(acts).map(({ id }) => id));
    const earlier = acts.filter(({ id }) => id <= act.id);
    const through = unitsThrough(await stores.units.listEntered(), earlier);
    const context = await followContext(acts);
    const roundOptions = context.rounds.flatMap((round) => {
      const count = standing.has(act.id) ? followersOf(act, round, context).length : 0;
      const title = inLanguage(round.title, language);
      return count === 0 ? [] : [{ value: round.id, label: t.followed(title, count) }];
    });
    const field = (id: 'number' | 'issuedBy', label: string) => ({
      id,
      label,
      value: undo.sent[id],
      fault: undo.faults[id],
      optional: !act.document,
    });
    renderStaffPage(
      req,
      res,
      'design/successions/succession',
      { title: t.one(act.id), notice: noticeFor(req, t.done) },
      {
        t,
        faults: undo.faults,
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

  async function followContext(acts: readonly Succession[]): Promise<FollowContext> {
    const [units, points, rounds] = await Promise.all([
      stores.units.list(),
      stores.accessPoints.list(),
      stores.rounds.list(),
    ]);
    return { acts, units, points, rounds, now: now() };
  }

  /**
   * Moves access points of ended units to their successors. Statuses: 303; 404 when change, round or successors are
   * outside the caller's scope.
   */
  router.post('/staff/successions/:actId/points', async (req, res) => {
    const caller = callerOfRequest(req);
    const { act, acts } = await actOf(req);
    const wanted = await readRoundId(req);
    const context = await followContext(acts);
    const round = context.rounds.find(({ id }) => id === wanted);
    if (!round) throw notYours();
    const followers = followersOf(act, round, context);
    const by = caller.actor;
    for (const { target } of followers) caller.demand('makeAccessPoints', [target.unitId]);
    await follow(followers, by, { accessPoints: stores.accessPoints, now: now() });
    res.redirect(303, `/staff/successions/${act.id}?done=followed`);
  });

  router.get('/staff/successions/:actId', async (req, res) => {
    await showAct(req, res, await actOf(req), { sent: {}, faults: {} });
  });

  router.post('/staff/successions/:actId/undo', async (req, res) => {
    const caller = callerOfRequest(req);
    const open = await actOf(req);
    const t = successionTexts[readLanguage(req)];
    const document = await readDocument(req);
    const refuse = async (faults: Record<string, string>): Promise<void> =>
      await showAct(req, res.status(422), open, { sent: { ...document }, faults });
    const missing = Object.entries(document).filter(([, text]) => text === '');
    const hasNone = missing.length === Object.keys(document).length;
    // A change stored without a document, such as units from a list, may be corrected without one.
    if (missing.length > 0 && !(hasNone && !open.act.document)) {
      await refuse(Object.fromEntries(missing.map(([field]) => [field, String(t.faults.missing)])));
      return;
    }
    const order: ActOrder = {
      draft: () => ({
        ...emptyAct,
        on: open.act.on,
        ...(!hasNone && { document }),
        undoes: open.act.id,
      }),
      audit: { kind: 'unit.undone', label: open.act.id },
      by: caller.actor,
    };
    const { act, faults } = await keepAct(stores, order, now());
    const [first] = placedFaults(faults, new Map(), await namesInAct(open.act, stores, readLanguage(req)));
    if (first) {
      const sentence = t.faults[first.kind];
      await refuse({ number: typeof sentence === 'string' ? sentence : sentence(first.about) });
      return;
    }
    res.redirect(303, `/staff/successions/${act.id}?done=undone`);
  });

  return router;
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
