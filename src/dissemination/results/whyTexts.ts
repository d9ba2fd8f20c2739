import type { Channel } from '../../design/accessPoints/accessPoint.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Quadrant } from '../../statistics/estimation/priorities.ts';
import type { ExplainedBy } from '../../processing/results/why.ts';

/** Direction of an index, by its printed figures. */
export type Direction = 'up' | 'down' | 'none';

interface WhyTexts {
  readonly title: string;
  readonly backToResults: string;
  readonly summary: string;
  moved(change: string, from: string, to: string): string;
  readonly notToldApart: string;
  readonly nothingToCompare: string;
  readonly notShown: string;
  readonly breaks: string;
  /** @param of the whole change, unsigned */
  accounts(by: ExplainedBy, name: string, points: string, of: string, direction: Direction): string;
  alsoAccount(parts: readonly { readonly name: string; readonly points: string }[]): string;
  readonly question: (name: string, from: string, to: string) => string;
  /** Without the full stop: for a self-selected sample, a condition follows. */
  movedIn(direction: 'fell' | 'rose', units: readonly string[], of: number): string;
  /** @param points undefined where they are 0 */
  mix(points: string | undefined): string;
  readonly explainedBy: Record<ExplainedBy, string>;
  /** Number of the question: the label of the chart's dots. */
  readonly number: string;
  readonly partHeading: Record<ExplainedBy, string>;
  readonly before: string;
  readonly after: string;
  readonly points: string;
  readonly howToRead: string;
  readonly chartDescription: (by: string, from: string, to: string) => string;
  readonly judged: string;
  readonly restAndMixRow: Record<ExplainedBy, string>;
  readonly mixRow: Record<ExplainedBy, string>;
  readonly total: string;
  readonly noService: string;
  readonly channel: Record<Channel, string>;
  readonly whileOpen: string;
  readonly unitsWeighed: string;
  readonly prioritiesTitle: string;
  readonly prioritiesIntro: string;
  readonly noPriorities: string;
  readonly importance: string;
  readonly importanceAxis: string;
  readonly indexAxis: string;
  readonly quadrantsDescription: (mendFirst: number) => string;
  readonly quadrant: Record<Quadrant, { readonly name: string; readonly meaning: string }>;
  readonly noneInQuadrant: string;
}

export const whyTexts: Record<PageLanguage, WhyTexts> = {
  vi: {
    title: 'Vì sao chỉ số thay đổi?',
    backToResults: 'Kết quả đầy đủ của đơn vị',
    summary: 'Tóm tắt',
    moved: (change, from, to) => `Chỉ số ${change}: từ ${from} thành ${to}.`,
    notToldApart:
      'Mức thay đổi này chưa phân biệt được với dao động ngẫu nhiên: các số liệu dưới đây chưa đủ căn cứ để đánh giá tốt lên hay kém đi.',
    nothingToCompare: 'Chưa có đợt trước dùng cùng phiếu và cùng cách tính để so sánh.',
    notShown: 'Chỉ số của một trong hai đợt không được hiển thị, nên không phân tích được mức thay đổi.',
    breaks: 'Giữa hai đợt có thay đổi về cách tính, đơn vị hoặc cách chọn mẫu: so sánh cần thận trọng.',
    accounts: (by, name, points, of, direction) => {
      const kind = { factor: 'Yếu tố ', question: 'Tiêu chí ', unit: 'Đơn vị ', channel: 'Kênh ', service: 'Thủ tục ' }; // prettier-ignore
      return `${kind[by]}“${name}” chiếm ${points} trong ${of} điểm ${direction === 'up' ? 'tăng' : 'giảm'}, nhiều nhất.`;
    },
    alsoAccount: (parts) =>
      `Tiếp theo: ${parts.map(({ name, points }) => `“${name}” ${points} điểm`).join('; ')}.`,
    question: (name, from, to) => `Tiêu chí thay đổi nhiều nhất: “${name}”, từ ${from} thành ${to}.`,
    movedIn: (direction, units, of) =>
      units.length === 0
        ? `Xét riêng từng đơn vị (${of} đơn vị so sánh được), tiêu chí này chưa ${direction === 'fell' ? 'giảm' : 'tăng'} có ý nghĩa thống kê ở nơi nào`
        : `Xét riêng từng đơn vị, tiêu chí này ${direction === 'fell' ? 'giảm' : 'tăng'} có ý nghĩa thống kê ở ${units.length} trong ${of} đơn vị so sánh được (${units.join(', ')})`,
    mix: (points) =>
      points === undefined
        ? 'Tỷ trọng phiếu giữa các đơn vị không làm chỉ số thay đổi.'
        : `Tỷ trọng phiếu giữa các đơn vị thay đổi chỉ làm chỉ số đổi ${points} điểm.`,
    explainedBy: {
      factor: 'Theo yếu tố',
      question: 'Theo tiêu chí',
      unit: 'Theo đơn vị',
      channel: 'Theo kênh trả lời',
      service: 'Theo thủ tục',
    },
    number: 'Số',
    partHeading: {
      factor: 'Yếu tố',
      question: 'Tiêu chí',
      unit: 'Đơn vị',
      channel: 'Kênh',
      service: 'Thủ tục',
    },
    before: 'Đợt trước',
    after: 'Đợt này',
    points: 'Điểm phần trăm',
    howToRead:
      'Mỗi dòng cho biết chỉ số chung đổi bao nhiêu điểm vì người dân đánh giá khác đi ở phần đó; dòng “cơ cấu” là phần do tỷ trọng thay đổi, không phải do đánh giá; phần không hiển thị riêng được gộp vào dòng này. Các dòng được làm tròn sao cho cộng lại đúng bằng mức thay đổi đã công bố.',
    chartDescription: (by, from, to) =>
      `${by}: các bậc đưa chỉ số từ ${from} đến ${to}; số liệu ở bảng dưới.`,
    judged: 'Đánh giá khác đi',
    restAndMixRow: {
      factor: 'Cơ cấu và các yếu tố không hiển thị riêng',
      question: 'Cơ cấu và các tiêu chí không hiển thị riêng',
      unit: 'Cơ cấu và các đơn vị không hiển thị riêng',
      channel: 'Cơ cấu và các kênh không hiển thị riêng',
      service: 'Cơ cấu và các thủ tục không hiển thị riêng',
    },
    mixRow: {
      factor: 'Cơ cấu câu trả lời',
      question: 'Cơ cấu câu trả lời',
      unit: 'Cơ cấu đơn vị',
      channel: 'Cơ cấu kênh',
      service: 'Cơ cấu thủ tục',
    },
    total: 'Cộng',
    noService: 'Không ghi thủ tục',
    channel: {
      kiosk: 'Máy tại quầy',
      qr: 'Mã QR',
      link: 'Đường liên kết',
      code: 'Mã một lần',
      paper: 'Phiếu giấy',
      interviewer: 'Điều tra viên',
      import: 'Nhập từ tệp',
    },
    unitsWeighed:
      'Phương pháp của đợt gộp các đơn vị theo số dân hoặc số hồ sơ, nên mức thay đổi không được tách thành từng phần.',
    whileOpen: 'Mức thay đổi được phân tích sau khi đợt kết thúc.',
    prioritiesTitle: 'Nên làm gì trước?',
    prioritiesIntro:
      'Mức quan trọng là hệ số tương quan giữa điểm của tiêu chí và điểm người đó cho các tiêu chí khác: càng gần 1, tiêu chí càng gắn với sự hài lòng chung. Hai đường chia là trung bình của các tiêu chí. Tương quan không phải là nguyên nhân: hãy xem góp ý của người dân trước khi quyết định.',
    noPriorities: 'Chưa đủ phiếu để tính mức quan trọng của các tiêu chí (cần ít nhất 30 người).',
    importance: 'Quan trọng',
    importanceAxis: 'Quan trọng hơn ↑',
    indexAxis: 'Hài lòng hơn →',
    quadrantsDescription: (mendFirst) =>
      `Bốn ô: chỉ số theo chiều ngang, mức quan trọng theo chiều dọc; ${mendFirst} tiêu chí ở ô “Ưu tiên cải thiện”. Số trong chấm là số thứ tự tiêu chí; số liệu ở bảng dưới.`,
    quadrant: {
      mendFirst: { name: 'Ưu tiên cải thiện', meaning: 'quan trọng mà điểm thấp hơn trung bình' },
      keepUp: { name: 'Giữ vững', meaning: 'quan trọng và điểm cao' },
      mendLater: { name: 'Cải thiện sau', meaning: 'điểm thấp nhưng ít quan trọng hơn' },
      enough: { name: 'Đạt yêu cầu', meaning: 'điểm cao và ít quan trọng hơn' },
    },
    noneInQuadrant: 'Không có tiêu chí nào.',
  },
  en: {
    title: 'Why did the index move?',
    backToResults: 'All results of this unit',
    summary: 'In short',
    moved: (change, from, to) => `The index is ${change}: from ${from} to ${to}.`,
    notToldApart: 'This change could be due to chance: the figures below are no ground for praise or blame.',
    nothingToCompare: 'There is no earlier round with the same questionnaire and method to compare with.',
    notShown: 'The index of one of the two rounds is not shown, so the change cannot be broken down.',
    breaks: 'Method, units or the kind of sample changed between the two rounds: compare with care.',
    accounts: (by, name, points, of, direction) => {
      const kind = { factor: 'Factor ', question: 'Question ', unit: 'Unit ', channel: 'Channel ', service: 'Service ' }; // prettier-ignore
      return `${kind[by]}“${name}” accounts for ${points} of the ${of} points ${direction === 'up' ? 'won' : 'lost'}, the most.`;
    },
    alsoAccount: (parts) =>
      `Next: ${parts.map(({ name, points }) => `“${name}” ${points} points`).join('; ')}.`,
    question: (name, from, to) => `The question that moved most: “${name}”, from ${from} to ${to}.`,
    movedIn: (direction, units, of) =>
      units.length === 0
        ? `Taken one by one (${of} units can be compared), it ${direction} in none by a statistically significant change`
        : `Taken one by one, it ${direction} by a statistically significant change in ${units.length} of the ${of} units that can be compared (${units.join(', ')})`,
    mix: (points) =>
      points === undefined
        ? 'The shares of the units did not move the index.'
        : `Other shares of the units moved the index by only ${points} points.`,
    explainedBy: {
      factor: 'By factor',
      question: 'By question',
      unit: 'By unit',
      channel: 'By channel',
      service: 'By service',
    },
    number: 'No.',
    partHeading: {
      factor: 'Factor',
      question: 'Question',
      unit: 'Unit',
      channel: 'Channel',
      service: 'Service',
    },
    before: 'Before',
    after: 'Now',
    points: 'Percentage points',
    howToRead:
      'Each line says by how many points the whole index moved because people judged that part differently; the line “mix” is what moved because shares changed, not judgements; parts that are not shown one by one are in that line. The lines are rounded so that they add up to the published change.',
    chartDescription: (by, from, to) =>
      `${by}: the steps from ${from} to ${to}; the figures are in the table below.`,
    judged: 'Judged differently',
    restAndMixRow: {
      factor: 'Mix, and the factors not shown one by one',
      question: 'Mix, and the questions not shown one by one',
      unit: 'Mix, and the units not shown one by one',
      channel: 'Mix, and the channels not shown one by one',
      service: 'Mix, and the services not shown one by one',
    },
    mixRow: {
      factor: 'Mix of answers',
      question: 'Mix of answers',
      unit: 'Mix of units',
      channel: 'Mix of channels',
      service: 'Mix of services',
    },
    total: 'Total',
    noService: 'No service named',
    channel: {
      kiosk: 'Kiosk',
      qr: 'QR code',
      link: 'Link',
      code: 'One-time code',
      paper: 'Paper',
      interviewer: 'Interviewer',
      import: 'Imported file',
    },
    unitsWeighed:
      'The method weighs units by their people or transactions, so the change is not broken down.',
    whileOpen: 'The change is broken down once the round has closed.',
    prioritiesTitle: 'What to do first?',
    prioritiesIntro:
      'Importance is the correlation of a question with the same person’s other answers: the nearer to 1, the more it goes with satisfaction as a whole. The two lines are the means of all questions. Correlation is not cause: read what people wrote before deciding.',
    noPriorities: 'Too few forms to work out the importance of questions (at least 30 people are needed).',
    importance: 'Importance',
    importanceAxis: 'More important ↑',
    indexAxis: 'More satisfied →',
    quadrantsDescription: (mendFirst) =>
      `Four quadrants: index across, importance upwards; ${mendFirst} questions to improve first. The number in a dot is that of the question; the figures are in the table below.`,
    quadrant: {
      mendFirst: { name: 'Improve first', meaning: 'important, and judged below the mean' },
      keepUp: { name: 'Keep up', meaning: 'important, and judged well' },
      mendLater: { name: 'Improve later', meaning: 'judged below the mean, but less important' },
      enough: { name: 'Good enough', meaning: 'judged well, and less important' },
    },
    noneInQuadrant: 'None.',
  },
};
