/** An operation of /api/v1, and the parameters that several operations share. */
import type { Permission } from '../../access/accounts/authority.ts';
import type { Address } from '../../access/web/access.ts';
import type { Sentence } from '../../platform/problem.ts';
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
  readonly id: string;
  readonly tag: 'rounds' | 'publications' | 'ledger' | 'writing' | 'description';
  readonly summary: Sentence;
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
  /** Where the operation may redirect instead. */
  readonly leadsTo?: Sentence;
  /** By parameter name. */
  readonly examples: Readonly<Record<string, ExampleName | { readonly value: string | number | boolean }>>;
}

export const path = (
  name: string,
  description: Sentence,
  schema: Schema = { type: 'string', maxLength: 100 },
) => ({ name, in: 'path', required: true, description, schema }) as const satisfies ApiParameter;
export const query = (name: string, description: Sentence, schema: Schema): ApiParameter => ({
  name,
  in: 'query',
  description,
  schema,
});
export const wanted = (name: string, description: Sentence, schema: Schema): ApiParameter => ({
  ...query(name, description, schema),
  required: true,
});

export const roundId = path('roundId', { vi: 'Mã đợt đo lường', en: 'Id of the round' });
export const unitId = path('unitId', { vi: 'Mã đơn vị trong hệ thống', en: 'Id of the unit' });
export const number = path(
  'number',
  { vi: 'Số thứ tự: 1, 2, 3 …', en: 'Its number: 1, 2, 3 …' },
  { type: 'integer', minimum: 1, maximum: 1e9 },
);
export const paging: readonly ApiParameter[] = [
  query(
    'limit',
    { vi: 'Số mục trên một trang', en: 'Items on a page' },
    { type: 'integer', minimum: 1, maximum: 200, default: 50 },
  ),
  query(
    'cursor',
    {
      vi: '"nextCursor" của trang trước; giữ nguyên như đã nhận',
      en: '"nextCursor" of the page before, kept as it is',
    },
    { type: 'string', maxLength: 500 },
  ),
];
export const batchName = path(
  'name',
  {
    vi: 'Tên do chương trình đặt, riêng cho tài khoản này',
    en: 'A name chosen by the client, unique within its account',
  },
  { type: 'string', pattern: '^[A-Za-z0-9._-]{1,60}$' },
);
export const dryRun = query(
  'dryRun',
  { vi: 'true: chỉ xem sẽ đổi gì, không lưu', en: 'true: only say what would change, and store nothing' },
  { type: 'boolean', default: false },
);
export const size: Schema = { type: 'integer', minimum: 1, maximum: 1e12 };
