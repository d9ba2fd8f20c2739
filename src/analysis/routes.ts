/** Crosstabs of closed rounds, for analysts: two dimensions at the most, filters among them. */
import type { Request, Response, Router } from 'express';
import { notYours, type Caller } from '../accounts/caller.ts';
import { auditEntry } from '../audit/entry.ts';
import type { ColumnReader } from '../columns/columnReader.ts';
import { inLanguage, type PageLanguage } from '../localized.ts';
import { roundState, type Round } from '../rounds/round.ts';
import type { MeasuredRounds } from '../satisfaction/measuredRounds.ts';
import { isPooled, type MeasuredRound } from '../satisfaction/results.ts';
import { decimalText } from '../satisfaction/wording.ts';
import type { Stores } from '../stores.ts';
import { unitTreeOn, type UnitTree } from '../units/unitTree.ts';
import { readLanguage } from '../web/language.ts';
import { sendTaken, takeLinks } from '../web/takeAway.ts';
import { renderStaffPage } from '../web/staffPage.ts';
import { staffRouter } from '../web/staffRouter.ts';
import { callerOfRequest } from '../web/visit.ts';
import { analyse, type Analysis } from './analysis.ts';
import {
  choiceFields,
  crosstabTaken,
  faultFields,
  filterWords,
  scopesOf,
  tableWords,
  type UnitChoice,
} from './analysisPage.ts';
import { dimensionsOf, filtersOf, type AnalysisDimension } from './dimensions.ts';
import { readAnalysisWish, type AnalysisWish } from './input.ts';
import { analysisTexts } from './texts.ts';

type Faults = Readonly<Record<string, string>>;

interface RoundChoice {
  readonly round: Round;
  readonly units: readonly UnitChoice[];
}

export interface AnalysisRoutesOptions {
  readonly stores: Stores;
  readonly rounds: MeasuredRounds;
  readonly columns: ColumnReader;
  readonly now: () => Date;
}

export function analysisRoutes({ stores, rounds, columns, now }: AnalysisRoutesOptions): Router {
  const router = staffRouter();

  router.get('/staff/analysis', async (req, res) => {
    const caller = callerOfRequest(req);
    const sent = await readAnalysisWish(req);
    const closed = await closedRounds(caller);
    const choice = sent.round === '' ? closed[0] : closed.find(({ round }) => round.id === sent.round);
    if (!choice) {
      if (sent.round !== '') throw notYours();
      const t = analysisTexts[readLanguage(req)];
      renderStaffPage(req, res, 'analysis/analysis', { title: t.title }, { t, fields: [] });
      return;
    }
    await answer(req, res, { caller, sent, closed, choice, measured: await rounds.measure(choice.round) });
  });

  interface Asked {
    readonly caller: Caller;
    readonly sent: AnalysisWish;
    readonly closed: readonly RoundChoice[];
    readonly choice: RoundChoice;
    readonly measured: MeasuredRound;
  }

  async function answer(req: Request, res: Response, asked: Asked): Promise<void> {
    const { caller, sent, closed, choice, measured } = asked;
    const language = readLanguage(req);
    const t = analysisTexts[language];
    const { round, plan } = measured;
    const { units } = choice;
    const unitId = sent.unit === '' ? units[0]!.id : sent.unit;
    if (!units.some(({ id }) => id === unitId)) throw notYours();

    const dimensions = dimensionsOf(measured, await stores.services.list(), unitId);
    const isFresh = Object.values(sent).every((value) => value === '');
    const rows = isFresh ? dimensions[0]!.id : sent.rows;
    const wish = { ...sent, round: round.id, unit: unitId, of: sent.of === '' ? 'whole' : sent.of, rows };
    const { analysis, unknown } = knownPartsOf(wish, measured, dimensions);
    const waiting = await waitingFor(round, language);
    const isAsked = waiting === undefined && unknown.length === 0;
    const made = isAsked ? await analyse(measured, analysis, { columns, now: now() }) : undefined;
    const faults: Faults =
      typeof made === 'string'
        ? faultFields(made, wish, language)
        : Object.fromEntries(unknown.map((field) => [field, t.unknown]));
    const table = typeof made === 'object' ? tableWords(made, analysis, language) : undefined;
    if (table && analysis.filters.length > 0) await note(caller, measured, analysis);

    const caption = [
      inLanguage(scopesOf(measured).find(({ id }) => id === wish.of)?.label ?? { vi: '' }, language),
      units.find(({ id }) => id === unitId)!.name,
      inLanguage(round.title, language),
    ].join(' · ');
    const filteredBy =
      analysis.filters.length > 0 ? t.filteredBy(filterWords(analysis, language)) : undefined;
    const madeUp = round.madeUp && inLanguage(round.madeUp, language);
    const method = `${t.method(inLanguage({ ...plan.method.name }, language))}${isPooled(plan) ? '' : ` ${t.pooled}`}`;
    const isSelfSelected = round.sampleKind === 'selfSelected';
    const parts = typeof made === 'object' ? [crosstabTaken(made, analysis, t.title, language)] : [];
    const notes = [caption, filteredBy, madeUp, method, isSelfSelected ? t.selfSelected : undefined].flatMap((one) => one ?? []); // prettier-ignore
    const from = { name: `phan-tich-${round.id}`, language, notes, isMadeUp: madeUp !== undefined };
    if (await sendTaken(req, res, parts, from)) return;

    if (Object.keys(faults).length > 0) res.status(422);
    renderStaffPage(
      req,
      res,
      'analysis/analysis',
      { title: t.title },
      {
        t,
        faults,
        waiting,
        table,
        fields: choiceFields({
          language,
          wish,
          rounds: closed.map((one) => one.round),
          units,
          measured,
          dimensions,
          faults,
        }),
        caption,
        filteredBy,
        madeUp,
        selfSelected: isSelfSelected,
        method,
        take: takeLinks(req, parts, language),
      },
    );
  }

  /** Newest first, with the units that the caller may analyse; rounds without any are left out. */
  async function closedRounds(caller: Caller): Promise<readonly RoundChoice[]> {
    const [all, units] = await Promise.all([stores.rounds.list(), stores.units.list()]);
    return all
      .filter((round) => roundState(round, now()) === 'closed')
      .map((round) => ({ round, units: unitChoices(caller, round, unitTreeOn(units, round.unitsOn)) }))
      .filter((choice) => choice.units.length > 0);
  }

  /** A table of a part of the forms would tell, beside the next one, what the last few said. */
  async function waitingFor({ id }: Round, language: PageLanguage): Promise<string | undefined> {
    const t = analysisTexts[language];
    const unlogged = await stores.submissions.countUnlogged(id);
    if (unlogged > 0) return t.waiting(decimalText({ units: unlogged, decimals: 0 }, language));
    const [{ size }, last] = [await stores.columns.findState(), await stores.ledger.findLast()];
    return size < (last?.size ?? 0) ? t.preparing : undefined;
  }

  async function note({ actor }: Caller, { round }: MeasuredRound, analysis: Analysis): Promise<void> {
    const { rows, columns: across } = analysis;
    await stores.audit.add(
      auditEntry({
        at: now(),
        by: actor,
        kind: 'analysis.filtered',
        unitIds: [analysis.unitId],
        subject: { id: round.id, label: round.title.vi },
        after: {
          filters: filterWords(analysis, 'vi').join('; '),
          ...(rows ? { rows: rows.label.vi } : {}),
          ...(across ? { columns: across.label.vi } : {}),
        },
      }),
    );
  }

  return router;
}

/** Units of the round that the caller may analyse, in the order of the round's tree. */
function unitChoices(caller: Caller, round: Round, tree: UnitTree): UnitChoice[] {
  const { language } = caller.account;
  const walk = (id: string, depth: number): UnitChoice[] => {
    const may = caller.may('analyse', id);
    const below = tree.childIds(id).flatMap((childId) => walk(childId, may ? depth + 1 : depth));
    return may ? [{ id, name: inLanguage(tree.name(id), language), depth }, ...below] : below;
  };
  return round.unitIds.filter((id) => tree.has(id)).flatMap((id) => walk(id, 0));
}

/** What was asked for, and the fields whose values this round and unit do not have. */
function knownPartsOf(
  wish: AnalysisWish,
  measured: MeasuredRound,
  dimensions: readonly AnalysisDimension[],
): { analysis: Analysis; unknown: string[] } {
  const [rows, columns] = [wish.rows, wish.columns].map((wanted) =>
    dimensions.find(({ id }) => id === wanted),
  );
  const filters = [wish.filter1, wish.filter2].map((wanted) =>
    filtersOf(dimensions).find(({ id }) => id === wanted),
  );
  const scope = scopesOf(measured).find(({ id }) => id === wish.of)?.scope;
  const found = { of: scope, rows, columns, filter1: filters[0], filter2: filters[1] };
  const unknown = Object.entries(found)
    .filter(([field, part]) => part === undefined && wish[field as keyof AnalysisWish] !== '')
    .map(([field]) => field);
  return {
    unknown,
    analysis: {
      unitId: wish.unit,
      scope: scope ?? { kind: 'whole' },
      rows,
      columns,
      filters: filters.flatMap((one) => one ?? []),
    },
  };
}
