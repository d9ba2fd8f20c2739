import { expect, test } from '@jest/globals';
import { qualityStore } from '../../../src/collection/quality/store.ts';
import { useConnection } from '../../support/storage.ts';

const connection = useConnection();
const at = (time: string): Date => new Date(`${time}+07:00`);

test('the forms of points are counted together by day and hour', async () => {
  const store = qualityStore(connection());
  const [hall, moved, other] = [
    { accessPointId: 'hall', revision: 1 },
    { accessPointId: 'desk', revision: 2 },
    { accessPointId: 'desk', revision: 1 },
  ];
  await store.addCounts(hall, at('2026-01-13T09:00:00'), { forms: 4, 'scores.s5': 4 });
  await store.addCounts(hall, at('2026-01-14T00:00:00'), { forms: 1 });
  await store.addCounts(hall, at('2026-01-15T09:00:00'), { forms: 8 }); // after the days asked for
  await store.addCounts(moved, at('2026-01-13T09:00:00'), { forms: 3 });
  await store.addCounts(moved, at('2026-01-13T16:00:00'), { arrivals: 2 });
  await store.addCounts(other, at('2026-01-13T09:00:00'), { forms: 16 }); // of another unit

  const found = await store.countForms([hall, moved], '2026-01-13', '2026-01-14');
  expect([...found.keys()].sort()).toEqual(['2026-01-13', '2026-01-14']);
  expect(found.get('2026-01-13')).toEqual(Array.from({ length: 24 }, (_, hour) => (hour === 9 ? 7 : 0)));
  expect(found.get('2026-01-14')![0]).toBe(1);
});
