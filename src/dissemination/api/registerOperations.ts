/** Operations that change units and services. */
import { ref } from './answerSchemas.ts';
import { batchName, dryRun, type Operation } from './operation.ts';

export const registerOperations: readonly Operation[] = [
  {
    route: 'PUT /api/v1/unit-changes/:name',
    permission: 'changeUnits',
    id: 'addUnits',
    tag: 'writing',
    parameters: [batchName, dryRun],
    body: {
      schema: 'NewUnits',
      example: ({ unitId, month }) => ({
        on: `${month}-01`,
        lines: [{ name: 'Bộ phận một cửa số 2', kind: 'office', parent: unitId }],
      }),
    },
    answer: ref('UnitChange'),
    status: 200,
    also: [201],
    examples: { name: { value: 'don-vi-1' }, dryRun: { value: true } },
  },
  {
    route: 'PUT /api/v1/service-changes/:name',
    permission: 'changeServices',
    id: 'changeServices',
    tag: 'writing',
    parameters: [batchName, dryRun],
    body: {
      schema: 'ServiceList',
      example: ({ month }) => ({
        on: `${month}-01`,
        lines: [
          { name: 'Cấp bản sao trích lục hộ tịch (qua mạng)', field: 'Hộ tịch', code: '2.000635.000.00' },
        ],
      }),
    },
    answer: ref('ServiceChange'),
    status: 200,
    also: [201],
    examples: { name: { value: 'thu-tuc-1' }, dryRun: { value: true } },
  },
];
