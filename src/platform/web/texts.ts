/** Texts of the frame around all pages. */
import type { PageLanguage } from '../text/localized.ts';

interface LayoutTexts {
  readonly programName: string;
  readonly skipToContent: string;
  readonly otherLanguage: string;
  readonly results: string;
  readonly home: string;
  readonly footer: string;
  readonly ledger: string;
  readonly privacy: string;
  readonly accessibility: string;
  readonly problemTitle: string;
  /** By status, where a specific title is helpful. */
  readonly problemTitles: Readonly<Record<number, string>>;
  readonly unexpected: string;
  readonly pageMissing: string;
}

export const layoutTexts: Record<PageLanguage, LayoutTexts> = {
  vi: {
    programName: 'Lắng Nghe',
    skipToContent: 'Đến nội dung chính',
    otherLanguage: 'English',
    results: 'Kết quả',
    home: 'Trang đầu',
    footer: 'Khảo sát sự hài lòng của người dân đối với sự phục vụ hành chính',
    ledger: 'Sổ cái phiếu trả lời',
    privacy: 'Quyền riêng tư',
    accessibility: 'Khả năng tiếp cận',
    problemTitle: 'Chưa thực hiện được',
    problemTitles: {
      404: 'Không tìm thấy',
      410: 'Đã kết thúc hoặc hết hạn',
      429: 'Xin chờ một lát',
      500: 'Hệ thống gặp lỗi',
    },
    unexpected: 'Lỗi thuộc về hệ thống, không phải do ông/bà, và đã được ghi lại. Xin thử lại sau ít phút.',
    pageMissing: 'Không có trang này. Xin kiểm tra lại đường dẫn hoặc quét lại mã QR.',
  },
  en: {
    programName: 'Lắng Nghe',
    skipToContent: 'Skip to content',
    otherLanguage: 'Tiếng Việt',
    results: 'Results',
    home: 'Home',
    footer: 'Survey of satisfaction with administrative services',
    ledger: 'Ledger of answers',
    privacy: 'Privacy',
    accessibility: 'Accessibility',
    problemTitle: 'This could not be done',
    problemTitles: {
      404: 'Not found',
      410: 'It has ended',
      429: 'Please wait a little',
      500: 'Something went wrong',
    },
    unexpected: 'The error is ours, not yours, and was recorded. Please try again in a few minutes.',
    pageMissing: 'There is no such page. Please check the address or scan the QR code again.',
  },
};
