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
    district: 'huyện, quận',
    commune: 'xã, phường',
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
  empty: 'Không có đơn vị nào khớp trong phạm vi của ông/bà. Hãy gõ ít chữ hơn hoặc chọn đơn vị rộng hơn.',
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
  kinds: { province: 'province or city', district: 'district', commune: 'commune or ward', office: 'office' },
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
  empty: 'No unit within yours matches. Please type less, or choose a wider unit.',
};

export const unitTexts: Record<PageLanguage, typeof vi> = { vi, en };
