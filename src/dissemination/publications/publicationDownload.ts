/** The tables and charts of a publication's page for download, and those of the staff pages about it. */
import { inLanguage, type Localized, type PageLanguage } from '../../platform/text/localized.ts';
import { linesDownload } from '../results/resultsDownload.ts';
import { rankInGroup } from '../../processing/results/rankWords.ts';
import { resultTexts } from '../../processing/results/texts.ts';
import type { Download } from '../../platform/web/download.ts';
import type { PublishedUnit } from '../../processing/published/publication.ts';
import { groupsOf, type ShownPublication } from './publicationPage.ts';
import { publicationTexts } from './texts.ts';
import { questionNames } from '../../design/surveys/questionNames.ts';

export function publicationDownload({
  language,
  content,
  unit,
  sorting,
}: Pick<ShownPublication, 'language' | 'content' | 'unit' | 'sorting'>): readonly Download[] {
  const t = resultTexts[language];
  const say = (text: Localized | undefined, id: string): string => (text ? inLanguage(text, language) : id);
  const { factors } = content;
  const names = questionNames(content.questions, language);
  const parts = [
    ...groupsOf(content, unit, sorting).map(({ kind, units }) => ({
      key: kind as string,
      title: t.groupTitle[kind],
      heading: t.unit,
      lines: units.map(({ name, whole, rank }) => ({
        ...whole,
        name: say(name, ''),
        ...(units.length > 1 ? { rank: rank && rankInGroup(rank.row, language) } : {}),
      })),
      hasChart: true,
    })),
    {
      key: 'factors',
      title: t.factors,
      heading: t.factor,
      lines: unit.factors.map((line) => ({
        ...line,
        name: say(factors.find(({ id }) => id === line.id)?.title, line.id),
      })),
      hasChart: true,
    },
    {
      key: 'questions',
      title: t.questions,
      heading: t.question,
      lines: unit.questions.map((line) => ({ ...line, name: names.get(line.id) ?? line.id })),
      hasChart: true,
    },
  ];
  return parts.filter(({ lines }) => lines.length > 0).map((part) => linesDownload(part, language));
}

/** What was proposed and published so far, as staff see it. */
/** The figures that a second account agrees to. */
export function proposedTaken(units: readonly PublishedUnit[], language: PageLanguage): Download {
  return linesDownload(
    {
      key: 'figures',
      title: publicationTexts[language].figuresTitle,
      heading: resultTexts[language].unit,
      lines: units.map(({ name, whole }) => ({ ...whole, name: inLanguage(name, language) })),
      hasChart: false,
    },
    language,
  );
}
