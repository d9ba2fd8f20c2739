/**
 * Routes of /api/v1. A route can be made only if it is described (dissemination/api/operations.ts). Its parameters are
 * read by their description, and undescribed ones are refused. Cookies are ignored.
 */
import assert from 'node:assert/strict';
import type { Request, RequestHandler, Router } from 'express';
import { ApiError, unsoundBody, wrongParameters } from './apiError.ts';
import { mayByKey, unauthorised, type ApiVisitor, type Entrance } from './enterApi.ts';
import { operations } from './operations.ts';
import { sentenceOf } from './texts.ts';
import { readParameter, type ApiParameter, type ParameterValue } from './parameters.ts';
import type { SchemaOf } from '../../platform/schemas/schema.ts';
import { readBy, saying, type FieldError } from '../../platform/schemas/validate.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { Problem } from '../../platform/problem.ts';
import { guardedRouter } from '../../platform/web/guardedRouter.ts';

interface ApiRequest {
  readonly visitor: ApiVisitor | undefined;
  parameters: Readonly<Record<string, ParameterValue | undefined>>;
}

const requests = new WeakMap<Request, ApiRequest>();

function apiRequestOf(req: Request): ApiRequest {
  const found = requests.get(req);
  assert(found, 'apiGate comes before every route of the API');
  return found;
}

/**
 * Answers browsers that ask, before a request of a page of another origin, which of its headers may be sent: a tag, so
 * that the page need not load again what it has, but no key.
 */
export const answerPreflight: RequestHandler = (req, res, next) => {
  if (req.method !== 'OPTIONS' || req.headers['access-control-request-method'] === undefined) {
    next();
    return;
  }
  res.set({
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': 'GET',
    'Access-Control-Allow-Headers': 'If-None-Match',
    'Access-Control-Max-Age': '86400',
    Vary: 'Access-Control-Request-Headers',
  });
  res.status(204).end();
};

/** Counts the request and reads the key. */
export function apiGate(
  enter: (authorization: string | undefined, address: string) => Promise<Entrance>,
): RequestHandler {
  return async (req, res, next) => {
    const { authorization } = req.headers;
    const { allowance, visitor, refusal } = await enter(authorization, req.ip ?? '');
    requests.set(req, { visitor, parameters: {} });
    res.set({
      'RateLimit-Limit': String(allowance.limit),
      'RateLimit-Remaining': String(allowance.remaining),
      'RateLimit-Reset': String(allowance.resetSeconds),
      'Cache-Control': visitor ? 'private, no-cache' : 'no-cache',
      Vary: 'Accept-Language, Authorization',
    });
    if (authorization === undefined) {
      res.set('Access-Control-Allow-Origin', '*'); // pages of other origins may read what is public, but not what needs a key
      res.set('Access-Control-Expose-Headers', 'ETag, Link, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After'); // prettier-ignore
    }
    if (allowance.isSpent) {
      res.set('Retry-After', String(allowance.resetSeconds));
      throw new Problem('tooMany', sentenceOf('tooManyRequests'));
    }
    if (refusal) throw refusal;
    next();
  };
}

export function apiRouter(): Router {
  return guardedRouter(['get', 'post', 'put'], guardOf);
}

function guardOf(route: string): RequestHandler {
  const operation = operations.find((one) => one.route === route);
  assert(operation, `${route} is not described`);
  const { permission } = operation;
  return (req, _res, next) => {
    const request = apiRequestOf(req);
    if (permission) demandKey(request.visitor, permission);
    request.parameters = readParameters(req, operation.parameters);
    next();
  };
}

function demandKey(visitor: ApiVisitor | undefined, permission: string): void {
  if (!visitor) throw unauthorised('keyMissing');
  if (!mayByKey(visitor, permission)) throw new Problem('forbidden', sentenceOf('notByThisKey'));
}

/** @throws ApiError naming every parameter that is invalid, missing, unknown or repeated */
function readParameters(req: Request, described: readonly ApiParameter[]): ApiRequest['parameters'] {
  const errors: FieldError[] = [];
  const values: Record<string, ParameterValue | undefined> = {};
  for (const parameter of described) {
    const { name } = parameter;
    const sent: unknown = parameter.in === 'path' ? req.params[name] : req.query[name];
    const read = readParameter(parameter, sent);
    if ('error' in read) errors.push({ at: name, sentence: read.error });
    else values[name] = read.value;
  }
  for (const name of Object.keys(req.query)) {
    if (!described.some((parameter) => parameter.in === 'query' && parameter.name === name)) {
      errors.push({ at: name, sentence: saying((t) => t.unknown) });
    }
  }
  if (errors.length > 0) throw wrongParameters(errors);
  return values;
}

/** The operation's parameters, in the types that its description gives. */
export function parametersOf(req: Request): object {
  return apiRequestOf(req).parameters;
}

export function visitorOf(req: Request): ApiVisitor | undefined {
  return apiRequestOf(req).visitor;
}

/** The visitor of a route that the table of access opens to keys only. */
export function keyVisitorOf(req: Request): ApiVisitor {
  const { visitor } = apiRequestOf(req);
  assert(visitor, 'the table lets only keys come here');
  return visitor;
}

/** The body as JSON. @throws ApiError when it is missing, or naming everything that breaks the schema */
export function bodyOf<Body>(req: Request, schema: SchemaOf<Body>): Body {
  if (req.body === undefined)
    throw new ApiError('unsound', sentenceOf('jsonWanted'), [{ at: '', sentence: saying((t) => t.missing) }]);
  const read = readBy(schema, req.body);
  if ('errors' in read) throw unsoundBody(read.errors);
  return read.value;
}

export function apiLanguage(req: Request): PageLanguage {
  return req.acceptsLanguages('vi', 'en') === 'en' ? 'en' : 'vi';
}
