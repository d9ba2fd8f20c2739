/** The tables and charts of a publication's page as they are taken away. */
import { inLanguage, type Localized } from '../localized.ts';
import { linesTaken } from '../satisfaction/resultsTaken.ts';
import { placeInGroup } from '../satisfaction/resultsPage.ts';
import { resultTexts } from '../satisfaction/texts.ts';
import type { TakeAway } from '../web/takeAway.ts';
import { groupsOf, type ShownPublication } from './publicationPage.ts';

export function publicationTaken({
  language,
  content,
  unit,
  sorting,
}: Pick<ShownPublication, 'language' | 'content' | 'unit' | 'sorting'>): readonly TakeAway[] {
  const t = resultTexts[language];
  const say = (text: Localized | undefined, id: string): string => (text ? inLanguage(text, language) : id);
  const { factors, questions } = content;
  const parts = [
    ...groupsOf(content, unit, sorting).map(({ kind, units }) => ({
      key: kind as string,
      title: t.groupTitle[kind],
      heading: t.unit,
      lines: units.map(({ name, whole, rank }) => ({
        ...whole,
        name: say(name, ''),
        ...(units.length > 1 ? { place: rank && placeInGroup(rank.row, language) } : {}),
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
      lines: unit.questions.map((line) => {
        const place = questions.findIndex(({ id }) => id === line.id);
        return { ...line, name: `${place + 1}. ${say(questions[place]?.text, line.id)}` };
      }),
      hasChart: true,
    },
  ];
  return parts.filter(({ lines }) => lines.length > 0).map((part) => linesTaken(part, language));
}
