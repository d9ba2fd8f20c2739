/** An operation of /api/v1, and the parameters that several operations share. */
import type { Permission } from '../../access/accounts/authority.ts';
import type { Address } from '../../access/web/access.ts';
import type { OperationId, ParameterName } from './texts.ts';
import type { ApiParameter } from './parameters.ts';
import type { Schema } from '../../platform/schemas/schema.ts';

/** What an example stands for. */
export type ExampleName =
  | 'roundId'
  | 'unitId'
  | 'openRoundId'
  | 'openUnitId'
  | 'month'
  | 'publishedRoundId'
  | 'publishedUnitId'
  | 'number'
  | 'checkpoint'
  | 'size'
  | 'leaf';

export interface Operation {
  /** Method and address, such as `GET /api/v1/rounds`. */
  readonly route: Address;
  /** The permission that the key needs; missing: open to everybody, without a key. */
  readonly permission?: Permission;
  readonly id: OperationId;
  readonly tag: 'rounds' | 'publications' | 'ledger' | 'writing' | 'description';
  readonly parameters: readonly ApiParameter[];
  /** The request body: the name of its schema, with an example made from existing data. */
  readonly body?: {
    readonly schema: string;
    readonly example: (examples: Readonly<Record<ExampleName, string | number>>) => object;
  };
  readonly answer: Schema;
  /** Of the response; missing: JSON. */
  readonly mediaType?: string;
  readonly status: 200 | 201;
  /** Further statuses with the same response. */
  readonly also?: readonly number[];
  /** Whether it redirects to the publication once responses were annulled after it. */
  readonly isPublishedInstead?: true;
  /** By parameter name. */
  readonly examples: Readonly<Record<string, ExampleName | { readonly value: string | number | boolean }>>;
}

export const path = (name: ParameterName, schema: Schema = { type: 'string', maxLength: 100 }) =>
  ({ name, in: 'path', required: true, meaning: name, schema }) as const satisfies ApiParameter;
/** @param meaning where another operation has a parameter of this name that means something else */
export const query = (name: ParameterName, schema: Schema, meaning = name): ApiParameter => ({
  name,
  in: 'query',
  meaning,
  schema,
});
export const wanted = (name: ParameterName, schema: Schema): ApiParameter => ({
  ...query(name, schema),
  required: true,
});

export const roundId = path('roundId');
export const unitId = path('unitId');
export const number = path('number', { type: 'integer', minimum: 1, maximum: 1e9 });
export const paging: readonly ApiParameter[] = [
  query('limit', { type: 'integer', minimum: 1, maximum: 200, default: 50 }),
  query('cursor', { type: 'string', maxLength: 500 }),
];
export const batchName = path('name', { type: 'string', pattern: '^[A-Za-z0-9._-]{1,60}$' });
export const dryRun = query('dryRun', { type: 'boolean', default: false });
export const size: Schema = { type: 'integer', minimum: 1, maximum: 1e12 };
