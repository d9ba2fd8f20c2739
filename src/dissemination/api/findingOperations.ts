/** The operations of /api/v1 on findings. */
import { ref } from './answerSchemas.ts';
import { query, roundId, unitId, type Operation } from './operation.ts';
import type { ApiParameter } from './parameters.ts';
import type { OperationId } from './texts.ts';

const of = query('of', { type: 'string', maxLength: 200, default: 'whole' });

/** @param further what it asks for besides, each with its default as the example */
const finding = (
  kind: string,
  id: OperationId,
  answer: string,
  further: readonly ApiParameter[] = [],
): Operation => ({
  route: `GET /api/v1/rounds/:roundId/units/:unitId/${kind}`,
  permission: 'analyse',
  id,
  tag: 'rounds',
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
  finding('drivers', 'getDrivers', 'Drivers'),
  finding('gaps', 'getGaps', 'Gaps'),
  finding('comments', 'getCommentTopics', 'CommentTopics'),
  finding('small-units', 'getSmallUnits', 'SmallUnits'),
  finding('nonresponse', 'getNonresponse', 'Nonresponse'),
  finding('target', 'getTarget', 'TargetGap', [
    query('targetPercent', { type: 'number', minimum: 0.01, maximum: 100, default: 95 }),
  ]),
  finding('drift', 'getDrift', 'Drift', [
    query('by', { type: 'string', enum: ['month', 'week'], default: 'month' }),
  ]),
];
