/** The operations of /api/v1 on publications. */
import { publicationFiles } from '../exports/publicationFiles.ts';
import { pageOfSchema, ref } from './answerSchemas.ts';
import { number, paging, query, roundId, unitId, type Operation } from './operation.ts';

export const publicationOperations: readonly Operation[] = [
  {
    route: 'GET /api/v1/publications',
    id: 'listPublications',
    tag: 'publications',
    parameters: [query('roundId', { type: 'string', maxLength: 100 }, 'ofRound'), ...paging],
    answer: pageOfSchema('Publication'),
    status: 200,
    examples: { roundId: 'publishedRoundId' },
  },
  {
    route: 'GET /api/v1/publications/:roundId/:number',
    id: 'getPublication',
    tag: 'publications',
    parameters: [roundId, number],
    answer: ref('PublicationBundle'),
    status: 200,
    examples: { roundId: 'publishedRoundId', number: 'number' },
  },
  {
    route: 'GET /api/v1/publications/:roundId/:number/units/:unitId',
    id: 'getPublishedUnit',
    tag: 'publications',
    parameters: [roundId, number, unitId],
    answer: ref('PublishedUnit'),
    status: 200,
    examples: { roundId: 'publishedRoundId', number: 'number', unitId: 'publishedUnitId' },
  },
  ...publicationFiles.map(({ key, operationId, mediaType }): Operation => ({
    route: `GET /api/v1/publications/:roundId/:number/${key}`,
    id: operationId,
    tag: 'publications',
    parameters: [roundId, number],
    answer: {},
    mediaType,
    status: 200,
    examples: { roundId: 'publishedRoundId', number: 'number' },
  })),
];
