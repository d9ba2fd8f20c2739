/** Texts of the pages of publications. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { BlockingCheck } from './checks.ts';
import { publicTexts } from './publicTexts.ts';
import type { PublicationState } from '../../processing/published/publication.ts';

const vi = {
  title: 'Công bố kết quả',
  lead: 'Bản công bố giữ nguyên kết quả của một đợt đã đóng, có chữ ký của sổ cái và ai cũng xem được. Sai thì ra bản đính chính, nói rõ điều đã đổi; bản cũ vẫn đọc được. Một tài khoản khác phải đồng ý trước khi công bố.',
  roundsTitle: 'Các đợt đã đóng',
  noRounds: 'Chưa có đợt nào đã đóng mà kết quả dành cho mọi người.',
  propose: 'Đề nghị công bố',
  correct: 'Đề nghị đính chính',
  look: 'Xem bản công bố',
  listTitle: 'Các bản công bố',
  empty: 'Chưa có bản công bố nào.',
  round: 'Đợt đo lường',
  number: 'Bản số',
  state: 'Tình trạng',
  askedBy: 'Người đề nghị',
  decidedBy: 'Người quyết định',
  back: 'Về danh sách',
  newTitle: (round: string) => `Công bố: ${round}`,
  checksTitle: 'Kiểm tra trước khi công bố',
  passed: 'Đạt',
  failed: 'Chưa đạt',
  waits: 'Đang chờ',
  checks: {
    closed: () => 'Đợt đo lường đã đóng.',
    logged: (found: string) =>
      found === '0'
        ? 'Mọi phiếu của đợt đã vào sổ cái và đã được đọc lại từ sổ cái.'
        : `Mọi phiếu của đợt đã vào sổ cái (còn ${found} phiếu đang chờ).`,
    recounted: (found: string) =>
      found === '0'
        ? 'Bảng đếm của mỗi đơn vị bằng kết quả đếm lại từ các phiếu trong sổ cái.'
        : `Bảng đếm của mỗi đơn vị bằng kết quả đếm lại từ các phiếu trong sổ cái (khác ở ${found} đơn vị).`,
    totals: (found: string) =>
      found === '0'
        ? 'Số phiếu được tính, dưới mức tối thiểu, đến muộn và bị hủy cộng lại bằng số phiếu trong sổ cái.'
        : `Số phiếu cộng lại bằng số phiếu trong sổ cái (lệch ${found}). Phiếu vừa bị hủy sẽ vào sổ cái ở mốc kiểm tra kế tiếp, thường trong vòng một giờ.`,
    checkpoint: (found: string) =>
      `Mốc kiểm tra số ${found} có chữ ký đúng, ký trên đúng gốc của sổ cái. Toàn bộ sổ cái do lệnh verify kiểm tra.`,
    changed: () => 'Kết quả đã khác bản công bố trước.',
    apart: () =>
      'So với bản trước, mỗi ô đổi từ 10 người trở lên hoặc không đổi. Đổi ít hơn thì so hai bản sẽ biết vài người đã trả lời gì, nên bản cũ được giữ.',
  } satisfies Record<BlockingCheck, (found: string) => string>,
  toKnowTitle: 'Cần biết trước khi công bố',
  hidden: (hidden: string, shown: string) =>
    `${shown} số được nêu, ${hidden} số không nêu vì ít người hoặc chưa đủ tin cậy.`,
  annulmentsWaiting: (count: string) => `Đề nghị hủy phiếu còn chờ người thứ hai: ${count}.`,
  paperOpen: (count: string) => `Tập phiếu giấy của đợt chưa đóng: ${count}.`,
  unconfirmed: (count: string) =>
    `Điểm của phương pháp tính chưa đối chiếu với văn bản chính thức: ${count}; trang công bố nêu từng điểm.`,
  whatChanged: 'Điều đã đổi so với bản trước, và vì sao',
  whatChangedHint: 'Mọi người đọc được. Không ghi tên hay số hồ sơ của người dân.',
  whatChangedMissing: 'Xin ghi điều đã đổi.',
  ask: 'Đề nghị công bố',
  blocked: 'Chưa công bố được: có mục kiểm tra chưa đạt.',
  waitsUntil: (time: string) =>
    `Chưa công bố được: còn phiếu chờ ghi vào sổ cái. Phiếu được ghi vào đầu giờ khi có từ 30 phiếu chờ, chậm nhất là đầu ngày hôm sau. Dự kiến xong lúc ${time}; xin mở lại trang này sau giờ đó.`,
  waitsMinutes: 'Chưa công bố được: các phiếu đang được ghi vào sổ cái. Xin mở lại trang này sau ít phút.',
  onItsWay: 'Đợt này đã có một bản đang chờ.',
  own: (others: readonly string[]) =>
    others.length > 0
      ? `Ông/bà là người đề nghị, nên cần một tài khoản khác đồng ý: ${others.join(', ')}. Đề nghị có ở trang “Việc cần làm” của những người này.`
      : 'Ông/bà là người đề nghị, nên cần một tài khoản khác đồng ý, nhưng chưa có ai khác được công bố kết quả của các đơn vị này. Xin nhờ người quản trị giao vai trò Quản lý khảo sát cho một người nữa.',
  agree: 'Đồng ý công bố',
  refuse: 'Không công bố',
  figuresTitle: 'Số liệu của bản này',
  hash: 'Mã băm nội dung',
  notices: {
    asked: 'Đã ghi đề nghị. Đề nghị chờ một tài khoản khác đồng ý.',
    agreed: 'Đã đồng ý. Bản công bố được ký và hiện ra trong ít giây.',
    refused: 'Đề nghị đã khép lại, không công bố.',
    late: 'Đề nghị này đã được quyết định trước đó.',
    moved: 'Số phiếu được tính đã thay đổi từ khi đề nghị. Xin khép đề nghị này và đề nghị lại.',
  } as Readonly<Record<string, string>>,
  states: {
    waiting: 'Chờ người thứ hai',
    agreed: 'Đang ký',
    published: 'Đã công bố',
    refused: 'Không công bố',
  } satisfies Record<PublicationState, string>,
  ...publicTexts.vi,
};

export type PublicationTexts = typeof vi;

const en: PublicationTexts = {
  title: 'Publications',
  lead: 'A publication freezes the results of a closed round, signed with the ledger’s key, for everybody to see. A mistake is put right by a correction that says what changed; the old one stays readable. A second account has to agree first.',
  roundsTitle: 'Closed rounds',
  noRounds: 'There is no closed round yet whose results are for everybody.',
  propose: 'Propose to publish',
  correct: 'Propose a correction',
  look: 'See the publication',
  listTitle: 'All publications',
  empty: 'Nothing has been proposed yet.',
  round: 'Round',
  number: 'Number',
  state: 'State',
  askedBy: 'Proposed by',
  decidedBy: 'Decided by',
  back: 'Back to the list',
  newTitle: (round) => `Publish: ${round}`,
  checksTitle: 'Checked before publishing',
  passed: 'Passed',
  failed: 'Not passed',
  waits: 'Waiting',
  checks: {
    closed: () => 'The round is closed.',
    logged: (found) =>
      found === '0'
        ? 'All forms of the round are in the ledger, and were read back from it.'
        : `All forms of the round are in the ledger (${found} still wait).`,
    recounted: (found) =>
      found === '0'
        ? 'The tally of each unit equals a recount of the forms in the ledger.'
        : `The tally of each unit equals a recount of the forms in the ledger (${found} units differ).`,
    totals: (found) =>
      found === '0'
        ? 'Forms that count, below the minimum, late and annulled add up to the forms in the ledger.'
        : `Forms add up to those in the ledger (off by ${found}). Forms just annulled come into it at the next checkpoint, usually within the hour.`,
    checkpoint: (found) =>
      `Checkpoint ${found} is correctly signed, over the ledger’s own root. The whole ledger is checked with the verify command.`,
    changed: () => 'The results differ from the previous publication.',
    apart: () =>
      'Each cell has changed by ten people or more since the previous publication, or not at all. With fewer, comparing the two would reveal what a few people answered, so the old one stays.',
  },
  toKnowTitle: 'Good to know before publishing',
  hidden: (hidden, shown) =>
    `${shown} figures are shown, ${hidden} are not (too few people, or not reliable enough).`,
  annulmentsWaiting: (count) => `Annulments waiting for a second account: ${count}.`,
  paperOpen: (count) => `Paper batches of the round not closed yet: ${count}.`,
  unconfirmed: (count) =>
    `Points of the method not checked against an official text: ${count}; the published page names each.`,
  whatChanged: 'What changed since the previous publication, and why',
  whatChangedHint: 'Everybody can read it. Do not give a citizen’s name or file number.',
  whatChangedMissing: 'Please say what changed.',
  ask: 'Propose to publish',
  blocked: 'This cannot be published yet: a check has not passed.',
  waitsUntil: (time) =>
    `This cannot be published yet: responses wait for the ledger, which takes them in at full hours once 30 wait, at the latest at the beginning of the next day. Expected at ${time}; please open this page again after that.`,
  waitsMinutes:
    'This cannot be published yet: responses are just being added to the ledger. Please open this page again in a few minutes.',
  onItsWay: 'A publication of this round is already waiting.',
  own: (others) =>
    others.length > 0
      ? `You proposed it, so another account has to agree: ${others.join(', ')}. They find it on their page “To do”.`
      : 'You proposed it, so another account has to agree, but nobody else may publish results of these units. Please ask an administrator to give one more person the role Survey manager.',
  agree: 'Agree to publish',
  refuse: 'Do not publish',
  figuresTitle: 'Figures of this publication',
  hash: 'Hash of the content',
  notices: {
    asked: 'Noted. It waits for a second account.',
    agreed: 'Agreed. It is signed and shown within seconds.',
    refused: 'Closed; nothing was published.',
    late: 'This had been decided before.',
    moved: 'What is counted has changed since it was proposed. Please close this one and propose it anew.',
  },
  states: {
    waiting: 'Waiting for a second account',
    agreed: 'Being signed',
    published: 'Published',
    refused: 'Not published',
  },
  ...publicTexts.en,
};

export const publicationTexts: Record<PageLanguage, PublicationTexts> = { vi, en };
