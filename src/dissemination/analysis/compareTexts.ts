/** Texts of the comparison page. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { CompareError, CompareNote, CompareWay } from './compare.ts';

type OwnError = Exclude<CompareError, 'tooMany' | 'twice' | 'tooLarge' | 'suppressed'>;

const vi = {
  title: 'So sánh',
  lead: 'Đặt hai bên cạnh nhau, cho cả phiếu, từng yếu tố và từng tiêu chí. Chênh lệch là bên thứ hai trừ bên thứ nhất (với hai đợt: đợt sau trừ đợt trước), có khoảng tin cậy 95%; chỉ nói cao hơn hay thấp hơn khi chênh lệch có ý nghĩa thống kê, và khi người dân tự chọn trả lời thì chỉ đúng nếu người đã trả lời không khác người chưa trả lời.',
  ways: {
    period: 'Hai kỳ',
    unit: 'Hai đơn vị',
    value: 'Hai nhóm phiếu',
    round: 'Hai đợt',
    method: 'Hai phương pháp',
  } satisfies Record<CompareWay, string> as Record<CompareWay, string>,
  waysName: 'So sánh gì',
  show: 'So sánh',
  notChosen: 'chưa chọn',
  first: {
    period: { from: 'Kỳ thứ nhất: từ ngày', to: 'đến hết ngày' },
    unit: 'Đơn vị thứ nhất',
    value: 'Nhóm thứ nhất',
    round: 'Đợt',
  },
  second: {
    period: { from: 'Kỳ thứ hai: từ ngày', to: 'đến hết ngày' },
    unit: 'Đơn vị thứ hai',
    value: 'Nhóm thứ hai',
    round: 'So với đợt',
    method: 'So phương pháp chính với',
  },
  oneMethod: 'Đợt này chỉ tính theo một phương pháp.',
  oneRound: 'Chưa có đợt thứ hai đã đóng trong phạm vi của ông/bà.',
  logged: 'Mỗi lần so sánh hai kỳ hoặc hai nhóm phiếu được ghi vào nhật ký như một lần dùng bộ lọc.',
  factors: 'Toàn bộ phiếu và các yếu tố',
  questions: 'Các tiêu chí',
  difference: 'Chênh lệch',
  said: 'Nhận xét',
  refused: 'Chưa so sánh được. Xin xem lại các mục sau:',
  nothing: 'Không có mục nào hiển thị được.',
  notes: {
    surveysDiffer:
      'Hai đợt không hỏi như nhau (phiếu khảo sát khác nhau), nên chỉ đặt cạnh nhau những mục có ở cả hai đợt và không tính chênh lệch.',
    sameForms:
      'Hai bên là cùng những phiếu ấy, chỉ khác cách tính. Chênh lệch do cách tính, không do ngẫu nhiên, nên không có khoảng tin cậy.',
    tooClose:
      'Những mục còn lại không hiện, vì hai phương pháp tính trên số người chênh nhau dưới 10 ở một ô nào đó: đặt cạnh nhau sẽ lộ câu trả lời của vài người.',
  } satisfies Record<CompareNote, string> as Record<CompareNote, string>,
  errors: {
    same: 'Hai bên là một. Xin chọn bên khác.',
    overlap: 'Hai bên có phần chung nên không so sánh được. Xin chọn hai bên tách rời nhau.',
    notAlike: 'Hai nhóm phải cùng một mục, như hai kênh hoặc hai nhóm tuổi.',
    notInBoth: 'Đơn vị đã chọn không có trong đợt này.',
    notCountedYet: 'Phiếu của đợt chưa được đếm xong theo phương pháp này.',
    fewForms:
      'Bên này có dưới 10 phiếu, hoặc phải ẩn cùng một nhóm như vậy, nên không hiển thị để bảo vệ người trả lời.',
  } satisfies Record<OwnError, string> as Record<OwnError, string>,
};

const en: typeof vi = {
  title: 'Compare',
  lead: 'Sets two sides beside each other, for the whole form, each factor and each question. A difference is the second less the first (of two rounds, the later less the earlier), with its 95% interval; it is called higher or lower only where it is statistically significant, which, where people chose to answer, holds only if those who answered do not differ from those who did not.',
  ways: {
    period: 'Two periods',
    unit: 'Two units',
    value: 'Two groups of responses',
    round: 'Two rounds',
    method: 'Two methods',
  },
  waysName: 'What to compare',
  show: 'Compare',
  notChosen: 'not chosen',
  first: {
    period: { from: 'First period: from', to: 'until (this day included)' },
    unit: 'First unit',
    value: 'First group',
    round: 'Round',
  },
  second: {
    period: { from: 'Second period: from', to: 'until (this day included)' },
    unit: 'Second unit',
    value: 'Second group',
    round: 'Compared with',
    method: 'Compare the main method with',
  },
  oneMethod: 'This round is computed by one method only.',
  oneRound: 'There is no second closed round within your units yet.',
  logged:
    'Each comparison of two periods or of two groups of responses is noted in the audit, as a filter is.',
  factors: 'The whole form and the factors',
  questions: 'The questions',
  difference: 'Difference',
  said: 'About the difference',
  refused: 'No comparison yet. Please look at these again:',
  nothing: 'There is nothing that can be shown.',
  notes: {
    surveysDiffer:
      'The two rounds asked different questions (their surveys differ), so only what both have is shown side by side, without a difference.',
    sameForms:
      'Both sides are the same responses, computed in another way. The difference comes from the method and not from chance, so it has no interval.',
    tooClose:
      'The rest is not shown, since the two methods count numbers of respondents that differ by fewer than 10 in some cell: side by side they would disclose what a few people answered.',
  },
  errors: {
    same: 'Both sides are the same. Please choose another.',
    overlap:
      'The two sides share responses, so they cannot be compared. Please choose two that do not overlap.',
    notAlike: 'Both groups have to be of one kind, such as two channels or two age bands.',
    notInBoth: 'The unit that was chosen is not in this round.',
    notCountedYet: 'The responses of the round have not all been counted by this method yet.',
    fewForms:
      'This side has fewer than 10 responses, or is suppressed with such a group, so it is not shown.',
  },
};

export const compareTexts: Record<PageLanguage, typeof vi> = { vi, en };
