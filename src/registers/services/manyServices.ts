/** Many services at once, from a table or a pasted list: new ones, and those whose names change. */
import type { WantedColumn } from '../../platform/tables/columns.ts';
import type { TextRow } from '../../platform/tables/tableText.ts';
import { plain } from '../units/unitCalled.ts';
import {
  isOffered,
  isSameNaming,
  type Service,
  type ServiceChange,
  type ServiceChangeDraft,
} from './service.ts';
import { isServiceCode, knownFields, namingOf } from './naming.ts';

export const rowsMax = 3000;

export const serviceColumns = [
  { key: 'name', headings: ['Thủ tục', 'Service', 'Tên thủ tục'] },
  { key: 'field', headings: ['Lĩnh vực', 'Field'] },
  { key: 'code', headings: ['Mã', 'Code', 'Mã thủ tục'], optional: true },
  { key: 'nameEn', headings: ['Tên tiếng Anh', 'Name in English'], optional: true },
  { key: 'fieldEn', headings: ['Lĩnh vực tiếng Anh', 'Field in English'], optional: true },
] as const satisfies readonly WantedColumn<string>[];

export type ServiceColumn = (typeof serviceColumns)[number]['key'];

export type RowErrorKind = 'nameMissing' | 'fieldMissing' | 'codeShape' | 'tooManyParts' | 'twice';

export interface ReadServices {
  readonly draft: Required<ServiceChangeDraft>;
  readonly errors: readonly { readonly row: number; readonly kind: RowErrorKind }[];
  readonly rowOf: ReadonlyMap<string, number>;
}

/** @param on day from which the new ones exist and the changed names apply */
export function readServices(
  rows: readonly TextRow<ServiceColumn>[],
  services: readonly Service[],
  { on, newId }: { on: string; newId: () => string },
): ReadServices {
  const errors: { row: number; kind: RowErrorKind }[] = [];
  const rowOf = new Map<string, number>();
  const added: ServiceChange['added'][number][] = [];
  const changed: ServiceChange['changed'][number][] = [];
  const living = services.filter((service) => isOffered(service, on) || !service.validTo);
  const byCode = new Map(living.map((service) => [plain(service.code ?? ''), service]));
  const byName = new Map(living.map((service) => [plain(service.name.vi), service]));
  const fieldOf = knownFields(services);
  const fresh = new Set<string>();

  for (const { row, cells, isTooLong } of rows) {
    if (cells.name === '') errors.push({ row, kind: 'nameMissing' });
    if (cells.field === '') errors.push({ row, kind: 'fieldMissing' });
    if (!isServiceCode(cells.code)) errors.push({ row, kind: 'codeShape' });
    if (isTooLong) errors.push({ row, kind: 'tooManyParts' });
    const name = plain(cells.name);
    const held = (cells.code !== '' && byCode.get(plain(cells.code))) || byName.get(name);
    const id = held ? held.id : newId();
    if (rowOf.has(id) || fresh.has(name)) errors.push({ row, kind: 'twice' });
    rowOf.set(id, row);
    const naming = namingOf(cells, fieldOf, held);
    if (!held) {
      added.push({ id, ...naming, validFrom: on });
      fresh.add(name);
    } else if (!isSameNaming(held, naming)) changed.push({ serviceId: id, ...naming, from: on });
  }
  return { draft: { added, changed, ended: [] }, errors, rowOf };
}
