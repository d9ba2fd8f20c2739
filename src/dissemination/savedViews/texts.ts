/** Texts of the pages of saved views. */
import type { PageLanguage } from '../../platform/text/localized.ts';

const vi = {
  title: 'Cách xem đã lưu',
  pages: 'Các trang phân tích',
  lead: 'Mỗi dòng là một trang phân tích với đúng những gì đã chọn. Số liệu được tính lại, quyền xem được kiểm tra lại mỗi lần mở.',
  search: 'Tìm theo tên, đơn vị, người lưu',
  empty: 'Chưa có cách xem nào. Mở một trang phân tích, chọn xong thì bấm “Lưu cách xem này”.',
  name: 'Tên',
  unit: 'Đơn vị',
  by: 'Người lưu',
  own: 'tôi',
  ownShared: 'tôi, đã chia sẻ',
  noUnit: '–',
  change: 'Sửa',
  newTitle: 'Lưu cách xem',
  changeTitle: 'Sửa cách xem',
  sharing: 'Chia sẻ',
  share: 'Mọi người được phân tích đơn vị này cũng thấy trong danh sách của họ',
  save: 'Lưu',
  open: 'Mở trang này',
  remove: 'Xóa cách xem',
  errors: {
    nameMissing: 'Xin đặt tên.',
    nameTooLong: (max: number) => `Tên dài quá ${max.toLocaleString('vi-VN')} ký tự.`,
    noUnit: 'Muốn chia sẻ, xin chọn đơn vị trên trang phân tích rồi lưu lại từ đó.',
    tooMany: (max: number) => `Đã lưu ${max} cách xem. Xin xóa bớt trước.`,
  },
  done: { saved: 'Đã lưu.', changed: 'Đã sửa.', removed: 'Đã xóa.' },
};

const en: typeof vi = {
  title: 'Saved views',
  pages: 'Pages of analysis',
  lead: 'Each line is a page of analysis with what was chosen on it. Figures are worked out, and authority is asked for, each time it is opened.',
  search: 'Search by name, unit, person',
  empty: 'No view yet. Open a page of analysis, choose, and press “Save this view”.',
  name: 'Name',
  unit: 'Unit',
  by: 'Saved by',
  own: 'me',
  ownShared: 'me, shared',
  noUnit: '–',
  change: 'Change',
  newTitle: 'Save a view',
  changeTitle: 'Change a view',
  sharing: 'Sharing',
  share: 'All who may analyse this unit see it in their list too',
  save: 'Save',
  open: 'Open this page',
  remove: 'Delete the view',
  errors: {
    nameMissing: 'Please give it a name.',
    nameTooLong: (max) => `The name is longer than ${max} letters.`,
    noUnit: 'To share it, please choose a unit on the page of analysis and save it from there.',
    tooMany: (max) => `You have saved ${max} views. Please delete some first.`,
  },
  done: { saved: 'Saved.', changed: 'Changed.', removed: 'Deleted.' },
};

export const savedViewTexts: Record<PageLanguage, typeof vi> = { vi, en };
