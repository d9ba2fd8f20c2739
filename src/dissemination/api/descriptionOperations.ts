/** The operations that describe the others. */
import { ref } from './answerSchemas.ts';
import { path, type Operation } from './operation.ts';
import { schemaFiles } from './schemas.ts';

export const descriptionOperations: readonly Operation[] = [
  {
    route: 'GET /api/v1/openapi.json',
    id: 'getDescription',
    tag: 'description',
    summary: { vi: 'Bản mô tả API này (OpenAPI 3.1)', en: 'This description (OpenAPI 3.1)' },
    parameters: [],
    answer: ref('OpenApi'),
    status: 200,
    examples: {},
  },
  {
    route: 'GET /api/v1/schemas/:file',
    id: 'getSchema',
    tag: 'description',
    summary: {
      vi: 'Cấu trúc của một nội dung JSON (JSON Schema 2020-12)',
      en: 'The shape of a JSON content (JSON Schema 2020-12)',
    },
    parameters: [path('file', { vi: 'Tệp', en: 'File' }, { type: 'string', enum: schemaFiles })],
    answer: ref('JsonSchema'),
    status: 200,
    examples: { file: { value: 'Survey.json' } },
  },
];
