/** The description of /api/v1 as OpenAPI 3.1, in one language, with examples that exist on this installation. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import { ref } from './answerSchemas.ts';
import type { Examples } from './findExamples.ts';
import type { Operation } from './operation.ts';
import { operations } from './operations.ts';
import type { ApiParameter } from './parameters.ts';
import { problemIds } from './problemIds.ts';
import { schemaAddress, schemas } from './schemas.ts';
import { apiTexts, operationTexts, problemTexts } from './texts.ts';

export function openApi(language: PageLanguage, origin: string, examples: Examples): object {
  const t = apiTexts[language];
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    const [method = '', path = ''] = operation.route.split(' ');
    const template = path.replace(/:(\w+)/g, '{$1}');
    paths[template] = {
      ...paths[template],
      [method.toLowerCase()]: operationObject(operation, language, examples),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: t.title,
      version: '1',
      description: t.lead,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: origin }],
    tags: Object.entries(t.tags).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: Object.fromEntries(
        Object.entries(schemas).map(([name, schema]) => [
          name,
          { ...schema, externalDocs: { url: origin + schemaAddress(`${name}.json`) } },
        ]),
      ),
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: t.keys } },
      responses: problemResponses(language),
    },
  };
}

function operationObject(operation: Operation, language: PageLanguage, examples: Examples): object {
  const { id, tag, parameters, status, isPublishedInstead, body, also = [] } = operation;
  const t = apiTexts[language];
  const { summaries, publishedInstead } = operationTexts[language];
  const permission = operation.permission;
  return {
    operationId: id,
    tags: [tag],
    summary: summaries[id],
    ...(permission && { description: t.needsKey({ permission }) }),
    security: permission ? [{ key: [permission] }] : tag === 'rounds' ? [{}, { key: [] }] : [{}],
    parameters: parameters.map((parameter) => parameterObject(parameter, operation, { language, examples })),
    ...(body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: ref(body.schema), example: body.example(examples) } },
      },
    }),
    responses: {
      ...Object.fromEntries([status, ...also].map((code) => [code, answerObject(operation, language)])),
      ...(isPublishedInstead && { 303: { description: publishedInstead } }),
      ...(isRead(operation) && { 304: { description: t.notModified } }),
      ...Object.fromEntries(
        Object.entries(problemIds).map(([code, name]) => [code, { $ref: `#/components/responses/${name}` }]),
      ),
    },
  };
}

function isRead({ route }: Operation): boolean {
  return route.startsWith('GET ');
}

function answerObject(operation: Operation, language: PageLanguage): object {
  return {
    description: apiTexts[language].answer,
    ...(isRead(operation) && { headers: { ETag: { schema: { type: 'string' } } } }),
    content: { [operation.mediaType ?? 'application/json']: { schema: operation.answer } },
  };
}

function parameterObject(
  { name, in: rank, required, meaning, schema }: ApiParameter,
  operation: Operation,
  { language, examples }: { language: PageLanguage; examples: Examples },
): object {
  const example = exampleOf(operation, name, examples);
  return {
    name,
    in: rank,
    required: required === true,
    description: operationTexts[language].parameters[meaning],
    schema,
    ...(example !== undefined && { example }),
  };
}

function exampleOf(
  operation: Operation,
  name: string,
  examples: Examples,
): string | number | boolean | undefined {
  const example = operation.examples[name];
  return typeof example === 'object' ? example.value : example && examples[example];
}

/** The address of an operation with its examples filled in. */
export function exampleAddress(operation: Operation, examples: Examples): string {
  const path = operation.route
    .split(' ')[1]!
    .replace(/:(\w+)/g, (_, name: string) =>
      encodeURIComponent(String(exampleOf(operation, name, examples) ?? '')),
    );
  const asked = operation.parameters
    .filter((parameter) => parameter.in === 'query')
    .flatMap(({ name }): [string, string][] => {
      const value = exampleOf(operation, name, examples);
      return value === undefined ? [] : [[name, String(value)]];
    });
  return asked.length === 0 ? path : `${path}?${new URLSearchParams(asked).toString()}`;
}

function problemResponses(language: PageLanguage): object {
  return Object.fromEntries(
    Object.entries(problemTexts[language].kinds).map(([id, { title, when }]) => [
      id,
      {
        description: `${title}: ${when}`,
        content: { 'application/problem+json': { schema: ref('Problem') } },
      },
    ]),
  );
}
