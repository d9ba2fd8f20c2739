/** The description in the words of one language, for `views/dissemination/api/description.ejs`. */
import type { Schema } from '../../platform/schemas/schema.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { countText } from '../../platform/text/numbers.ts';
import type { Examples } from './findExamples.ts';
import { exampleAddress } from './openapi.ts';
import type { Operation } from './operation.ts';
import { operations } from './operations.ts';
import { problemIds } from './problemIds.ts';
import type { Limits } from './requestLimits.ts';
import { schemaAddress, schemas } from './schemas.ts';
import { apiTexts, operationTexts, problemTexts } from './texts.ts';

export interface DescriptionContent {
  readonly language: PageLanguage;
  readonly origin: string;
  readonly limits: Limits;
  readonly examples: Examples;
}

export function descriptionPage({ language, origin, limits, examples }: DescriptionContent) {
  const t = apiTexts[language];
  return {
    t,
    limits: t.page.limits({
      ofKey: countText(limits.ofKey, language),
      ofAddress: countText(limits.ofAddress, language),
    }),
    groups: Object.entries(t.tags).map(([tag, title]) => ({
      title,
      operations: operations
        .filter((operation) => operation.tag === tag)
        .map((operation) => operationWords(operation, { language, origin, examples })),
    })),
    problems: Object.entries(problemIds).map(([status, id]) => ({
      status,
      id,
      ...problemTexts[language].kinds[id],
    })),
    schemas: Object.entries(schemas).map(([name, schema]) => ({
      name,
      address: schemaAddress(`${name}.json`),
      description: schema.description,
    })),
  };
}

function operationWords(
  operation: Operation,
  { language, origin, examples }: Omit<DescriptionContent, 'limits'>,
) {
  const [method = '', path = ''] = operation.route.split(' ');
  const permission = operation.permission;
  const t = apiTexts[language].page;
  const { summaries, parameters } = operationTexts[language];
  return {
    id: operation.id,
    method,
    path: path.replace(/:(\w+)/g, '{$1}'),
    summary: summaries[operation.id],
    access: permission ? t.needs({ permission }) : t.open,
    answer: operation.mediaType === undefined ? refName(operation.answer) : undefined,
    mediaType: operation.mediaType,
    body: operation.body?.schema,
    example: commandOf(operation, method, { origin, examples }),
    parameters: operation.parameters.map(({ name, meaning, required, schema }) => ({
      name,
      meaning: parameters[meaning],
      values: valueWords(schema),
      required: required === true,
    })),
  };
}

/** A command to paste into a terminal. */
function commandOf(
  operation: Operation,
  method: string,
  { origin, examples }: Pick<DescriptionContent, 'origin' | 'examples'>,
): string {
  const parts = [
    ...(method === 'GET' ? [] : [`-X ${method}`]),
    ...(operation.permission ? ['-H "Authorization: Bearer $KEY"'] : []),
    ...(operation.body
      ? ['-H "Content-Type: application/json"', `-d '${JSON.stringify(operation.body.example(examples))}'`]
      : []),
    `'${origin}${exampleAddress(operation, examples)}'`,
  ];
  return `curl ${parts.join(' \\\n  ')}`;
}

function valueWords({
  enum: values,
  format,
  minimum,
  maximum,
  pattern,
  type,
  default: usual,
}: Schema): string {
  if (values) return values.join(' · ');
  if (format === 'date') return 'YYYY-MM-DD';
  if (maximum !== undefined) return `${minimum ?? 0}–${maximum}${usual === undefined ? '' : ` (${usual})`}`;
  return pattern ?? (type === 'boolean' ? 'true · false' : '');
}

/** Name of the schema of a response, or of the items of a page. */
function refName({ $ref, properties }: Schema): string {
  const of = $ref ?? properties?.['items']?.items?.$ref ?? '';
  return of.split('/').at(-1) ?? '';
}
