/** What happens to a response and a comment, worded for the respondent; docs/privacy.md has the full account. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import { page, type Reply } from '../../access/web/reply.ts';
import { open, type PageContext, type Routes } from '../../access/web/routes.ts';
import { inSameLanguage } from '../../platform/web/page.ts';

interface PrivacyTexts {
  readonly title: string;
  readonly lead: string;
  readonly parts: readonly { readonly title: string; readonly lines: readonly string[] }[];
  readonly check: string;
}

const privacyTexts: Record<PageLanguage, PrivacyTexts> = {
  vi: {
    title: 'Phiếu và ý kiến được giữ thế nào',
    lead: 'Ông/bà trả lời không cần tên, số điện thoại hay tài khoản. Trang này nói rõ giữ gì, không giữ gì, và ai xem được.',
    parts: [
      {
        title: 'Giữ lại',
        lines: [
          'Mức ông/bà đã chọn ở từng câu; nhóm tuổi, giới tính, học vấn, nghề nghiệp nếu ông/bà chọn; ý kiến nếu ông/bà viết.',
          'Điểm khảo sát, ngày và giờ tròn khi nhận phiếu, mã biên nhận.',
        ],
      },
      {
        title: 'Không giữ',
        lines: [
          'Họ tên, số điện thoại, số giấy tờ, mã hồ sơ.',
          'Địa chỉ mạng, tên máy, phút và giây gửi phiếu.',
        ],
      },
      {
        title: 'Ai xem được',
        lines: [
          'Công chức tiếp ông/bà không xem được phiếu. Cơ quan và mọi người chỉ thấy số tổng hợp của từ 10 người trở lên.',
          'Ý kiến được người duyệt đọc khi hết tuần, che thông tin cá nhân rồi mới chuyển cho cơ quan; không ai biết ai viết.',
          'Người quản trị kho dữ liệu có thể thấy từng phiếu với điểm và giờ, không thấy tên. Ở nơi vắng, ai biết ông/bà đến lúc nào có thể đoán ra phiếu.',
        ],
      },
      {
        title: 'Ông/bà làm được gì',
        lines: [
          'Giữ mã biên nhận để kiểm tra phiếu còn trong sổ cái và không bị sửa. Đừng đưa mã cho ai.',
          'Mang mã biên nhận đến cơ quan tổ chức khảo sát để xin hủy phiếu, hoặc xóa ý kiến và thông tin về ông/bà. Câu trả lời đã gửi thì không sửa được.',
        ],
      },
      {
        title: 'Dùng theo cách của mình',
        lines: [
          'Các trang dùng được bằng bàn phím, với trình đọc màn hình, chữ phóng to, máy cũ và mạng yếu; phiếu không cần JavaScript.',
          'Không dùng điện thoại thì xin phiếu giấy, hoặc nhờ điều tra viên đọc và ghi giúp.',
        ],
      },
    ],
    check: 'Kiểm tra phiếu bằng mã biên nhận',
  },
  en: {
    title: 'What becomes of your form and comment',
    lead: 'You answer without a name, telephone number or account. This page says what is kept, what is not, and who can see it.',
    parts: [
      {
        title: 'Kept',
        lines: [
          'The level you chose for each question; age band, sex, education and occupation if you chose them; a comment if you wrote one.',
          'The access point, the day and full hour in which the form came, the receipt code.',
        ],
      },
      {
        title: 'Not kept',
        lines: [
          'Name, telephone number, identity papers, file number.',
          'Network address, device, minute and second of sending.',
        ],
      },
      {
        title: 'Who can see it',
        lines: [
          'The official who served you cannot see the form. The office and everybody else see totals of 10 people or more.',
          'Comments are read by a screener when the week is over, who blacks out personal data before the office gets them; nobody learns who wrote.',
          'Whoever administers the store can see single forms with point and hour, without names. In a quiet place, who knows when you came may guess your form.',
        ],
      },
      {
        title: 'What you can do',
        lines: [
          'Keep the receipt code to check that the form is still in the ledger, unaltered. Give it to nobody.',
          'Bring the receipt code to the office that holds the survey to have the form annulled, or the comment and what you said about yourself erased. Answers that were sent cannot be changed.',
        ],
      },
      {
        title: 'In your own way',
        lines: [
          'The pages work by keyboard, with a screen reader, with large letters, on old devices and bad networks; the form needs no JavaScript.',
          'Without a telephone, ask for a paper form, or have an interviewer read and write for you.',
        ],
      },
    ],
    check: 'Check a form by its receipt code',
  },
};

export const privacyRoutes: Routes<unknown> = { 'GET /privacy': open(openPrivacy) };

function openPrivacy({ language }: PageContext): Reply {
  const t = privacyTexts[language];
  return page('app/home/privacy', { title: t.title }, { t, checkUrl: inSameLanguage('/ledger', language) });
}
