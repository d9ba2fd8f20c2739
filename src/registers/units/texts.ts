/** Texts of the unit pages. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { UnitKind } from './unit.ts';

const vi = {
  title: 'Đơn vị',
  lead: 'Các đơn vị đang hoạt động trong phạm vi của ông/bà, xếp theo cấp trực thuộc.',
  search: 'Tìm theo tên hoặc mã',
  name: 'Tên',
  kind: 'Cấp',
  code: 'Mã',
  points: 'Điểm khảo sát',
  posters: 'In áp phích',
  postersOf: (unit: string) => `In áp phích của ${unit}`,
  kinds: {
    province: 'tỉnh, thành phố',
    district: 'huyện, quận (trước 01/07/2025)',
    commune: 'xã, phường, đặc khu',
    office: 'cơ quan',
  } satisfies Record<UnitKind, string> as Record<UnitKind, string>,
  all: 'Tất cả đơn vị',
  since: 'Từ ngày',
  until: 'Đến hết ngày',
  stillSo: 'đến nay',
  states: { ended: 'Đơn vị không còn hoạt động.', toCome: 'Đơn vị chưa bắt đầu hoạt động.' },
  below: 'Đơn vị trực thuộc hiện nay',
  history: 'Lịch sử',
  what: 'Nội dung',
  value: 'Giá trị',
  lives: { name: 'Tên', code: 'Mã', parent: 'Trực thuộc' },
  shown: (shown: number, all: number) => `${shown} trong ${all} đơn vị`,
  noneFound: (text: string) => `Không tìm thấy đơn vị nào có “${text}” trong phạm vi của ông/bà.`,
  empty: 'Chưa có đơn vị nào trong phạm vi của ông/bà.',
  emptyAdd: 'Chưa có đơn vị nào. Hãy thêm đơn vị cao nhất (tỉnh, thành phố, xã…), rồi các đơn vị trực thuộc.',
  done: { many: 'Đã thêm các đơn vị. Nếu nhầm, có thể hủy ở “Thay đổi đơn vị”.' } as Record<string, string>,
};

const en: typeof vi = {
  title: 'Units',
  lead: 'Your units that exist today, each below the one it belongs to.',
  search: 'Search by name or code',
  name: 'Name',
  kind: 'Level',
  code: 'Code',
  points: 'Access points',
  posters: 'Print posters',
  postersOf: (unit) => `Print posters of ${unit}`,
  kinds: {
    province: 'province or city',
    district: 'district (until 1 July 2025)',
    commune: 'commune, ward or special zone',
    office: 'office',
  },
  all: 'All units',
  since: 'From',
  until: 'Until',
  stillSo: 'now',
  states: { ended: 'This unit no longer exists.', toCome: 'This unit does not exist yet.' },
  below: 'Units below it today',
  history: 'History',
  what: 'What',
  value: 'Value',
  lives: { name: 'Name', code: 'Code', parent: 'Belongs to' },
  shown: (shown, all) => `${shown} of ${all} units`,
  noneFound: (text) => `No unit within yours matches “${text}”.`,
  empty: 'There is no unit within yours yet.',
  emptyAdd:
    'There is no unit yet. Add the topmost one (a province, a city, a commune …), then those below it.',
  done: { many: 'The units are added. If that was a mistake, it can be undone under “Changes of units”.' },
};

export const unitTexts: Record<PageLanguage, typeof vi> = { vi, en };
