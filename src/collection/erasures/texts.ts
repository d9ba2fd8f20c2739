/** Texts of the erasure page. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { ErasureReason } from './eraseSubmission.ts';

const vi = {
  title: 'Xóa theo yêu cầu',
  lead: 'Xóa thông tin về người trả lời hoặc ý kiến viết tay của một phiếu, theo mã biên nhận. Nội dung bị xóa hẳn, không khôi phục được. Câu trả lời vẫn được tính; sổ cái công khai có một mục nói rằng phần đó đã bị xóa và vì sao.',
  receipt: 'Mã biên nhận',
  part: 'Phần cần xóa',
  parts: { about: 'Thông tin về người trả lời', comment: 'Ý kiến viết tay', both: 'Cả hai' },
  reason: 'Lý do, ghi trong sổ cái công khai',
  reasons: {
    onRequest: 'Người trả lời yêu cầu',
    namesPerson: 'Nội dung nêu đích danh một người',
    byLaw: 'Theo quyết định của cơ quan có thẩm quyền',
  } satisfies Record<ErasureReason, string>,
  erase: 'Xóa hẳn',
  notices: { erased: 'Đã xóa. Sổ cái có mục tương ứng ở mốc kiểm tra kế tiếp.' } as Readonly<
    Record<string, string>
  >,
  errors: {
    receipt: 'Không có phiếu nào mang mã biên nhận này trong phạm vi của ông/bà.',
    waiting: 'Phiếu này chưa vào sổ cái. Xin làm lại sau mốc kiểm tra kế tiếp.',
    part: 'Xin chọn phần cần xóa.',
    reason: 'Xin chọn lý do.',
  },
  subject: 'Một phiếu theo mã biên nhận',
};

export type ErasureTexts = typeof vi;

const en: ErasureTexts = {
  title: 'Erasure on request',
  lead: 'Erases what a person said of themselves, or the comment, of one form, found by its receipt code. It is gone for good. The answers still count; the public ledger gets an entry that says which part was erased and why.',
  receipt: 'Receipt code',
  part: 'What to erase',
  parts: { about: 'What the person said of themselves', comment: 'The comment', both: 'Both' },
  reason: 'Reason, written into the public ledger',
  reasons: {
    onRequest: 'The person who answered asks for it',
    namesPerson: 'It names a person',
    byLaw: 'By order of the competent authority',
  },
  erase: 'Erase for good',
  notices: { erased: 'Erased. The ledger has its entry at the next checkpoint.' },
  errors: {
    receipt: 'There is no form with this receipt code within your units.',
    waiting: 'This form is not in the ledger yet. Please come back after the next checkpoint.',
    part: 'Please choose what to erase.',
    reason: 'Please choose a reason.',
  },
  subject: 'One form, by its receipt',
};

export const erasureTexts: Record<PageLanguage, ErasureTexts> = { vi, en };
