import { expect, test } from '@jest/globals';
import { readServices } from '../../../src/registers/services/manyServices.ts';
import type { Service } from '../../../src/registers/services/service.ts';

test('stored fields are taken as they are written, and each is looked at once, however many rows there are', () => {
  let looks = 0;
  let ids = 0;
  const stored: Service = {
    id: 'birth',
    name: { vi: 'Khai sinh' },
    get field() {
      looks += 1;
      return { vi: 'Hộ tịch', en: 'Civil status' };
    },
    validFrom: '2020-01-01',
  };
  const rows = Array.from({ length: 50 }, (_, index) => ({
    row: index + 1,
    cells: { name: `Thủ tục ${index}`, field: 'hộ  TỊCH', code: '', nameEn: '', fieldEn: '' },
  }));
  const { lines } = readServices({ rows, faults: [] }, [stored], {
    on: '2026-01-01',
    newId: () => `new-${ids++}`,
  });
  expect(lines).toHaveLength(50);
  expect(lines[49]?.line.naming).toMatchObject({ field: { vi: 'Hộ tịch', en: 'Civil status' } });
  expect(looks).toBe(1);
});
