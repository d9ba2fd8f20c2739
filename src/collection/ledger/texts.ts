/** Texts of the ledger's pages. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { EntryKind } from './entry.ts';

interface LedgerTexts {
  readonly lastTitle: string;
  readonly noCheckpoint: string;
  readonly number: string;
  readonly time: string;
  readonly entries: string;
  readonly root: string;
  readonly key: string;
  readonly roundsTitle: string;
  readonly round: string;
  readonly received: string;
  readonly late: string;
  readonly annulled: string;
  readonly left: string;
  readonly roundsNote: string;
  readonly checkpointsTitle: string;
  readonly added: string;
  readonly older: string;
  readonly newest: string;
  readonly checkTitle: string;
  readonly checkIntro: string;
  readonly checkScript: string;
  readonly checkLog: string;
  readonly checkCommand: string;
  readonly witnessTitle: string;
  readonly witnessIntro: string;
  readonly witnessesLink: string;
  readonly witnessesTitle: string;
  readonly witnessesIntro: string;
  readonly witness: string;
  readonly cosignedLast: string;
  readonly cosignedAt: string;
  readonly witnessKey: string;
  behind(checkpoints: string): string;
  readonly noWitness: string;
  readonly noticeTitle: string;
  readonly notices: readonly string[];
  readonly becomeTitle: string;
  readonly becomeIntro: string;
  readonly sheetLink: string;
  readonly limits: string;
  checkpointTitle(number: number): string;
  addedCount(submissions: string, logEntries: string): string;
  readonly signedText: string;
  readonly signedHint: string;
  readonly logEntriesTitle: string;
  readonly logEntriesMore: string;
  readonly logEntriesMoreLink: string;
  readonly logEntryKinds: Record<Exclude<EntryKind, 'submission'>, string>;
  readonly position: string;
  readonly kind: string;
  readonly content: string;
  readonly previous: string;
  readonly next: string;
  readonly consistency: string;
  readonly back: string;
  readonly sheetTitle: string;
  readonly sheetLead: string;
  sheetDay(day: string): string;
  readonly sheetHow: string;
  readonly sheetSteps: readonly string[];
  readonly sheetQr: string;
  readonly sheetSigned: string;
  readonly unknownCheckpoint: string;
  readonly unknownEntry: string;
}

export const ledgerTexts: Record<PageLanguage, LedgerTexts> = {
  vi: {
    lastTitle: 'Mốc kiểm tra mới nhất',
    noCheckpoint:
      'Chưa có mốc kiểm tra nào. Mốc được lập vào đầu giờ khi có từ 30 phiếu chờ ghi, chậm nhất là cuối ngày.',
    number: 'Mốc số',
    time: 'Lúc',
    entries: 'Số mục trong sổ',
    root: 'Dấu vết của cả sổ',
    key: 'Khóa kiểm tra chữ ký',
    roundsTitle: 'Số phiếu trong sổ',
    round: 'Đợt khảo sát',
    received: 'Đã nhận',
    late: 'Trong đó đến muộn',
    annulled: 'Đã hủy',
    left: 'Còn lại',
    roundsNote:
      'Số phiếu dùng để tính chỉ số là số còn lại, trừ phiếu đến muộn và phiếu có quá ít câu trả lời theo phương pháp tính. Mỗi phiếu bị hủy có một mục riêng trong sổ, nêu lý do.',
    checkpointsTitle: 'Các mốc kiểm tra',
    added: 'Ghi thêm',
    older: 'Các mốc trước đó',
    newest: 'Các mốc mới nhất',
    checkTitle: 'Tự kiểm tra',
    checkIntro:
      'Tải toàn bộ sổ và chương trình kiểm tra về máy khác. Chương trình là một tệp ngắn, không cần cài thêm gì ngoài Node.js; nên đọc trước khi chạy.',
    checkScript: 'Tải chương trình kiểm tra (verify.mjs)',
    checkLog: 'Tải toàn bộ sổ cái (log.txt)',
    checkCommand: 'Lệnh kiểm tra, dùng khóa in trên tờ niêm yết:',
    witnessTitle: 'Làm chứng cho sổ cái',
    witnessIntro:
      'Báo chí, cơ quan cấp trên hoặc bất kỳ ai có thể định kỳ lấy mốc kiểm tra mới nhất, đối chiếu với mốc đã giữ. Sổ bị cắt hoặc viết lại thì lệnh này báo ngay.',
    witnessesLink: 'Các bên làm chứng đã ký',
    witnessesTitle: 'Các bên làm chứng cho sổ cái',
    witnessesIntro:
      'Bên làm chứng là cơ quan, tổ chức độc lập giữ mốc kiểm tra gần nhất đã thấy và chỉ ký mốc mới khi mốc ấy nối tiếp mốc cũ. Chữ ký của họ đi kèm mốc kiểm tra, vì vậy cơ quan tổ chức khảo sát không thể đưa cho hai người hai sổ khác nhau mà mốc nào cũng có chữ ký của cùng một bên làm chứng trung thực.',
    witness: 'Bên làm chứng',
    cosignedLast: 'Mốc đã ký gần nhất',
    cosignedAt: 'Ký lúc',
    witnessKey: 'Khóa của bên làm chứng',
    behind: (checkpoints) => `chậm ${checkpoints} mốc`,
    noWitness:
      'Chưa có bên nào ký làm chứng. Khi chưa có, người xem một mình không biết được sổ mình thấy có giống sổ người khác thấy hay không.',
    noticeTitle: 'Một người xem biết được gì, không biết được gì',
    notices: [
      'Chỉ với sổ tải về: biết được mục bị sửa, thêm, bỏ, đổi chỗ so với các mốc đã ký trong chính sổ ấy. Không biết được sổ đã bị cắt phần cuối, hoặc bị viết lại từ giữa rồi ký lại.',
      'Có khóa in trên tờ niêm yết: biết được sổ do người khác ký. Giữ biên nhận: biết được phiếu của mình còn hay mất.',
      'Giữ một mốc cũ, hoặc có chữ ký của bên làm chứng mà mình tin: biết được sổ bị cắt, bị viết lại, hoặc khác với sổ đã đưa cho người khác.',
      'Bảng này do chính máy chủ đưa ra. Hãy lấy khóa của bên làm chứng từ chính bên ấy rồi kiểm tra bằng lệnh dưới đây.',
    ],
    becomeTitle: 'Kiểm tra chữ ký; trở thành bên làm chứng',
    becomeIntro:
      'Lệnh thứ nhất kiểm tra sổ cùng chữ ký của một bên làm chứng. Hai lệnh sau lập khóa và chạy một bên làm chứng theo chuẩn C2SP tlog-witness; gửi khóa và địa chỉ cho cơ quan tổ chức khảo sát để được hỏi ký.',
    sheetLink: 'In tờ niêm yết hôm nay',
    limits:
      'Sổ cái không phát hiện được phiếu do người khác bịa ra và gửi đi trước khi ghi sổ. Việc đó phải xem ở trang chất lượng thu thập.',
    checkpointTitle: (number) => `Mốc kiểm tra số ${number}`,
    addedCount: (submissions, logEntries) => `${submissions} phiếu, ${logEntries} việc khác`,
    signedText: 'Nội dung đã ký',
    signedHint: 'Chữ ký Ed25519 ở dòng cuối. Cách đọc từng dòng có trong tài liệu hướng dẫn kiểm tra.',
    logEntriesTitle: 'Các mục không phải phiếu trả lời',
    logEntriesMore: 'Còn mục khác; xem trong toàn bộ sổ.',
    logEntriesMoreLink: 'Tải toàn bộ sổ',
    logEntryKinds: {
      annulment: 'Hủy phiếu',
      erasure: 'Xóa nội dung',
      flagVersion: 'Bộ dấu hiệu nghi vấn',
      basis: 'Căn cứ tính chỉ số',
      publication: 'Công bố kết quả',
      auditEntry: 'Nhật ký cán bộ',
      spotCheck: 'Kiểm tra ngẫu nhiên',
      keyChange: 'Đổi khóa',
    },
    position: 'Vị trí',
    kind: 'Loại',
    content: 'Nội dung ghi trong sổ',
    previous: 'Mốc trước',
    next: 'Mốc sau',
    consistency: 'Chứng minh sổ chỉ ghi thêm kể từ mốc trước (JSON)',
    back: 'Về trang sổ cái',
    sheetTitle: 'Mốc kiểm tra sổ cái phiếu trả lời',
    sheetLead:
      'Tờ này ghi lại trạng thái của sổ cái. Nếu sau này sổ cái trên mạng không còn khớp với tờ này thì sổ đã bị sửa.',
    sheetDay: (day) => `Niêm yết ngày ${day}`,
    sheetHow: 'Cách đối chiếu',
    sheetSteps: [
      'Mở trang sổ cái, tìm mốc kiểm tra có số ghi trên tờ này.',
      'So dấu vết của cả sổ trên trang với dấu vết in ở đây, từng nhóm tám chữ.',
      'Muốn kiểm tra toàn bộ: chạy chương trình kiểm tra với khóa in ở đây.',
    ],
    sheetQr: 'Mã QR mở trang của mốc này',
    sheetSigned: 'Người niêm yết (ký, ghi rõ họ tên)',
    unknownCheckpoint: 'Không có mốc kiểm tra nào mang số này.',
    unknownEntry: 'Trong sổ cái không có mục này.',
  },
  en: {
    lastTitle: 'Latest checkpoint',
    noCheckpoint:
      'There is no checkpoint yet. One is made at the full hour when 30 forms or more wait, and at the day’s end at the latest.',
    number: 'Number',
    time: 'Time',
    entries: 'Entries in the ledger',
    root: 'Trace of the whole ledger',
    key: 'Key that checks the signature',
    roundsTitle: 'Forms in the ledger',
    round: 'Survey',
    received: 'Received',
    late: 'Of these late',
    annulled: 'Annulled',
    left: 'Left',
    roundsNote:
      'The index counts what is left, without late forms and without forms that have too few answers for the method. Each annulled form has an entry of its own, which gives the reason.',
    checkpointsTitle: 'Checkpoints',
    added: 'Added',
    older: 'Earlier checkpoints',
    newest: 'Latest checkpoints',
    checkTitle: 'Check it yourself',
    checkIntro:
      'Download the whole ledger and the program that checks it to another computer. The program is one short file that needs nothing but Node.js; read it before you run it.',
    checkScript: 'Download the checking program (verify.mjs)',
    checkLog: 'Download the whole ledger (log.txt)',
    checkCommand: 'The command, with the key printed on the notice board:',
    witnessTitle: 'Be a witness',
    witnessIntro:
      'A newspaper, a higher authority or anybody can fetch the latest checkpoint now and then and hold it against the last one kept. If the ledger was cut or rewritten, this command says so at once.',
    witnessesLink: 'Witnesses that have cosigned',
    witnessesTitle: 'Witnesses of the ledger',
    witnessesIntro:
      'A witness is an independent body that keeps the last checkpoint it saw, and signs a new one only if it extends that one. Its signature is published with the checkpoint. So nobody can show two people two different ledgers that both bear the signature of the same honest witness.',
    witness: 'Witness',
    cosignedLast: 'Last checkpoint cosigned',
    cosignedAt: 'Cosigned at',
    witnessKey: 'Key of the witness',
    behind: (checkpoints) => `${checkpoints} behind`,
    noWitness:
      'No witness has cosigned yet. Until one does, a lone reader cannot know whether others are shown the same ledger.',
    noticeTitle: 'What a lone reader can and cannot notice',
    notices: [
      'With the downloaded ledger alone: an entry that was changed, added, removed or moved under the checkpoints in it. Not: a ledger that lost its tail, or that was rewritten from the middle and signed again.',
      'With the key printed on the sheet: a ledger that somebody else signed. With a receipt: whether one’s own form is still there.',
      'With an earlier checkpoint, or the cosignature of a witness that one trusts: a ledger that was cut, rewritten, or differs from the one shown to others.',
      'This table comes from the server itself. Get the key of a witness from the witness, and check it with the command below.',
    ],
    becomeTitle: 'Check a cosignature; become a witness',
    becomeIntro:
      'The first command checks the ledger and the cosignature of a witness. The other two make a key and run a witness that speaks C2SP tlog-witness; send its key and address to those who run the survey, so that it is asked.',
    sheetLink: 'Print today’s sheet for the notice board',
    limits:
      'The ledger cannot tell a form that somebody made up and sent before it was logged. That is a matter of the pages on how answers were collected.',
    checkpointTitle: (number) => `Checkpoint ${number}`,
    addedCount: (submissions, logEntries) => `${submissions} forms, ${logEntries} other entries`,
    signedText: 'Signed text',
    signedHint: 'The Ed25519 signature is in the last line. The guide to checking explains each line.',
    logEntriesTitle: 'Entries that are not forms',
    logEntriesMore: 'There are more; they are in the whole ledger.',
    logEntriesMoreLink: 'Download the whole ledger',
    logEntryKinds: {
      annulment: 'Annulment',
      erasure: 'Erasure',
      flagVersion: 'Set of flags',
      basis: 'Basis of figures',
      publication: 'Publication',
      auditEntry: 'Audit entry',
      spotCheck: 'Spot check',
      keyChange: 'Change of key',
    },
    position: 'Position',
    kind: 'Kind',
    content: 'Text in the ledger',
    previous: 'Checkpoint before',
    next: 'Next checkpoint',
    consistency: 'Proof that the ledger only grew since the checkpoint before (JSON)',
    back: 'Back to the ledger',
    sheetTitle: 'Checkpoint of the ledger of answers',
    sheetLead:
      'This sheet records the state of the ledger. If the ledger on the web ever stops agreeing with this sheet, it has been altered.',
    sheetDay: (day) => `Posted on ${day}`,
    sheetHow: 'How to compare',
    sheetSteps: [
      'Open the page of the ledger and find the checkpoint with the number on this sheet.',
      'Compare the trace of the whole ledger on the page with the one printed here, eight digits at a time.',
      'To check everything, run the checking program with the key printed here.',
    ],
    sheetQr: 'The QR code opens the page of this checkpoint',
    sheetSigned: 'Posted by (signature, full name)',
    unknownCheckpoint: 'There is no checkpoint with this number.',
    unknownEntry: 'There is no such entry in the ledger.',
  },
};
