/** The operations of /api/v1 on findings. */
import { ref } from './answerSchemas.ts';
import { query, roundId, unitId, type Operation } from './operation.ts';
import type { Sentence } from '../../platform/problem.ts';

export const of = query(
  'of',
  {
    vi: 'Chỉ số của: "whole", "factor:MÃ" hoặc "question:MÃ"; yếu tố ảnh hưởng không nhận "factor:MÃ"',
    en: 'Of what: "whole", "factor:ID" or "question:ID"; drivers take no "factor:ID"',
  },
  { type: 'string', maxLength: 200, default: 'whole' },
);

const finding = (kind: string, id: string, answer: string, summary: Sentence): Operation => ({
  route: `GET /api/v1/rounds/:roundId/units/:unitId/${kind}`,
  permission: 'analyse',
  id,
  tag: 'rounds',
  summary,
  parameters: [roundId, unitId, of],
  answer: ref(answer),
  status: 200,
  examples: { roundId: 'roundId', unitId: 'unitId', of: { value: 'whole' } },
});

export const findingOperations: readonly Operation[] = [
  finding('drivers', 'getDrivers', 'Drivers', {
    vi: 'Yếu tố ảnh hưởng tới mức hài lòng của một đơn vị, trong đợt đã đóng; ngoài chỉ số chính thức',
    en: 'Drivers of satisfaction of a unit, in a closed round; not official',
  }),
  finding('gaps', 'getGaps', 'Gaps', {
    vi: 'Chênh lệch giữa các nhóm người trả lời của một đơn vị và ai còn vắng, trong đợt đã đóng; ngoài chỉ số chính thức',
    en: 'Gaps between groups of respondents of a unit, and who is missing, in a closed round; not official',
  }),
  finding('comments', 'getCommentTopics', 'CommentTopics', {
    vi: 'Chủ đề góp ý của một đơn vị, không kèm từ ngữ, trong đợt đã đóng; ngoài chỉ số chính thức',
    en: 'Topics of the comments of a unit, without words, in a closed round; not official',
  }),
  finding('small-units', 'getSmallUnits', 'SmallUnits', {
    vi: 'Ước lượng của các đơn vị trực thuộc ít phiếu, trong đợt đã đóng; ngoài chỉ số chính thức',
    en: 'Estimates for the subunits of a unit by partial pooling, in a closed round; not official',
  }),
];
