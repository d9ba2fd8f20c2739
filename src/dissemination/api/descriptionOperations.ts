/** The operations that describe the others. */
import { ref } from './answerSchemas.ts';
import { path, type Operation } from './operation.ts';
import { schemaFiles } from './schemas.ts';

export const descriptionOperations: readonly Operation[] = [
  {
    route: 'GET /api/v1/openapi.json',
    id: 'getDescription',
    tag: 'description',
    parameters: [],
    answer: ref('OpenApi'),
    status: 200,
    examples: {},
  },
  {
    route: 'GET /api/v1/schemas/:file',
    id: 'getSchema',
    tag: 'description',
    parameters: [path('file', { type: 'string', enum: schemaFiles })],
    answer: ref('JsonSchema'),
    status: 200,
    examples: { file: { value: 'Survey.json' } },
  },
];
