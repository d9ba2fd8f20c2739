/** A list of commendations in the words of one language. */
import { tableRows, textColumns } from '../../access/web/columns.ts';
import type { UnitScope } from '../../access/accounts/unitScope.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { resultTexts } from '../../processing/results/texts.ts';
import { changeText, percentText } from '../../platform/text/numbers.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import type { Proposal } from './keepLists.ts';
import type { Basis, Collective, CommendationList } from './commendation.ts';
import { commendationTexts } from './texts.ts';

export function basisText(basis: Basis, language: PageLanguage): string {
  const t = commendationTexts[language];
  const { rule, value, of, ranks, change, source } = basis;
  const [percent, from] = [percentText(value, language), inLanguage(source, language)];
  if (rule === 'scoredFirst') return t.scoredFirst({ value: percent, of, source: from });
  if (change)
    return t[rule === 'rose' ? 'rose' : 'scoreRose']({
      value: percent,
      change: changeText(change, language),
      source: from,
    });
  const { low, up } = ranks ?? { low: 1, up: 1 };
  return t.topSet({ value: percent, ranks: low === up ? String(low) : `${low}–${up}`, of, source: from });
}

/** The reason for commending it: in the words of staff, or else by the rule. */
function meritText({ reason, basis }: Collective, language: PageLanguage): string {
  return reason !== '' || !basis ? reason : basisText(basis, language);
}

export function listWords(list: CommendationList, language: PageLanguage) {
  const t = commendationTexts[language];
  const { id, title, year, state, decision, collectives, individuals, madeUp } = list;
  return {
    id,
    title,
    year,
    version: list.version,
    state: t.states[state],
    counts: t.counts({ collectives: collectives.length, individuals: individuals.length }),
    decision:
      state === 'recorded' && decision
        ? t.decisionWords({ number: decision.number, on: dayText(decision.on, language), by: decision.by })
        : undefined,
    madeUp: madeUp && inLanguage(madeUp, language),
    collectives: collectives.map((one) => ({
      unitId: one.unitId,
      name: inLanguage(one.name, language),
      merit: meritText(one, language),
    })),
    individuals,
  };
}

/** The two tables of a list, as annexed to a decision. */
export function sheetRows(
  { collectives, individuals }: ReturnType<typeof listWords>,
  language: PageLanguage,
) {
  const t = commendationTexts[language];
  const name = { isName: true, className: 'begins' };
  return {
    collectives: tableRows(
      [
        ...textColumns(t, ['order']),
        { key: 'name', heading: t.collectivesHead, ...name },
        { key: 'merit', heading: t.reason },
      ],
      collectives.map((one, at) => ({ ...one, order: at + 1 })),
      { title: t.collectivesHead, language },
    ),
    individuals: tableRows(
      [
        ...textColumns(t, ['order']),
        { key: 'name', heading: t.individualsHead, ...name },
        ...textColumns(t, ['post', 'reason']),
      ],
      individuals.map((one, at) => ({ ...one, order: at + 1 })),
      { title: t.individualsHead, language },
    ),
  };
}

export function proposalWords(
  proposals: readonly Proposal[],
  { collectives }: CommendationList,
  { units, language }: { units: UnitScope; language: PageLanguage },
) {
  const t = commendationTexts[language];
  const chosen = new Set(collectives.map(({ unitId }) => unitId));
  return proposals.map(({ from, groups, isSelfSelected }) => ({
    title: t.from[from],
    rules: t.rules[from],
    caution: isSelfSelected ? t.selfSelected : undefined,
    groups: groups.map(({ kind, parentId, isLevel, candidates }) => ({
      title: `${resultTexts[language].groupTitle[kind]}, ${inLanguage(units.name(parentId), language)}`,
      isLevel,
      candidates: candidates.map(({ unitId, basis }) => ({
        unitId,
        rule: basis.rule,
        name: inLanguage(units.name(unitId), language),
        basis: basisText(basis, language),
        isChosen: chosen.has(unitId),
      })),
    })),
  }));
}
