/** The choice of the day whose units results are shown by, in the words of one language. */
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { standingActs, type Succession } from '../../registers/units/succession.ts';
import { breaksOf } from '../../registers/units/unitAsOf.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import type { UnitsDayWish } from './input.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import { resultTexts } from '../../processing/results/texts.ts';
import { unitsDayUrl } from './unitsDayUrl.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';

export interface ShownUnitsDay {
  readonly language: PageLanguage;
  readonly now: Date;
  readonly measured: MeasuredRound;
  /** As collected. */
  readonly previous: MeasuredRound | undefined;
  readonly acts: readonly Succession[];
  readonly unitId: string;
  readonly wish: UnitsDayWish;
}

/** @returns undefined where no series of these units breaks between the rounds and today, so that there is nothing to choose */
export function unitsDayWords(shown: ShownUnitsDay) {
  const { language, now, measured, previous, acts, unitId, wish } = shown;
  const t = resultTexts[language].unitsOfDay;
  const today = dayOf(now);
  const since = [measured.round.unitsOn, previous?.round.unitsOn ?? '9999'].toSorted()[0]!;
  const here = new Set(
    [measured.tree, previous?.tree].flatMap((tree) => (tree?.has(unitId) ? tree.subtreeIds(unitId) : [])),
  );
  const between = standingActs(acts).filter(
    (act) => since < act.on && act.on <= today && breaksOf(act).some((id) => here.has(id)),
  );
  if (between.length === 0 && wish.day === undefined && !wish.fault) return undefined;
  const named = (act: Succession | undefined): string =>
    act ? t.act(act.document?.number ?? '', dayText(act.on, language)).replace(/^, /, '') : t.notThere;
  const byAct = new Map<string, string[]>();
  for (const { name, act } of measured.regrouping?.broken ?? []) {
    byAct.set(named(act), [...(byAct.get(named(act)) ?? []), inLanguage(name, language)]);
  }
  const path = `/results/${measured.round.id}/units/${unitId}`;
  return {
    isRegrouped: wish.day !== undefined,
    path,
    language,
    collectedUrl: unitsDayUrl(path, undefined, language),
    on: wish.day === undefined ? undefined : t.on(dayText(wish.day, language)),
    since: between.map(named),
    broken: [...byAct].map(([why, names]) => t.broken(names.join(', '), why)),
    field: {
      id: 'asOf',
      label: t.label,
      hint: t.hint,
      inputmode: 'numeric',
      value: wish.typed === '' ? today : wish.typed,
      fault: wish.fault ? t.fault : undefined,
    },
  };
}
