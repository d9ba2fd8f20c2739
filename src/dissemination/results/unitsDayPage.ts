/** The choice of the day whose units results are shown by, in the words of one language. */
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { standingChanges, type Succession } from '../../registers/units/succession.ts';
import { breaksOf } from '../../registers/units/unitAsOf.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import type { UnitsDayRequest } from './input.ts';
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
  readonly changes: readonly Succession[];
  readonly unitId: string;
  readonly request: UnitsDayRequest;
}

/** @returns undefined where no series of these units breaks between the rounds and today, so that there is nothing to choose */
export function unitsDayWords(shown: ShownUnitsDay) {
  const { language, now, measured, previous, changes, unitId, request } = shown;
  const t = resultTexts[language].unitsOfDay;
  const today = dayOf(now);
  const since = [measured.round.unitsOn, previous?.round.unitsOn ?? '9999'].toSorted()[0]!;
  const here = new Set(
    [measured.tree, previous?.tree].flatMap((tree) => (tree?.has(unitId) ? tree.subtreeIds(unitId) : [])),
  );
  const between = standingChanges(changes).filter(
    (change) => since < change.on && change.on <= today && breaksOf(change).some((id) => here.has(id)),
  );
  if (between.length === 0 && request.day === undefined && !request.error) return undefined;
  const named = (change: Succession | undefined): string =>
    change
      ? t
          .change({ document: change.document?.number ?? '', day: dayText(change.on, language) })
          .replace(/^, /, '')
      : t.notThere;
  const byChange = new Map<string, string[]>();
  for (const { name, change } of measured.regrouping?.broken ?? []) {
    byChange.set(named(change), [...(byChange.get(named(change)) ?? []), inLanguage(name, language)]);
  }
  const path = `/results/${measured.round.id}/units/${unitId}`;
  return {
    isRegrouped: request.day !== undefined,
    path,
    language,
    collectedUrl: unitsDayUrl(path, undefined, language),
    on: request.day === undefined ? undefined : t.on({ day: dayText(request.day, language) }),
    since: between.map(named),
    broken: [...byChange].map(([why, names]) => t.broken({ names: names.join(', '), why })),
    field: {
      id: 'asOf',
      label: t.label,
      hint: t.hint,
      inputmode: 'numeric',
      value: request.typed === '' ? today : request.typed,
      error: request.error ? t.error : undefined,
    },
  };
}
