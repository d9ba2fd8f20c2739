/** Texts of the page that moves a round to another survey version. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { RoundState } from '../rounds/round.ts';
import type { ChangeWeight, Comparability } from './surveyChanges.ts';

/** Why a round cannot change its survey version. */
export type MoveObstacle =
  'sameVersion' | 'closed' | 'openWithOtherFrame' | 'methodDoesNotFit' | 'paperOpen' | 'importOpen';

const vi = {
  move: {
    title: 'Chuyển đợt sang phiên bản khác',
    link: 'Chuyển một đợt sang phiên bản này',
    noRounds: 'Không có đợt nào chưa đóng đang dùng phiên bản khác.',
    lead: (round: string, state: string) => `Đợt: ${round} (${state}).`,
    states: { notYetOpen: 'chưa mở', open: 'đang mở', closed: 'đã đóng' } satisfies Record<
      RoundState,
      string
    >,
    verdictTitle: 'Số liệu trước và sau có so sánh được không?',
    comparability: {
      same: 'So sánh được: không đổi câu hỏi, mức trả lời hay cách hỏi.',
      doubtful:
        'Chưa chắc: vẫn đếm chung, nhưng câu chữ, điều kiện hoặc quy định trả lời đã đổi, nên người trả lời trước và sau được hỏi khác nhau. Thay đổi so với đợt trước không được tính nữa.',
      broken: 'Không: câu hỏi, yếu tố, mức trả lời hoặc nhóm người đã khác, nên không đếm chung được.',
    } satisfies Record<Comparability, string>,
    cannot: 'Chưa chuyển được',
    obstacles: {
      sameVersion: 'Đợt đang dùng chính phiên bản này.',
      closed: 'Đợt đã đóng.',
      openWithOtherFrame:
        'Đợt đang mở chỉ chuyển được sang phiên bản có cùng câu hỏi, yếu tố, mức trả lời và nhóm người. Hãy lập đợt mới cho phiên bản này.',
      methodDoesNotFit: 'Có phương pháp tính của đợt không dùng được với phiên bản này.',
      paperOpen: 'Còn tập phiếu giấy của đợt chưa đóng: các tờ đó đã hỏi theo phiên bản cũ.',
      importOpen: 'Còn tệp câu trả lời của đợt chưa nhập xong hoặc chưa hủy.',
    } satisfies Record<MoveObstacle, string>,
    changesTitle: (count: number) => (count === 0 ? 'Hai phiên bản giống nhau' : `${count} chỗ khác nhau`),
    location: 'Chỗ',
    levels: 'các mức',
    showChanges: 'Xem các chỗ khác nhau',
    weight: 'Loại',
    weights: { frame: 'khung', wording: 'cách hỏi', other: 'khác' } satisfies Record<ChangeWeight, string>,
    before: 'Phiên bản cũ',
    after: 'Phiên bản mới',
    consequences:
      'Phiếu đã trả lời giữ phiên bản cũ. Người mở phiếu từ giờ trả lời theo phiên bản mới; ai đang mở phiếu cũ vẫn gửi được. Phiếu giấy cần in lại.',
    reason: 'Lý do',
    reasonHint: 'Được ghi vào nhật ký cùng hai phiên bản và kết luận ở trên.',
    reasonMissing: 'Xin ghi lý do.',
    action: 'Chuyển đợt sang phiên bản này',
    back: 'Về phiên bản, không chuyển',
  },
};

const en: typeof vi = {
  move: {
    title: 'Move a round to another version',
    link: 'Move a round to this version',
    noRounds: 'No round that is not closed uses another version.',
    lead: (round, state) => `Round: ${round} (${state}).`,
    states: { notYetOpen: 'not open yet', open: 'open', closed: 'closed' },
    verdictTitle: 'Do figures stay comparable?',
    comparability: {
      same: 'Yes: no question, level or way of asking changes.',
      doubtful:
        'In doubt: all is counted together, but a wording, a condition or a rule of answering changes, so that people before and after are asked otherwise. The change against the previous round is not shown any more.',
      broken: 'No: questions, factors, levels or bands differ, so that they cannot be counted together.',
    },
    cannot: 'The round cannot be moved',
    obstacles: {
      sameVersion: 'The round uses this very version.',
      closed: 'The round is closed.',
      openWithOtherFrame:
        'An open round moves only to a version with the same questions, factors, levels and bands. Please make a new round for this version.',
      methodDoesNotFit: 'A method of the round cannot be computed for this version.',
      paperOpen: 'A batch of paper forms of the round is not closed: its sheets asked by the old version.',
      importOpen: 'A file of answers of the round is neither imported nor cancelled yet.',
    },
    changesTitle: (count) => (count === 0 ? 'The versions are the same' : `Differences: ${count}`),
    location: 'Location',
    levels: 'levels',
    showChanges: 'See the differences',
    weight: 'Kind',
    weights: { frame: 'frame', wording: 'way of asking', other: 'other' },
    before: 'Old version',
    after: 'New version',
    consequences:
      'Forms that were answered keep the old version. Whoever opens a form from now on answers the new one; a form that is open can still be sent. Paper has to be printed anew.',
    reason: 'Reason',
    reasonHint: 'It goes into the audit with both versions and the verdict above.',
    reasonMissing: 'Please give a reason.',
    action: 'Move the round to this version',
    back: 'Back to the version without moving',
  },
};

export const surveyMoveTexts: Record<PageLanguage, typeof vi> = { vi, en };
