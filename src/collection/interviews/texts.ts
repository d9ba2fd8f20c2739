/** Texts of the interview pages. */
import type { PageLanguage } from '../../platform/text/localized.ts';

const vi = {
  title: 'Phỏng vấn',
  lead: 'Mở một điểm, đọc câu hỏi cho người dân và chọn đúng mức người dân nói: tại nhà, qua điện thoại, hoặc khi người dân cần giúp tại quầy. Phiếu được ghi là có người hỗ trợ và luôn được tính riêng; tài khoản của ông/bà không được lưu cùng phiếu.',
  empty:
    'Chưa có điểm phỏng vấn nào đang mở trong phạm vi của ông/bà. Người quản lý khảo sát lập điểm này ở mục Điểm khảo sát.',
  ask: 'Hỏi một người',
  askNext: 'Hỏi người tiếp theo',
  stored: 'Phiếu đã được lưu',
  receipt: 'Mã biên nhận đưa cho người dân:',
  receiptHint: 'Người dân có thể nhập mã này ở trang Biên nhận để kiểm tra phiếu của mình có trong sổ cái.',
  openReceipt: 'Mở biên nhận để in hoặc chụp',
  all: 'Mọi điểm phỏng vấn',
};

const en: typeof vi = {
  title: 'Interviews',
  lead: 'Open a point, read the questions to the person and choose exactly what they say: at home, by telephone, or where somebody needs help at the counter. The form is marked as assisted and always counted apart; your account is not kept with it.',
  empty: 'No interview point is open within your units. A survey manager makes one under Access points.',
  ask: 'Ask a person',
  askNext: 'Ask the next person',
  stored: 'The form is stored',
  receipt: 'Receipt code for the person:',
  receiptHint: 'With this code the person can check at any time that the form is in the ledger.',
  openReceipt: 'Open the receipt to print or photograph it',
  all: 'All interview points',
};

export const interviewTexts: Record<PageLanguage, typeof vi> = { vi, en };
