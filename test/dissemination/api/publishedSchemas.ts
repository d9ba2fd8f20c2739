/** The schemas as others read them: each from its address, all checked strictly as JSON Schema 2020-12. */
import type { Server } from 'node:http';
import { Ajv2020, type AnySchemaObject, type ErrorObject } from 'ajv/dist/2020.js';
import request from 'supertest';
import { schemaAddress, schemaFiles } from '../../../src/dissemination/api/schemas.ts';
import { isCalendarDay } from '../../../src/platform/calendar/calendarDay.ts';
import type { Schema } from '../../../src/platform/schemas/schema.ts';

export interface PublishedSchemas {
  readonly documents: readonly AnySchemaObject[];
  /** What a value breaks of a schema that names published ones. */
  readonly errorsBy: (schema: Schema, value: unknown) => readonly ErrorObject[];
}

export async function readPublishedSchemas(server: Server): Promise<PublishedSchemas> {
  const formats = { date: isCalendarDay, 'date-time': (text: string) => new Date(text).toJSON() === text };
  const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true, formats });
  const documents: AnySchemaObject[] = [];
  for (const file of schemaFiles) {
    const { body } = await request(server).get(schemaAddress(file)).expect(200);
    documents.push(body as AnySchemaObject);
  }
  ajv.addSchema(documents);
  for (const { $id } of documents) ajv.getSchema(String($id)); // compiles it, and all that it names
  const folder = String(documents[0]?.$id).replace(/[^/]*$/, '');
  return {
    documents,
    errorsBy(schema, value) {
      const text = JSON.stringify(schema).replaceAll('#/components/schemas/', folder);
      const isValid = ajv.compile(
        JSON.parse(text.replace(/(\/schemas\/\w+)"/g, '$1.json"')) as AnySchemaObject,
      );
      return isValid(value) === true ? [] : (isValid.errors ?? []);
    },
  };
}
