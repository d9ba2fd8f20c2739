/**
 * The years that were announced when the program began to keep holidays as data: where every installation begins.
 * Later years are filled from the law (byLaw.ts); staff correct all of them on the page of holidays.
 */
import type { Holiday, HolidayYear } from './holiday.ts';

const law = 'Bộ luật Lao động 45/2019/QH14, Điều 112';
const announcement2025 = 'Thông báo 6150/TB-BLĐTBXH ngày 03/12/2024, chưa đối chiếu văn bản';
const news2025 = 'en.baochinhphu.vn, 04/03/2025';
const newYear2026 = 'Văn bản 12729/VPCP-KGVX ngày 25/12/2025, theo báo đăng lại';
const announcement2026 = 'Thông báo lịch nghỉ 2026 của Bộ Nội vụ, chưa đối chiếu văn bản';
export const cultureDaySource = 'Nghị quyết 80-NQ/TW (2026), chưa đối chiếu văn bản';
export const cultureDayName = { vi: 'Ngày Văn hóa Việt Nam', en: 'Viet Nam Culture Day' };

const newYear = { vi: 'Tết Dương lịch', en: 'New Year' };
const hungKings = { vi: 'Giỗ Tổ Hùng Vương', en: 'Hung Kings’ Day' };
const spring = { vi: '30/4 và 1/5', en: '30 April and 1 May' };
const nationalDay = { vi: 'Quốc khánh', en: 'National Day' };

function off(name: Holiday['name'], days: readonly [string, string?], source: string, isConfirmed = false) {
  const [firstOn, lastOn = firstOn] = days;
  return { kind: 'off', name, firstOn, lastOn, source, isConfirmed } as const;
}

function makeUp(day: string, { name: { vi, en }, source, isConfirmed }: ReturnType<typeof off>) {
  const name = { vi: `Làm bù ${vi}`, en: `Worked for ${en}` };
  return { kind: 'makeUp', name, firstOn: day, lastOn: day, source, isConfirmed } as const;
}

const spring2025 = off(spring, ['2025-04-30', '2025-05-02'], news2025, true);
const start2026 = off(newYear, ['2026-01-01', '2026-01-02'], newYear2026, true);
const national2026 = off(nationalDay, ['2026-08-31', '2026-09-02'], announcement2026);

export const announcedYears: readonly HolidayYear[] = [
  {
    year: '2025',
    version: 0,
    holidays: [
      off(newYear, ['2025-01-01'], law),
      off({ vi: 'Tết Ất Tỵ', en: 'Lunar New Year' }, ['2025-01-27', '2025-01-31'], announcement2025),
      off(hungKings, ['2025-04-07'], news2025, true),
      makeUp('2025-04-26', spring2025),
      spring2025,
      off(nationalDay, ['2025-09-01', '2025-09-02'], announcement2025),
    ],
  },
  {
    year: '2026',
    version: 0,
    holidays: [
      start2026,
      makeUp('2026-01-10', start2026),
      off({ vi: 'Tết Bính Ngọ', en: 'Lunar New Year' }, ['2026-02-16', '2026-02-20'], 'vietnammedia.vnanet.vn, 17/10/2025', true), // prettier-ignore
      off(hungKings, ['2026-04-27'], law), // 26 April is a Sunday
      off(spring, ['2026-04-30', '2026-05-01'], law),
      makeUp('2026-08-22', national2026),
      national2026,
      off(cultureDayName, ['2026-11-24'], cultureDaySource),
    ],
  },
];
