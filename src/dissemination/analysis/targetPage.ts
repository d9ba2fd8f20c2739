/** What would have to change for a target, in the words and numbers of one language. */
import { dotChart } from '../../platform/charts/dotChart.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { chartOf, lineWords, nearest, withScale } from '../../processing/results/lineWords.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import {
  targetGap,
  type QuestionAgainstTarget,
  type TargetGap,
  type UnitAgainstTarget,
} from '../../processing/results/targetGap.ts';
import { countText, decimalText, percentText } from '../../platform/text/numbers.ts';
import { findingKind, USUAL_TARGET, type Finding, type FindingSection } from './finding.ts';
import { findingColumns, findingSection, percentOf } from './findingSection.ts';
import { questionName } from './questionName.ts';
import { targetJson } from './nonresponseJson.ts';
import { targetTexts } from './targetTexts.ts';

export const target = findingKind<TargetGap>({
  id: 'target',
  fileName: 'de-dat-muc-tieu',
  texts: targetTexts,
  asksTarget: true,
  isFor: () => true,
  json: targetJson,
  find({ measured, now, targetHundredths = USUAL_TARGET, ...asked }) {
    const found = targetGap(measured, { ...asked, targetHundredths }, now);
    if (typeof found !== 'string') return Promise.resolve(found);
    const { vi, en } = targetTexts;
    return Promise.resolve({ refusal: { vi: vi.refusals[found], en: en.refusals[found] } });
  },
  words: (found, { measured }, language) => wordsOf(found, measured, language),
});

const targetText = ({ targetHundredths }: TargetGap, language: PageLanguage): string =>
  percentText(nearest(targetHundredths / 100, targetHundredths % 100 === 0 ? 0 : 2), language);

function wordsOf(found: TargetGap, measured: MeasuredRound, language: PageLanguage): Finding {
  const t = targetTexts[language];
  const [own] = found.units;
  const nameOf = (id: string): string => questionName(measured, id, language);
  const isReached = own!.toMove === 0;
  const enough =
    found.enough.length > 0 ? t.enough({ questions: found.enough.map(nameOf).join('; ') }) : t.notEnough;
  const power = own!.power === undefined ? [] : [t.power({ power: percentOf(own!.power, language, 0) })];
  return {
    sentences: [unitSentence(own!, found, measured, language), ...(isReached ? [] : [enough, ...power])],
    assumption: t.assumption,
    sections: [
      ...(found.questions.length === 0 ? [] : [questionSection(found, nameOf, language)]),
      unitSection(found, measured, language),
    ],
    notes: [],
  };
}

function unitSentence(
  own: UnitAgainstTarget,
  found: TargetGap,
  { tree }: MeasuredRound,
  language: PageLanguage,
): string {
  const t = targetTexts[language];
  const said = {
    unit: inLanguage(tree.name(own.unitId), language),
    value: lineWords(own, language).value,
    target: targetText(found, language),
  };
  if (own.toMove === 0) return t.reached(said);
  if (own.toMove === undefined || own.room === undefined) return t.missingUnknown(said);
  return t.missing[found.step]({
    ...said,
    count: countText(own.toMove, language),
    room: countText(Math.round(own.room), language),
  });
}

function questionSection(
  { questions, step }: TargetGap,
  nameOf: (id: string) => string,
  language: PageLanguage,
): FindingSection {
  const t = targetTexts[language];
  const { number, text } = findingColumns(language);
  const tick = (value: number): string =>
    decimalText(nearest(value, Number.isInteger(value) ? 0 : 1), language);
  const chart = dotChart(
    questions.map(({ questionId, lost }) => ({
      label: nameOf(questionId),
      valueText: decimalText(nearest(100 * lost, 2), language),
      valuePercent: 100 * lost,
    })),
    tick,
  );
  return findingSection<QuestionAgainstTarget>(
    {
      key: 'questions',
      title: t.questions,
      hint: t.questionsHint,
      chart: withScale(chart, tick, t.questionsChart),
    },
    { key: 'question', heading: t.question, of: ({ questionId }) => nameOf(questionId) },
    [
      text('value', t.value, (one) => lineWords(one, language).value),
      number(['lost', t.lost], ({ lost }) => 100 * lost, 2),
      number(['room', t.room[step]], ({ room }) => room),
      number(['toMove', t.toMove], ({ toMove }) => toMove),
    ],
    questions,
  );
}

function unitSection(found: TargetGap, { tree }: MeasuredRound, language: PageLanguage): FindingSection {
  const t = targetTexts[language];
  const { number, percent, text } = findingColumns(language);
  const nameOf = ({ unitId }: UnitAgainstTarget): string => inLanguage(tree.name(unitId), language);
  return findingSection<UnitAgainstTarget>(
    {
      key: 'units',
      title: t.units,
      hint: t.unitsHint({ target: targetText(found, language) }),
      chart: chartOf(found.units, nameOf, language),
    },
    { key: 'unit', heading: t.unit, of: nameOf },
    [
      text('value', t.value, (one) => lineWords(one, language).value),
      text('standing', t.standing, ({ against }) => (against ? t.standings[against.standing] : '')),
      number(['room', t.room[found.step]], ({ room }) => room),
      number(['toMove', t.toMove], ({ toMove }) => toMove),
      percent(['power', t.powerHeading, `${t.powerHeading} (%)`], ({ power }) => power),
    ],
    found.units,
  );
}
