import type { SurveyContent } from '../survey.ts';
import { sipas2017 } from './sipas2017.ts';

/**
 * A survey without a question, in Vietnamese, with the notice, the scale and the invitation to comment that most begin with.
 *
 * @param others published so far, and drafts: it is to become a version of none of them
 */
export function blankSurvey(others: readonly Pick<SurveyContent, 'surveyId'>[]): SurveyContent {
  const taken = new Set(others.map(({ surveyId }) => surveyId));
  let number = 1;
  while (taken.has(`survey-${number}`)) number += 1;
  return {
    formatVersion: 1,
    surveyId: `survey-${number}`,
    title: { vi: '' },
    languages: ['vi'],
    notice: sipas2017.notice,
    scales: sipas2017.scales,
    factors: [],
    questions: [],
    about: [],
    comment: sipas2017.comment,
    provenance: {
      legalBasis: '',
      confirmed: {
        vi: 'Câu hỏi do cơ quan tự soạn, không theo văn bản nào.',
        en: 'Questions of the office itself, following no legal text.',
      },
    },
  };
}
