/** What all pages say around their content. */
import type { PageLanguage } from '../localized.ts';

interface LayoutTexts {
  readonly programName: string;
  readonly skipToContent: string;
  readonly otherLanguage: string;
  readonly results: string;
  readonly home: string;
  readonly footer: string;
  readonly ledger: string;
  readonly problemTitle: string;
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
    problemTitle: 'Chưa thực hiện được',
    unexpected: 'Hệ thống gặp lỗi và đã ghi lại. Xin thử lại sau ít phút.',
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
    problemTitle: 'This could not be done',
    unexpected: 'Something went wrong and was recorded. Please try again in a few minutes.',
    pageMissing: 'There is no such page. Please check the address or scan the QR code again.',
  },
};
