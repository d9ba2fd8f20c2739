/** The form of a round: its fields with their options. */
import { channels } from '../accessPoints/accessPoint.ts';
import { accessPointTexts } from '../accessPoints/texts.ts';
import type { Caller } from '../../access/accounts/caller.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { methodKey } from '../../statistics/method/method.ts';
import { writtenUnits } from '../../registers/units/unitLines.ts';
import { dayText, instantTyped } from '../../platform/calendar/clock.ts';
import { emptyRound, typedPeriod, type Period, type TypedRound } from './draft.ts';
import { roundForm } from './input.ts';
import type { RoundErrors, RoundSurroundings } from './readRound.ts';
import type { Round } from './round.ts';
import { roundTexts } from './texts.ts';

export function roundOnPage(typed: TypedRound, errors: RoundErrors, around: RoundSurroundings) {
  const { language, surveys, methods, rounds, caller } = around;
  const t = roundTexts[language];
  const methodOptions = methods.map((method) => ({
    value: methodKey(method),
    label: t.methodLine({ name: inLanguage(method.name, language), key: methodKey(method) }),
  }));
  const seen = rounds.filter(({ unitIds }) => caller.mayOnAll('runRounds', unitIds));
  const filled = { ...roundForm.filled(typed), errors: { ...errors } };
  return roundForm.onPage(language, filled, {
    survey: {
      options: surveys.map(({ id, content, publishedOn }) => ({
        value: id,
        label: t.surveyLine({
          title: inLanguage(content.title, language),
          day: dayText(publishedOn, language),
        }),
      })),
    },
    method: { options: methodOptions },
    further: { checks: methodOptions },
    previous: {
      options: [
        { value: '', label: t.noPrevious },
        ...seen.map(({ id, title }) => ({ value: id, label: inLanguage(title, language) })),
      ],
    },
    channels: {
      checks: channels.map((value) => ({ value, label: accessPointTexts[language].channels[value] })),
    },
  });
}

/** Initial values of a new form. @param survey id of a version; another text: the first one */
export function startingRound(
  { period, survey }: { readonly period: Period; readonly survey: string },
  around: RoundSurroundings,
): TypedRound {
  const { caller, surveys, methods, language } = around;
  const asked = surveys.find(({ id }) => id === survey) ?? surveys[0];
  const soon = instantTyped(around.now);
  const thisYear = Number(caller.units.day.slice(0, 4));
  const year = typedPeriod(period, thisYear).closes > soon ? thisYear : thisYear + 1;
  const { opens, closes } = typedPeriod(period, year);
  const method = [asked?.content.surveyId, 'sipas-2017'].flatMap((wanted) =>
    methods.filter(({ id }) => id === wanted),
  );
  const roots = caller.rootIdsFor('runRounds');
  const unitIds = roots.length > 0 ? roots : topmostIds(caller);
  return {
    ...emptyRound,
    closes,
    opens: opens > soon ? opens : '', // at once: the units of a past day may not have been entered
    titleVi: roundTexts.vi.titles[period]({ year }),
    titleEn: roundTexts.en.titles[period]({ year }),
    survey: asked?.id ?? '',
    method: [...method, ...methods].slice(0, 1).map(methodKey).join(''),
    units: writtenUnits(unitIds, around.units, { day: caller.units.day, language }),
    channels: [...channels],
  };
}

function topmostIds({ units }: Caller): readonly string[] {
  return units
    .outline()
    .filter(({ depth }) => depth === 0)
    .map(({ unit }) => unit.id);
}

/** An existing round as it would have been typed; the time is left empty. */
export function typedLike(round: Round, { units, language }: RoundSurroundings): TypedRound {
  return {
    titleVi: round.title.vi,
    titleEn: round.title['en'] ?? '',
    survey: round.surveyVersionId,
    method: round.methodIds[0] ?? '',
    further: round.methodIds.slice(1),
    opens: instantTyped(round.closesAt),
    closes: '',
    units: writtenUnits(round.unitIds, units, { day: round.unitsOn, language }),
    previous: round.id,
    sampleKind: round.sampleKind,
    resultsFor: round.resultsFor,
    channels: round.channels ?? channels,
  };
}
