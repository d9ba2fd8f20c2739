/** Many services at once, from a table or a pasted list: new ones, and those whose names change. */
import type { WantedColumn } from '../../platform/tables/columns.ts';
import { lineUnless, readLines, type ReadLines, type Rows } from '../../platform/tables/readRows.ts';
import type { Sentence } from '../../platform/problem.ts';
import { inEveryLanguage, type Messages } from '../../platform/text/catalogue.ts';
import { plain } from '../units/unitCalled.ts';
import { isServiceCode, knownFields, namingOf } from './naming.ts';
import { isOffered, isSameNaming, type Naming, type Service, type ServiceChangeDraft } from './service.ts';
import { serviceTexts } from './texts.ts';

export const rowsMax = 3000;

export const serviceColumns = [
  { key: 'name', headings: ['Thủ tục', 'Service', 'Tên thủ tục'] },
  { key: 'field', headings: ['Lĩnh vực', 'Field'] },
  { key: 'code', headings: ['Mã', 'Code', 'Mã thủ tục'], optional: true },
  { key: 'nameEn', headings: ['Tên tiếng Anh', 'Name in English'], optional: true },
  { key: 'fieldEn', headings: ['Lĩnh vực tiếng Anh', 'Field in English'], optional: true },
] as const satisfies readonly WantedColumn<string>[];

export type ServiceColumn = (typeof serviceColumns)[number]['key'];

export interface ReadService {
  readonly id: string;
  readonly naming: Naming;
  /** The service as it is stored, if it is. */
  readonly held?: Service | undefined;
}

/** @param on day from which the new ones exist and the changed names apply */
export function readServices(
  sent: Rows<ServiceColumn>,
  services: readonly Service[],
  { on, newId }: { on: string; newId: () => string },
): ReadLines<ReadService> {
  const living = services.filter((service) => isOffered(service, on) || !service.validTo);
  const byCode = new Map(living.map((service) => [plain(service.code ?? ''), service]));
  const byName = new Map(living.map((service) => [plain(service.name.vi), service]));
  const fieldOf = knownFields(services);
  /** Stored services that a row was about, and names of new ones. */
  const seen = new Set<Service | string>();

  return readLines(sent, (cells) => {
    const { name, field, code } = cells;
    const plainName = plain(name);
    const held = (code === '' ? undefined : byCode.get(plain(code))) ?? byName.get(plainName);
    const isTwice = seen.has(plainName) || (held && seen.has(held));
    seen.add(held ?? plainName);
    const errors = {
      name: (name === '' && saying('nameMissing')) || (isTwice && saying('twice')),
      field: field === '' && saying('fieldMissing'),
      code: !isServiceCode(code) && saying('codeShape'),
    };
    return lineUnless(errors, {
      id: held ? held.id : newId(),
      naming: namingOf(cells, fieldOf, held),
      held,
    });
  });
}

/** What changes by these. */
export function changeBy(read: readonly ReadService[], on: string): Required<ServiceChangeDraft> {
  const added = read.filter(({ held }) => !held);
  const changed = read.filter(({ held, naming }) => held && !isSameNaming(held, naming));
  return {
    added: added.map(({ id, naming }) => ({ id, ...naming, validFrom: on })),
    changed: changed.map(({ id, naming }) => ({ serviceId: id, ...naming, from: on })),
    ended: [],
  };
}

/** What is wrong with a service. */
export function saying(kind: keyof Messages['registers/services']['errors']): Sentence {
  return inEveryLanguage(serviceTexts, ({ errors }) => errors[kind]);
}
