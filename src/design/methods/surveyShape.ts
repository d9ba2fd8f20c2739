import { ratedPart, type SurveyContent } from '../surveys/survey.ts';
import type { Method, SurveyShape } from '../../statistics/method/method.ts';

/** What the computation needs to know of a survey; the method's frame defines the content of a factor. */
export function surveyShape(survey: SurveyContent, method?: Method): SurveyShape {
  const { factors, questions, scales } = ratedPart(survey);
  const contentOf = (id: string) => method?.factors?.find((factor) => factor.id === id)?.content;
  return {
    factors: factors.map(({ id }) => {
      const content = contentOf(id);
      return content === undefined ? { id } : { id, content };
    }),
    questions: questions.map(({ id, factorId, scaleId }) => ({
      id,
      factor: factorId,
      levels: scales.find((scale) => scale.id === scaleId)?.levels.length ?? 0,
    })),
  };
}
