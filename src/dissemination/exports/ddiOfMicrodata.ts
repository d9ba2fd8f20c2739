/** The microdata of a round as DDI-Codebook: every column of the CSV file with its values. */
import { answerVariables } from '../../design/surveys/several.ts';
import type { PublicationContent } from '../../processing/published/publication.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { categoriesOf, inBoth, statisticsOf, studyOf } from './ddiOfPublication.ts';
import { ddiCodebook, type DdiVariable } from './ddi.ts';
import { microColumns, microNotes, type MicroFrame } from './microdata.ts';
import { ddiTexts } from './texts.ts';

/** The last publication of the round, whose counts are public. */
interface Published {
  readonly number: number;
  readonly content: PublicationContent;
}

/** @param frame in the language of the file's headings @param fileName of the CSV file */
export function ddiOfMicrodata(
  frame: MicroFrame,
  fileName: string,
  published: Published | undefined,
): string {
  const { round, tree, lists } = frame;
  const { content } = lists;
  const inLanguageOf = (language: PageLanguage) => microColumns({ ...frame, language });
  const [own, vi, en] = [microColumns(frame), inLanguageOf('vi'), inLanguageOf('en')];
  const answers = new Map(answerVariables(content).map((answer) => [answer.key, answer]));
  const variables = own.map(({ key, heading, values }, index): DdiVariable => {
    const answer = answers.get(key);
    const counts = answer && published && statisticsOf(published.content, key);
    const asked = answer?.text ?? content.about.find(({ id }) => key === `about:${id}`)?.text;
    return {
      id: `V_${index + 1}`,
      name: heading,
      label: answer ? inBoth(answer.text) : { vi: vi[index]!.heading, en: en[index]!.heading },
      question: asked && inBoth(asked),
      isNumeric: answer !== undefined,
      categories: answer
        ? categoriesOf(answer, 'x')
        : values.map((value, at) => ({
            value,
            label: { vi: vi[index]!.values[at]!, en: en[index]!.values[at]! },
          })),
      statistics: counts,
      note: counts && {
        vi: ddiTexts.vi.countsOf({ number: String(published.number) }),
        en: ddiTexts.en.countsOf({ number: String(published.number) }),
      },
      isInFile: true,
    };
  });
  return ddiCodebook({
    id: round.id,
    ...studyOf(
      round,
      round.unitIds.filter((id) => tree.has(id)).map((id) => tree.name(id)),
    ),
    notes: { vi: microNotes({ ...frame, language: 'vi' }), en: microNotes({ ...frame, language: 'en' }) },
    file: { name: fileName, format: 'text/csv; charset=utf-8' },
    groups: content.factors.map(({ id, title }) => ({
      id: `G_${id}`,
      label: inBoth(title),
      variableIds: own.flatMap(({ key }, index) =>
        answers.get(key)?.factorId === id ? [`V_${index + 1}`] : [],
      ),
    })),
    variables,
  });
}
