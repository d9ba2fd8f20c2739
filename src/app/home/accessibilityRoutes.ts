/** The accessibility statement: what everybody can use, what not yet, and whom to tell. docs/accessibility.md says how it is checked. */
import { page, type Reply } from '../../access/web/reply.ts';
import { open, type PageContext, type Routes } from '../../access/web/routes.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';

export interface AccessibilityOptions {
  /** Who is told of obstacles: `mailto:…` or `https://…`; undefined: the office at its counter. */
  readonly accessibilityContact?: string | undefined;
}

interface AccessibilityTexts {
  readonly title: string;
  readonly lead: string;
  readonly parts: readonly { readonly title: string; readonly lines: readonly string[] }[];
  readonly contact: string;
  readonly contactLead: string;
  readonly atCounter: string;
}

const accessibilityTexts: Record<PageLanguage, AccessibilityTexts> = {
  vi: {
    title: 'Khả năng tiếp cận',
    lead: 'Ai cũng phải trả lời được phiếu và đọc được kết quả. Trang này nói rõ điều gì đã đạt, điều gì chưa, và báo cho ai. Cập nhật ngày 01/12/2026.',
    parts: [
      {
        title: 'Đã đạt',
        lines: [
          'Các trang được làm theo WCAG 2.2 mức AA: để dùng chỉ bằng bàn phím, để trình đọc màn hình đọc, để phóng chữ to gấp đôi mà không mất nội dung, đủ tương phản khi nền sáng và nền tối.',
          'Phiếu trả lời và trang kết quả không cần JavaScript.',
          'Biểu đồ trên trang có bảng số đi kèm; màu không bao giờ là dấu hiệu duy nhất.',
          'Tệp PDF do chương trình in ra (báo cáo, phiếu giấy, áp phích, danh sách) có cấu trúc theo PDF/UA-1: tiêu đề, danh sách, bảng, lời mô tả cho biểu đồ và mã QR.',
          'Không dùng điện thoại thì xin phiếu giấy, hoặc nhờ người phỏng vấn đọc và ghi giúp.',
        ],
      },
      {
        title: 'Chưa đạt hoặc chưa kiểm tra',
        lines: [
          'Việc kiểm tra mới do người làm chương trình và công cụ tự động (axe, veraPDF) thực hiện; chưa có người khuyết tật hay tổ chức độc lập kiểm tra.',
          'Máy tính bảng tại quầy cần chạm vào màn hình và cần JavaScript; chưa thử với trình đọc màn hình của máy.',
          'Phiếu giấy dạng PDF để in và viết tay, không điền được trên máy; muốn điền trên máy thì dùng đường dẫn hoặc mã QR.',
          'Lời mô tả biểu đồ trong PDF nêu các con số, không nêu hình dáng. Tệp XLSX không có cấu trúc riêng cho trình đọc màn hình.',
          'Tệp minh chứng do cơ quan tải lên giữ nguyên như cơ quan gửi, không được kiểm tra về tiếp cận.',
          'Chưa có bản âm thanh và ngôn ngữ ký hiệu.',
        ],
      },
    ],
    contact: 'Báo điều gây trở ngại',
    contactLead: 'Xin cho biết trang nào và vướng ở đâu. Không cần nêu tên.',
    atCounter: 'Xin báo cho cơ quan tổ chức khảo sát, tại quầy hoặc qua cách liên lạc mà cơ quan công bố.',
  },
  en: {
    title: 'Accessibility',
    lead: 'Everybody must be able to answer the form and read the results. This page says what has been reached, what has not, and whom to tell. Updated on 1 Dec 2026.',
    parts: [
      {
        title: 'What has been reached',
        lines: [
          'Pages are made by WCAG 2.2, level AA: for the keyboard alone, for screen readers, for twice the text size without loss, with enough contrast on light and dark backgrounds.',
          'The form and the pages of results need no JavaScript.',
          'Charts on pages come with a table of their figures; colour is never the only sign.',
          'PDF files that the program prints (reports, paper forms, posters, lists) have the structure of PDF/UA-1: headings, lists, tables, descriptions of charts and QR codes.',
          'Without a telephone, ask for a paper form, or have an interviewer read and write for you.',
        ],
      },
      {
        title: 'What has not been reached or not been checked',
        lines: [
          'So far those who make the program and automatic tools (axe, veraPDF) have checked it, but no person with a disability and no independent body.',
          'The tablet at a counter needs touch and JavaScript; it has not been tried with the screen reader of a tablet.',
          'The paper form as PDF is printed and filled in by hand; to answer on a device, use the link or the QR code.',
          'Descriptions of charts in PDF give the figures, not the shape. XLSX files have no structure of their own for screen readers.',
          'Evidence that offices upload is kept as they send it; its accessibility is not checked.',
          'There is no audio version and no sign language.',
        ],
      },
    ],
    contact: 'Report an obstacle',
    contactLead: 'Please say which page it is and where you got stuck. No name is needed.',
    atCounter:
      'Please tell the office that holds the survey, at its counter or in the way that it publishes.',
  },
};

export const accessibilityRoutes: Routes<AccessibilityOptions> = {
  'GET /accessibility': open(openAccessibility),
};

function openAccessibility({ language }: PageContext, { accessibilityContact }: AccessibilityOptions): Reply {
  const t = accessibilityTexts[language];
  return page('app/home/accessibility', { title: t.title }, { t, contactUrl: accessibilityContact });
}
