/** The schemas that are published: of what the API answers and is sent, and of what others write for this program. */
import { methodFileSchema } from '../../design/methods/methodFile.ts';
import { methodSchema } from '../../design/methods/methodSchema.ts';
import { surveySchema } from '../../design/surveys/surveySchema.ts';
import { deliveryReportSchema } from '../../platform/messages/deliveryReport.ts';
import type { Schema } from '../../platform/schemas/schema.ts';
import { analysisSchemas } from './analysisSchemas.ts';
import { answerSchemas } from './answerSchemas.ts';
import { caseloadsSchema } from './caseloadLines.ts';
import { casesSchema, codeBatchSchema } from './codeBatch.ts';
import { registerSchemas } from './registerLists.ts';

export const schemas: Readonly<Record<string, Schema>> = {
  ...answerSchemas,
  ...analysisSchemas,
  Caseloads: { ...caseloadsSchema, description: 'Caseloads to enter.' },
  FinishedCases: { ...casesSchema, description: 'Finished cases, each to be given a code.' },
  NewCodeBatch: { ...codeBatchSchema, description: 'A batch of one-time codes to make.' },
  ...registerSchemas,
  Survey: {
    ...surveySchema,
    description:
      'A survey, as its draft is started from and its address ending in .json gives it. References between ids are checked as well.',
  },
  Method: {
    ...methodSchema,
    description:
      'A method, as its draft is started from and its address ending in .json gives it. What is left out takes its default; whether it fits a survey is checked as well.',
  },
  DeliveryReport: {
    ...deliveryReportSchema,
    description: 'What a gateway reports of a message later: docs/messages.md.',
  },
  MethodFile: { ...methodFileSchema, description: 'A method for a file of answers: lang-nghe index.' },
};

/** The address of a schema ends in its file. */
export const schemaFiles: readonly string[] = Object.keys(schemas).map((name) => `${name}.json`);

export function schemaAddress(file: string): string {
  return `/api/v1/schemas/${file}`;
}

/** A schema as a separate document, which refers to the others by their addresses. */
export function schemaDocument(file: string, origin: string): string {
  const document = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: origin + schemaAddress(file),
    ...schemas[file.replace('.json', '')],
  };
  return JSON.stringify(document).replace(/"#\/components\/schemas\/(\w+)"/g, '"$1.json"');
}
