/** The problems of the API by status, as the `type` of each links to them. */
import type { ProblemId } from './texts.ts';

export const problemIds: Readonly<Record<number, ProblemId>> = {
  400: 'malformed',
  401: 'key',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  413: 'too-large',
  422: 'unsound',
  429: 'too-many',
  500: 'error',
};
