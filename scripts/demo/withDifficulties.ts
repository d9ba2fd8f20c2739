/** A question of which several options may be chosen: what made the procedure hard. And room for comments on one of the others. */
import { tidied } from '../../src/design/surveys/items.ts';
import type { SurveyContent } from '../../src/design/surveys/survey.ts';
import type { Localized } from '../../src/platform/text/localized.ts';

const said = (vi: string, en: string, km: string): Localized => ({ vi, en, km });

const options: readonly Localized[] = [
  said(
    'Phải bổ sung giấy tờ nhiều lần',
    'Being asked for more papers again and again',
    'ត្រូវបន្ថែមឯកសារច្រើនដង',
  ),
  said('Chờ lâu', 'Long waits', 'រង់ចាំយូរ'),
  said('Biểu mẫu khó điền', 'Forms that are hard to fill in', 'ទម្រង់ពិបាកបំពេញ'),
  said('Nộp trực tuyến bị lỗi', 'Errors when filing online', 'ដាក់តាមអនឡាញមានបញ្ហា'),
];

/** How well the official explained the papers. */
const commented = 'q14';

export function withDifficulties(survey: SurveyContent): SurveyContent {
  const id = 'difficulties';
  return tidied({
    ...survey,
    surveyId: `${survey.surveyId}-difficulties`,
    scales: [
      ...survey.scales,
      {
        id,
        levels: options.map((label, index) => ({ level: index + 1, label })),
        noOpinion: said('Không gặp khó khăn nào ở trên', 'None of these', 'គ្មានការលំបាកខាងលើទេ'),
        unrated: true,
        several: true,
      },
    ],
    factors: [
      ...survey.factors,
      {
        id,
        title: said('Khó khăn khi làm thủ tục', 'Difficulties with the procedure', 'ការលំបាកក្នុងការធ្វើនីតិវិធី'),
      },
    ],
    questions: [
      ...survey.questions.map((one) => (one.id === commented ? { ...one, comment: true } : one)),
      {
        id: 'q23',
        factorId: id,
        scaleId: id,
        text: said(
          'Khi làm thủ tục, ông/bà gặp những khó khăn nào?',
          'Which difficulties did you have with the procedure?',
          'តើលោកអ្នកជួបការលំបាកអ្វីខ្លះ ពេលធ្វើនីតិវិធី?',
        ),
        required: false,
      },
    ],
  });
}
