/** Texts of the posters and of the pages for printing them. */
import { severalOf, type PageLanguage } from '../../platform/text/localized.ts';
import type { PosterFormat } from './poster.ts';

const vi = {
  invitation: 'Xin ông/bà cho ý kiến',
  about: (service: string) => `Về thủ tục: ${service}`,
  purpose: 'Ý kiến của ông/bà giúp cơ quan biết chỗ nào cần phục vụ tốt hơn.',
  scan: 'Quét mã bằng máy ảnh điện thoại hoặc Zalo, hoặc mở:',
  open: 'Mở trên điện thoại hoặc máy tính:',
  minutes: (minutes: number) => `Mất khoảng ${minutes} phút. Không hỏi tên, số điện thoại hay mã hồ sơ.`,
  whoSees: 'Công chức tiếp ông/bà không xem được phiếu; chỉ số liệu tổng hợp được công bố.',
  madeUp: 'DỮ LIỆU MINH HỌA',
  short: (minutes: number) => `Khoảng ${minutes} phút, không hỏi tên. Công chức không xem được phiếu.`,
  jobTitle: 'Làm áp phích',
  title: 'In áp phích',
  pointTitle: 'In áp phích của điểm này',
  pointLead: 'PDF để in; SVG để nhà in ghép vào mẫu có sẵn.',
  formats: {
    a4: 'Áp phích A4',
    a5: 'Áp phích A5',
    a6: 'Thẻ A6 đặt ở quầy',
    stickers: 'Tờ A4 gồm 8 nhãn dán quầy',
  } satisfies Record<PosterFormat, string> as Record<PosterFormat, string>,
  languages: { vi: 'tiếng Việt', en: 'tiếng Anh' } satisfies Record<PageLanguage, string>,
  file: 'Tệp',
  lead: (unit: string, count: number) =>
    `${unit}: ${count} điểm khảo sát bằng mã QR hoặc đường dẫn đang nhận phiếu hoặc sắp mở, kể cả ở các đơn vị trực thuộc; nơi có mã QR thì không in thêm đường dẫn. Tất cả vào một tệp PDF.`,
  address: (origin: string) =>
    `Mã QR dẫn tới ${origin}. Địa chỉ này được in cố định; hãy chắc rằng điện thoại của người dân mở được.`,
  addressLocal:
    'Địa chỉ này chỉ mở được trên chính máy chủ. Trước khi in, người quản trị máy chủ cần đặt PUBLIC_URL.',
  format: 'Khổ giấy',
  language: 'Ngôn ngữ',
  make: 'Làm tệp PDF',
  none: 'Không có điểm khảo sát nào bằng mã QR hoặc đường dẫn ở đây. Hãy chọn đơn vị rộng hơn, hoặc xem các điểm khảo sát.',
  chooseUnit: 'Chọn đơn vị khác trong danh sách đơn vị',
};

const en: typeof vi = {
  invitation: 'Please tell us what you think',
  about: (service) => `On the service: ${service}`,
  purpose: 'Your answers tell the office where it has to serve better.',
  scan: 'Scan with the camera of your telephone, or open:',
  open: 'Open on a telephone or computer:',
  minutes: (minutes) =>
    `Takes about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}. No name, telephone or file number is asked for.`,
  whoSees: 'The official who serves you cannot see your form; only totals are published.',
  madeUp: 'MADE-UP DATA',
  short: (minutes) => `About ${minutes} min, no name asked. Officials cannot see your form.`,
  jobTitle: 'Making posters',
  title: 'Print posters',
  pointTitle: 'Print posters of this point',
  pointLead: 'PDF to print; SVG for a printer to put into a design.',
  formats: {
    a4: 'Poster A4',
    a5: 'Poster A5',
    a6: 'Card A6 for the counter',
    stickers: 'A4 sheet of 8 stickers for the counter',
  },
  languages: { vi: 'Vietnamese', en: 'English' },
  file: 'File',
  lead: (unit, count) =>
    `${unit}: ${severalOf(count, 'access point')} by QR code or link, open now or soon, including those of the units below; where there is a QR code, no link is printed too. All in one PDF.`,
  address: (origin) =>
    `The QR codes lead to ${origin}. This address is printed and cannot change; make sure people’s phones can open it.`,
  addressLocal:
    'This address opens only on the server itself. Before printing, have the administrator set PUBLIC_URL.',
  format: 'Size',
  language: 'Language',
  make: 'Make the PDF',
  none: 'There is no access point by QR code or link here. Please choose a wider unit, or look at the access points.',
  chooseUnit: 'Choose another unit from the list of units',
};

export const posterTexts: Record<PageLanguage, typeof vi> = { vi, en };
