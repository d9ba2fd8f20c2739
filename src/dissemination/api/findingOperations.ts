/** The operations of /api/v1 on findings. */
import { ref } from './answerSchemas.ts';
import { query, roundId, unitId, type Operation } from './operation.ts';
import type { ApiParameter } from './parameters.ts';
import type { Sentence } from '../../platform/problem.ts';

const of = query(
  'of',
  {
    vi: 'Chỉ số của: "whole", "factor:MÃ" hoặc "question:MÃ"; yếu tố ảnh hưởng không nhận "factor:MÃ"',
    en: 'Of what: "whole", "factor:ID" or "question:ID"; drivers take no "factor:ID"',
  },
  { type: 'string', maxLength: 200, default: 'whole' },
);

/** @param further what it asks for besides, each with its default as the example */
const finding = (
  kind: string,
  id: string,
  answer: string,
  summary: Sentence,
  further: readonly ApiParameter[] = [],
): Operation => ({
  route: `GET /api/v1/rounds/:roundId/units/:unitId/${kind}`,
  permission: 'analyse',
  id,
  tag: 'rounds',
  summary,
  parameters: [roundId, unitId, of, ...further],
  answer: ref(answer),
  status: 200,
  examples: {
    roundId: 'roundId',
    unitId: 'unitId',
    of: { value: 'whole' },
    ...Object.fromEntries(further.map(({ name, schema }) => [name, { value: schema.default! }])),
  },
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
  finding('nonresponse', 'getNonresponse', 'Nonresponse', {
    vi: 'Ai chưa trả lời: chỉ số hiệu chỉnh theo số hồ sơ, câu hỏi bị bỏ trống, kênh trả lời; đợt đã đóng, ngoài chỉ số chính thức',
    en: 'Who did not answer: the index calibrated to the caseload, questions left out, channels; of a closed round, not official',
  }),
  finding(
    'target',
    'getTarget',
    'TargetGap',
    {
      vi: 'Bao nhiêu câu trả lời phải tốt lên để đạt một mục tiêu, theo câu hỏi và đơn vị; đợt đã đóng, ngoài chỉ số chính thức',
      en: 'How many answers would have to improve for a target, by question and unit; of a closed round, not official',
    },
    [
      query(
        'targetPercent',
        { vi: 'Mục tiêu, phần trăm', en: 'Target, percent' },
        { type: 'number', minimum: 0.01, maximum: 100, default: 95 },
      ),
    ],
  ),
  finding(
    'drift',
    'getDrift',
    'Drift',
    {
      vi: 'Biểu đồ kiểm soát (Laney p′) của chỉ số theo tháng hoặc tuần, qua đợt này và các đợt trước; ngoài chỉ số chính thức',
      en: "Control chart (Laney's p′) of an index by month or week, in this round and those before it; not official",
    },
    [query('by', { vi: 'Kỳ', en: 'Period' }, { type: 'string', enum: ['month', 'week'], default: 'month' })],
  ),
];
