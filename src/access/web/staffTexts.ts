/** Texts that all staff pages show around their content. */
import type { PageLanguage } from '../../platform/text/localized.ts';

const vi = {
  staff: 'Dành cho cán bộ',
  menu: 'Mục',
  unit: 'Đơn vị',
  allUnits: 'Tất cả đơn vị của tôi',
  ownAccount: 'Tài khoản của tôi',
  signOut: 'Đăng xuất',
  wholeInstallation: 'Toàn hệ thống',
  noRole: 'Tài khoản này hiện chưa có vai trò nào còn hiệu lực. Xin liên hệ người quản trị hệ thống.',
  errorSummary: 'Chưa lưu được. Xin xem lại các mục sau:',
  next: 'Trang sau',
  search: 'Tìm',
  confirm: (what: string) => `Xác nhận: ${what}`,
  problem: 'Chưa thực hiện được',
};

const en: typeof vi = {
  staff: 'For staff',
  menu: 'Menu',
  unit: 'Unit',
  allUnits: 'All my units',
  ownAccount: 'My account',
  signOut: 'Sign out',
  wholeInstallation: 'Whole installation',
  noRole: 'This account has no role at present. Please ask an administrator.',
  errorSummary: 'Not saved yet. Please look at these again:',
  next: 'Next page',
  search: 'Search',
  confirm: (what) => `Confirm: ${what}`,
  problem: 'This could not be done',
};

export const staffTexts: Record<PageLanguage, typeof vi> = { vi, en };
