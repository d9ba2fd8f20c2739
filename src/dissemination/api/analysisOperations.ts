/** The operations of /api/v1 on nonresponse, drift and targets. */
import { ref } from './answerSchemas.ts';
import { of } from './findingOperations.ts';
import { query, roundId, unitId, type Operation } from './operation.ts';

const shared = {
  permission: 'analyse',
  tag: 'rounds',
  status: 200,
} as const satisfies Partial<Operation>;
const examples = { roundId: 'roundId', unitId: 'unitId', of: { value: 'whole' } } as const;

export const analysisOperations: readonly Operation[] = [
  {
    ...shared,
    route: 'GET /api/v1/rounds/:roundId/units/:unitId/nonresponse',
    id: 'getNonresponse',
    summary: {
      vi: 'Ai chưa trả lời: chỉ số hiệu chỉnh theo số hồ sơ, câu hỏi bị bỏ trống, kênh trả lời; đợt đã đóng, ngoài chỉ số chính thức',
      en: 'Who did not answer: the index calibrated to the caseload, questions left out, channels; of a closed round, not official',
    },
    parameters: [roundId, unitId, of],
    answer: ref('Nonresponse'),
    examples,
  },
  {
    ...shared,
    route: 'GET /api/v1/rounds/:roundId/units/:unitId/target',
    id: 'getTarget',
    summary: {
      vi: 'Bao nhiêu câu trả lời phải tốt lên để đạt một mục tiêu, theo câu hỏi và đơn vị; đợt đã đóng, ngoài chỉ số chính thức',
      en: 'How many answers would have to improve for a target, by question and unit; of a closed round, not official',
    },
    parameters: [
      roundId,
      unitId,
      of,
      query(
        'targetPercent',
        { vi: 'Mục tiêu, phần trăm', en: 'Target, percent' },
        { type: 'number', minimum: 0.01, maximum: 100, default: 95 },
      ),
    ],
    answer: ref('TargetGap'),
    examples: { ...examples, targetPercent: { value: 95 } },
  },
  {
    ...shared,
    route: 'GET /api/v1/rounds/:roundId/units/:unitId/drift',
    id: 'getDrift',
    summary: {
      vi: 'Biểu đồ kiểm soát (Laney p′) của chỉ số theo tháng hoặc tuần, qua đợt này và các đợt trước; ngoài chỉ số chính thức',
      en: "Control chart (Laney's p′) of an index by month or week, in this round and those before it; not official",
    },
    parameters: [
      roundId,
      unitId,
      of,
      query('by', { vi: 'Kỳ', en: 'Period' }, { type: 'string', enum: ['month', 'week'], default: 'month' }),
    ],
    answer: ref('Drift'),
    examples: { ...examples, by: { value: 'month' } },
  },
];
