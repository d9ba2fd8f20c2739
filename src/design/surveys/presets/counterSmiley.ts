/**
 * Smileys at a counter: one question that people answer in passing, and two more for those who stay. It follows no
 * legal text; the method of the same name counts the first question only.
 */
import type { Localized } from '../../../platform/text/localized.ts';
import type { Question, SurveyContent } from '../survey.ts';
import { fiveLevels } from './fiveLevels.ts';

const both = (vi: string, en: string): Localized => ({ vi, en });

const question = (id: string, required: boolean, text: Localized): Question => ({
  id,
  factorId: 'counter',
  scaleId: 'faces-5',
  text,
  required,
});

export const counterSmiley: SurveyContent = {
  formatVersion: 1,
  surveyId: 'counter-smiley',
  title: both('Đánh giá nhanh tại quầy', 'Quick rating at the counter'),
  languages: ['vi', 'en'],
  notice: {
    version: '1',
    paragraphs: [
      both(
        'Không ghi tên, không chụp ảnh. Công chức tiếp ông/bà không xem được câu trả lời này; chỉ số liệu tổng hợp được công bố.',
        'No name, no picture. The official who served you cannot see this answer; only totals are published.',
      ),
    ],
  },
  scales: [
    {
      id: 'faces-5',
      levels: fiveLevels,
      look: 'faces',
    },
  ],
  factors: [{ id: 'counter', title: both('Tại quầy', 'At the counter') }],
  questions: [
    question(
      'overall',
      true,
      both(
        'Hôm nay ông/bà có hài lòng với việc phục vụ không?',
        'How satisfied are you with the service today?',
      ),
    ),
    question('manner', false, both('Thái độ, hướng dẫn của công chức', 'The official’s manner and guidance')),
    question('waiting', false, both('Thời gian chờ đợi', 'The time you had to wait')),
  ],
  about: [],
  provenance: {
    legalBasis: '',
    confirmed: both(
      'Không theo văn bản nào; câu hỏi của phần mềm này.',
      'Follows no legal text; the questions are this program’s own.',
    ),
  },
};
