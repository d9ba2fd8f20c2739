/** The options of questions that no index counts, in the words and numbers of one language. */
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { decimalToNumber } from '../../statistics/estimation/rounding.ts';
import type { Download } from '../../platform/web/download.ts';
import { lineWords } from '../../processing/results/lineWords.ts';
import type { MeasuredRound } from '../../processing/results/results.ts';
import { sharesTable } from './levelPage.ts';
import { levelTexts } from './levelTexts.ts';
import type { QuestionShares } from './optionShares.ts';
import { questionName } from './questionName.ts';

/** Locals of `views/dissemination/analysis/levels.ejs`. */
export function sharesWords(
  measured: MeasuredRound,
  found: readonly QuestionShares[],
  language: PageLanguage,
) {
  const t = levelTexts[language];
  return found.map((question) => {
    const rows = question.options.map(({ label, figure }) => {
      const { value, interval } = lineWords({ figure }, language);
      const percent = figure.state === 'shown' ? decimalToNumber(figure.value) : undefined;
      return { name: inLanguage(label, language), value, interval, percent };
    });
    const people = question.options.flatMap(({ figure }) =>
      figure.state === 'shown' ? [figure.people] : [],
    );
    const base = people[0];
    return {
      key: keyOf(question),
      title: questionName(measured, question.questionId, language),
      base: base === undefined ? '' : (question.isSeveral ? t.baseSeveral : t.base)({ people: base }),
      rows,
    };
  });
}

/** For download, a row for each option. */
export function sharesTaken(
  measured: MeasuredRound,
  found: readonly QuestionShares[],
  language: PageLanguage,
): Download[] {
  const t = levelTexts[language];
  return found.map((question) => {
    const lines = question.options.map(({ label, figure }) => ({
      name: inLanguage(label, language),
      figure,
    }));
    return {
      key: keyOf(question),
      title: questionName(measured, question.questionId, language),
      table: sharesTable(t.option, lines, language),
    };
  });
}

const keyOf = ({ questionId }: QuestionShares): string => `options-${questionId}`;
