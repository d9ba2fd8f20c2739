/** Texts of a receipt. */
import type { PageLanguage } from '../../platform/text/localized.ts';

interface ReceiptTexts {
  readonly title: string;
  readonly received: string;
  readonly codeMeaning: string;
  readonly keep: string;
  readonly lateNote: string;
  readonly stateTitle: string;
  readonly waiting: string;
  promised(day: string): string;
  logged(checkpoint: number, time: string): string;
  readonly loggedMeaning: string;
  readonly annulled: string;
  readonly position: string;
  readonly trace: string;
  readonly lastCheckpoint: string;
  lastCheckpointAt(number: number, time: string): string;
  readonly qrTitle: string;
  readonly qrMeaning: string;
  readonly details: string;
  readonly downloadFile: string;
  readonly seeLedger: string;
  readonly anotherPerson: string;
  readonly seeResults: string;
  readonly fileName: string;
}

export const receiptTexts: Record<PageLanguage, ReceiptTexts> = {
  vi: {
    title: 'Đã nhận phiếu',
    received: 'Cảm ơn ông/bà. Phiếu trả lời đã được lưu.',
    codeMeaning: 'Mã biên nhận',
    keep: 'Xin chụp hoặc ghi lại mã này. Sau này dùng mã để xem phiếu còn trong sổ cái hay không. Mã không cho biết ông/bà là ai và đã trả lời thế nào.',
    lateNote: 'Phiếu đến sau giờ kết thúc đợt khảo sát nên được tính riêng.',
    stateTitle: 'Tình trạng phiếu',
    waiting: 'Đã nhận, đang chờ ghi vào sổ cái.',
    promised: (day) =>
      `Cơ quan tổ chức khảo sát cam kết, có chữ ký số: phiếu sẽ có trong sổ cái chậm nhất là hết ngày ${day}.`,
    logged: (checkpoint, time) => `Đã có trong sổ cái từ mốc kiểm tra số ${checkpoint}, lúc ${time}.`,
    loggedMeaning: 'Từ mốc này, ai sửa hoặc bỏ phiếu của ông/bà thì người khác kiểm tra sẽ thấy.',
    annulled: 'Phiếu này đã bị hủy và không được tính. Lý do có trong sổ cái.',
    position: 'Vị trí trong sổ cái',
    trace: 'Dấu vết của phiếu',
    lastCheckpoint: 'Mốc kiểm tra mới nhất',
    lastCheckpointAt: (number, time) => `số ${number}, lúc ${time}`,
    qrTitle: 'Biên nhận dạng mã QR',
    qrMeaning: 'Chụp mã này là giữ được cam kết có chữ ký và mốc kiểm tra, kể cả khi trang này không còn.',
    details: 'Chi tiết để kiểm tra',
    downloadFile: 'Tải biên nhận (tệp)',
    seeLedger: 'Xem sổ cái',
    anotherPerson: 'Mời người tiếp theo trả lời',
    seeResults: 'Xem kết quả',
    fileName: 'bien-nhan',
  },
  en: {
    title: 'Form received',
    received: 'Thank you. Your answers are stored.',
    codeMeaning: 'Receipt code',
    keep: 'Please photograph or write down this code. With it you can see later whether your form is still in the ledger. It tells neither who you are nor what you answered.',
    lateNote: 'The form came after the end of the survey and is counted apart.',
    stateTitle: 'Where your form is',
    waiting: 'Received, and waiting to be written into the ledger.',
    promised: (day) => `Promised and signed: the form will be in the ledger by the end of ${day}.`,
    logged: (checkpoint, time) => `In the ledger since checkpoint ${checkpoint}, ${time}.`,
    loggedMeaning:
      'From this checkpoint on, whoever changes or drops your form is seen by everybody who checks.',
    annulled: 'This form was annulled and does not count. The reason is in the ledger.',
    position: 'Position in the ledger',
    trace: 'Trace of the form',
    lastCheckpoint: 'Latest checkpoint',
    lastCheckpointAt: (number, time) => `number ${number}, ${time}`,
    qrTitle: 'The receipt as a QR code',
    qrMeaning:
      'A photograph of this code keeps the signed promise and the checkpoint, even if this page should be gone.',
    details: 'Details for checking',
    downloadFile: 'Download the receipt (file)',
    seeLedger: 'See the ledger',
    anotherPerson: 'Another person’s answer',
    seeResults: 'See the results',
    fileName: 'receipt',
  },
};
