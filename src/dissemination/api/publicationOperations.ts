/** The operations of /api/v1 on publications. */
import { publicationFiles } from '../exports/publicationFiles.ts';
import { pageOfSchema, ref } from './answerSchemas.ts';
import { number, paging, query, roundId, unitId, type Operation } from './operation.ts';

export const publicationOperations: readonly Operation[] = [
  {
    route: 'GET /api/v1/publications',
    id: 'listPublications',
    tag: 'publications',
    summary: { vi: 'Các bản công bố, mới nhất trước', en: 'Publications, newest first' },
    parameters: [
      query(
        'roundId',
        { vi: 'Chỉ của đợt này', en: 'Of this round only' },
        { type: 'string', maxLength: 100 },
      ),
      ...paging,
    ],
    answer: pageOfSchema('Publication'),
    status: 200,
    examples: { roundId: 'publishedRoundId' },
  },
  {
    route: 'GET /api/v1/publications/:roundId/:number',
    id: 'getPublication',
    tag: 'publications',
    summary: {
      vi: 'Toàn bộ một bản công bố, đúng từng chữ như đã ký',
      en: 'All of a publication, word for word as it was signed',
    },
    parameters: [roundId, number],
    answer: ref('PublicationBundle'),
    status: 200,
    examples: { roundId: 'publishedRoundId', number: 'number' },
  },
  {
    route: 'GET /api/v1/publications/:roundId/:number/units/:unitId',
    id: 'getPublishedUnit',
    tag: 'publications',
    summary: { vi: 'Một đơn vị trong bản công bố', en: 'A unit of a publication' },
    parameters: [roundId, number, unitId],
    answer: ref('PublishedUnit'),
    status: 200,
    examples: { roundId: 'publishedRoundId', number: 'number', unitId: 'publishedUnitId' },
  },
  ...publicationFiles.map(({ key, operationId, summary, mediaType }): Operation => ({
    route: `GET /api/v1/publications/:roundId/:number/${key}`,
    id: operationId,
    tag: 'publications',
    summary,
    parameters: [roundId, number],
    answer: {},
    mediaType,
    status: 200,
    examples: { roundId: 'publishedRoundId', number: 'number' },
  })),
];
