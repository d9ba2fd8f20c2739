/** What every analysis page begins with: the caller's closed rounds, the requested one, and a unit within it. */
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import type { RoundCaseloadsReader } from '../../design/rounds/roundCaseloads.ts';
import type { ColumnReader } from '../../processing/columns/columnReader.ts';
import { inLanguage, listText, type PageLanguage } from '../../platform/text/localized.ts';
import { countText } from '../../platform/text/numbers.ts';
import { publicationInstead } from '../../processing/published/standing.ts';
import { roundState, type Round } from '../../design/rounds/round.ts';
import { isPooled, type MeasuredRound } from '../../processing/results/results.ts';
import { unitTreeOn, type UnitTree } from '../../registers/units/unitTree.ts';
import type { DownloadSource } from '../../platform/web/download.ts';
import { filterWords } from './analysisPage.ts';
import type { AnalysisFilter } from './dimensions.ts';
import { analysisTexts } from './texts.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

export interface UnitChoice {
  readonly id: string;
  readonly name: string;
  readonly depth: number;
}

export interface RoundChoice {
  readonly round: Round;
  /** Units that the caller may analyse, in the order of the round's tree. */
  readonly units: readonly UnitChoice[];
}

/** A round and a unit of it that the caller may analyse. */
export interface Asked extends RoundChoice {
  readonly caller: Caller;
  readonly closed: readonly RoundChoice[];
  readonly measured: MeasuredRound;
  readonly unitId: string;
}

export interface AnalysisContext extends RoundsRoutesOptions {
  readonly columns: ColumnReader;
  readonly caseloadsOf?: RoundCaseloadsReader | undefined;
}

export function askedRounds({ stores, rounds, now }: Omit<AnalysisContext, 'columns'>) {
  /** Newest first; rounds without any unit of the caller are left out. */
  async function closedRounds(caller: Caller): Promise<readonly RoundChoice[]> {
    const [all, units] = await Promise.all([stores.rounds.list(), stores.units.list()]);
    return all
      .filter((round) => roundState(round, now()) === 'closed')
      .map((round) => ({ round, units: unitChoices(caller, round, unitTreeOn(units, round.unitsOn)) }))
      .filter((choice) => choice.units.length > 0);
  }

  return {
    /**
     * An empty text stands for the newest round or its first unit; a unit of another of the caller's rounds, too, since a form offers all
     * rounds beside the units of one.
     *
     * @returns undefined where the caller has no closed round
     * @throws Problem notFound both for what does not exist and for what is not the caller's
     */
    async find(caller: Caller, request: { round: string; unit: string }): Promise<Asked | undefined> {
      const closed = await closedRounds(caller);
      const choice =
        request.round === '' ? closed[0] : closed.find(({ round }) => round.id === request.round);
      if (!choice && request.round === '') return undefined;
      const isTheirs = request.unit === '' || closed.some((one) => isAmong(one, request.unit));
      if (!choice || !isTheirs) throw notYours();
      const unitId = isAmong(choice, request.unit) ? request.unit : choice.units[0]!.id;
      return { ...choice, caller, closed, unitId, measured: await rounds.measure(choice.round) };
    },

    /**
     * Why no table may be shown yet. A table of part of the responses would disclose the last few responses by
     * differencing against the next table; so would a table by differencing against a publication from which a few
     * responses have been annulled since.
     */
    async waitingFor(
      { round, snapshot }: MeasuredRound,
      language: PageLanguage,
    ): Promise<string | undefined> {
      const t = analysisTexts[language];
      if (await publicationInstead(stores.publications, round.id, snapshot)) return t.overtaken;
      const unlogged = await stores.submissions.countUnlogged(round.id);
      if (unlogged > 0) return t.waiting({ forms: countText(unlogged, language) });
      const [{ size }, last] = [await stores.columns.findState(), await stores.ledger.findLast()];
      return size < (last?.size ?? 0) ? t.preparing : undefined;
    },
  };
}

export function isAmong({ units }: Pick<RoundChoice, 'units'>, unitId: string): boolean {
  return units.some(({ id }) => id === unitId);
}

/** How a page of analysis describes itself; its files carry the same notes. */
export interface About {
  readonly caption: string;
  readonly filteredBy: string | undefined;
  readonly madeUp: string | undefined;
  readonly method: string;
  readonly selfSelected: boolean;
  readonly from: DownloadSource;
}

/** @param parts of the caption, placed before the unit and the round */
export function aboutPage(
  { measured, units, unitId }: Asked,
  {
    name,
    parts,
    filters,
    language,
  }: {
    name: string;
    parts: readonly string[];
    filters: readonly AnalysisFilter[];
    language: PageLanguage;
  },
): About {
  const { round, plan } = measured;
  const t = analysisTexts[language];
  const unit = units.find(({ id }) => id === unitId)!.name;
  const caption = [...parts, unit, inLanguage(round.title, language)].join(' · ');
  const filteredBy =
    filters.length > 0
      ? t.filteredBy({ filters: listText(filterWords(filters, language), language) })
      : undefined;
  const madeUp = round.madeUp && inLanguage(round.madeUp, language);
  const method = `${t.method({ name: inLanguage({ ...plan.method.name }, language) })}${isPooled(plan) ? '' : ` ${t.pooled}`}`;
  const selfSelected = round.sampleKind === 'selfSelected';
  const notes = [
    caption,
    ...(filteredBy === undefined ? [] : [filteredBy]),
    ...(madeUp ? [madeUp] : []),
    method,
    ...(selfSelected ? [t.selfSelected] : []),
  ];
  const from = { name: `${name}-${round.id}`, language, notes, isMadeUp: madeUp !== undefined };
  return { caption, filteredBy, madeUp, method, selfSelected, from };
}

function unitChoices(caller: Caller, round: Round, tree: UnitTree): UnitChoice[] {
  const { language } = caller.account;
  const walk = (id: string, depth: number): UnitChoice[] => {
    const may = caller.may('analyse', id);
    const below = tree.childIds(id).flatMap((childId) => walk(childId, may ? depth + 1 : depth));
    return may ? [{ id, name: inLanguage(tree.name(id), language), depth }, ...below] : below;
  };
  return round.unitIds.filter((id) => tree.has(id)).flatMap((id) => walk(id, 0));
}
