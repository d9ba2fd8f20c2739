/** Acts on units: all that were kept, a succession typed, looked at and kept, and the undoing of one by another. */
import type { Request, Response, Router } from 'express';
import { follow, followersOf, type FollowContext } from '../accessPoints/followAct.ts';
import { notYours, type Caller } from '../accounts/caller.ts';
import { addDays, isCalendarDay } from '../calendarDay.ts';
import { inLanguage, type PageLanguage } from '../localized.ts';
import type { RoutesOptions } from '../routesOptions.ts';
import { dayText, timeText } from '../web/clock.ts';
import { readLanguage } from '../web/language.ts';
import { noticeFor, renderStaffPage } from '../web/staffPage.ts';
import { staffRouter } from '../web/staffRouter.ts';
import { callerOfRequest } from '../web/visit.ts';
import { linesMax, readDocument, readRoundId, readSentSuccession } from './input.ts';
import { judgeAct, keepAct, type ActOrder } from './keepAct.ts';
import { lineKinds, type SentLine, type SentSuccession } from './sentSuccession.ts';
import {
  emptyAct,
  endedBy,
  standingActs,
  unitsThrough,
  type ActDraft,
  type Succession,
} from './succession.ts';
import { touchedBy } from './successionFaults.ts';
import { placedFaults, readSuccession, type FormFault } from './successionForm.ts';
import { successionTexts } from './successionTexts.ts';
import { successionView } from './successionView.ts';
import { unitName, type Unit } from './unit.ts';
import { unitCalledOn } from './unitCalled.ts';

const linesAtFirst = 3;
const linesMore = 5;
const emptyLine: SentLine = { kind: 'merge', from: '', to: '', parent: '' };
const isTyped = ({ from, to, parent }: SentLine): boolean => `${from}${to}${parent}` !== '';

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
    renderStaffPage(req, res, 'units/successions', { title: t.title }, { t, lines });
  });

  interface Shown {
    readonly sent: Partial<SentSuccession>;
    readonly faults?: readonly FormFault[];
    readonly preview?: ReturnType<typeof successionView>;
  }

  function showForm(req: Request, res: Response, { sent, faults = [], preview }: Shown): void {
    const t = successionTexts[readLanguage(req)];
    const said = Object.fromEntries(
      faults.map(({ field, kind, about }) => {
        const sentence = t.faults[kind];
        return [field, typeof sentence === 'string' ? sentence : sentence(about)];
      }),
    );
    const options = lineKinds.map((value) => ({ value, label: t.kinds[value] }));
    const lines = (sent.lines ?? []).map((line, index) => {
      const number = index + 1;
      return {
        title: t.line(number),
        fields: [
          { id: `kind-${number}`, label: t.kind, value: line.kind, options },
          { id: `from-${number}`, label: t.from, hint: t.fromHint, value: line.from, rows: 3 },
          { id: `to-${number}`, label: t.to, hint: t.toHint, value: line.to, rows: 2 },
          { id: `parent-${number}`, label: t.parent, hint: t.parentHint, value: line.parent },
        ].map((field) => ({ ...field, optional: true, fault: said[field.id] })),
      };
    });
    const head = [
      { id: 'on', label: t.on, type: 'date', value: sent.on },
      { id: 'number', label: t.number, hint: t.numberHint, value: sent.number },
      { id: 'issuedBy', label: t.issuedBy, value: sent.issuedBy },
    ].map((field) => ({ ...field, fault: said[field.id] }));
    const mayAddLines = lines.length + linesMore <= linesMax;
    renderStaffPage(
      req,
      res,
      preview ? 'units/successionPreview' : 'units/newSuccession',
      { title: preview ? t.previewTitle : t.make },
      { t, faults: said, head, lines, preview, mayAddLines },
    );
  }

  router.get('/staff/successions/new', (req, res) => {
    const lines = Array.from({ length: linesAtFirst }, () => emptyLine);
    showForm(req, res, { sent: { on: '', number: '', issuedBy: '', lines } });
  });

  /** Statuses: 200 with a preview or the form; 303 kept; 422 with faults beside their fields; 404 where units are not theirs. */
  router.post('/staff/successions', async (req, res) => {
    const caller = callerOfRequest(req);
    const { sent, wanted } = await readSentSuccession(req);
    if (wanted === 'more' || wanted === 'edit') {
      const added = Array.from({ length: wanted === 'more' ? linesMore : 0 }, () => emptyLine);
      showForm(req, res, { sent: { ...sent, lines: [...sent.lines, ...added].slice(0, linesMax) } });
      return;
    }
    const typed = { ...sent, lines: sent.lines.filter(isTyped) };
    const lines = typed.lines.length > 0 ? typed.lines : [emptyLine];
    const units = await stores.units.list();
    const own = ownUnits(caller, units, typed);
    const read = readSuccession(typed, own, '');
    if (read.faults.length > 0) {
      showForm(req, res.status(422), { sent: { ...typed, lines }, faults: read.faults });
      return;
    }
    demandOn(caller, read.draft);
    const order: ActOrder = {
      draft: (actId) => readSuccession(typed, own, actId).draft,
      audit: { kind: 'unit.succession', label: sent.number },
      by: caller.actor,
    };
    const { act, faults } = await (wanted === 'keep' ? keepAct : judgeAct)(stores, order, now());
    if (faults.length > 0) {
      const { fieldOf } = readSuccession(typed, own, act.id);
      const placed = placedFaults(faults, fieldOf, await namesFor(act, readLanguage(req)));
      showForm(req, res.status(422), { sent: { ...typed, lines }, faults: placed });
    } else if (wanted === 'keep') {
      res.redirect(303, `/staff/successions/${act.id}?done=kept`);
    } else {
      const through = unitsThrough(await stores.units.listEntered(), [
        ...(await stores.units.listActs()),
        act,
      ]);
      const points = await stores.accessPoints.list();
      const preview = successionView(act, through, points, readLanguage(req));
      showForm(req, res, { sent: { ...typed, lines }, preview });
    }
  });

  /** Names of units, old and new, and of rounds, by their ids. */
  async function namesFor(act: Succession, language: PageLanguage): Promise<(id: string) => string> {
    const [units, rounds] = await Promise.all([stores.units.list(), stores.rounds.list()]);
    const names = new Map([
      ...rounds.map(({ id, title }) => [id, inLanguage(title, language)] as const),
      ...units.map((unit) => [unit.id, inLanguage(unitName(unit, addDays(act.on, -1)), language)] as const),
      ...act.founded.map(({ id, name }) => [id, inLanguage(name, language)] as const),
    ]);
    return (id) => names.get(id) ?? id;
  }

  interface OpenAct {
    readonly act: Succession;
    readonly acts: readonly Succession[];
    readonly unitIds: readonly string[];
  }

  async function actOf(req: Request): Promise<OpenAct> {
    const caller = callerOfRequest(req);
    const acts = await stores.units.listActs();
    const act = acts.find(({ id }) => id === req.params['actId']);
    if (!act) throw notYours();
    const unitIds = unitIdsOf(act, acts, caller);
    caller.demand('changeUnits', unitIds);
    return { act, acts, unitIds };
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
    });
    renderStaffPage(
      req,
      res,
      'units/succession',
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

  /** Moves points of ended units to their heirs. Statuses: 303; 404 where act, round or heirs are not theirs. */
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
    if (missing.length > 0) {
      await refuse(Object.fromEntries(missing.map(([field]) => [field, String(t.faults.missing)])));
      return;
    }
    const order: ActOrder = {
      draft: () => ({ ...emptyAct, on: open.act.on, document, undoes: open.act.id }),
      audit: { kind: 'unit.undone', label: open.act.id },
      by: caller.actor,
    };
    const { act, faults } = await keepAct(stores, order, now());
    const [first] = placedFaults(faults, new Map(), await namesFor(open.act, readLanguage(req)));
    if (first) {
      const sentence = t.faults[first.kind];
      await refuse({ number: typeof sentence === 'string' ? sentence : sentence(first.about) });
      return;
    }
    res.redirect(303, `/staff/successions/${act.id}?done=undone`);
  });

  return router;
}

/** Units that the caller may write of. A name of foreign ones only does not exist for them. */
function ownUnits(caller: Caller, units: readonly Unit[], { on, lines }: SentSuccession): readonly Unit[] {
  const ids = caller.unitIdsFor('changeUnits');
  if (!ids) return units;
  const own = units.filter(({ id }) => ids.has(id));
  const days = isCalendarDay(on) ? [addDays(on, -1)] : [];
  const [calledOwn, calledAny] = [unitCalledOn(own, days), unitCalledOn(units, days)];
  const rows = lines.flatMap(({ from, parent }) => [...from.split(/\r?\n/), parent]);
  if (rows.some((text) => calledOwn(text).length === 0 && calledAny(text).length > 0)) throw notYours();
  return own;
}

/** @throws Problem notFound unless all that it touches is theirs; a new topmost unit is for those who answer for everything */
function demandOn(caller: Caller, draft: ActDraft): void {
  const foundedIds = new Set(draft.founded.map(({ id }) => id));
  caller.demand(
    'changeUnits',
    [...touchedBy(draft)].filter((id) => !foundedIds.has(id)),
  );
  if (draft.founded.some(({ parentId }) => parentId === undefined)) caller.demand('changeUnits', []);
}

/** Units of an act, or of the one that it undoes, as far as they are still known. */
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
