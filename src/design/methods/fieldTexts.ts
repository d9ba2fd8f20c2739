/** The fields of a method, and what can be chosen in them. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Method } from '../../statistics/method/method.ts';
import type { PlainField } from './methodForm.ts';

type Choices<Field extends keyof Method> = Record<Extract<Method[Field], string>, string>;

const vi = {
  fields: {
    id: 'Mã (chữ thường không dấu, số, gạch nối)',
    nameVi: 'Tên',
    nameEn: 'Tên bằng tiếng Anh',
    sourceVi: 'Căn cứ pháp lý hoặc nguồn',
    sourceEn: 'Căn cứ, bằng tiếng Anh',
    validFrom: 'Dùng từ ngày',
    validTo: 'Đến hết ngày',
    mode: 'Chỉ số là',
    satisfiedLevels: 'Mức được coi là hài lòng',
    meanScore: 'Điểm của một mức (khi tính trung bình)',
    noOpinion: '“Không có ý kiến”',
    minimumValid: 'Số câu trả lời ít nhất của một phiếu',
    questions: 'Câu hỏi được tính',
    aggregation: 'Cách gộp',
    weightsOf: 'Trọng số cho',
    weights: 'Trọng số',
    contents: 'Trọng số của các nội dung',
    acrossUnits: 'Gộp các đơn vị',
    populations: 'Dân số của từng đơn vị',
    decimals: 'Số chữ số thập phân',
    changeOf: 'Mức tăng, giảm tính trên',
    interval: 'Khoảng tin cậy',
  } satisfies Record<PlainField, string> as Record<PlainField, string>,
  hints: {
    satisfiedLevels:
      'Mỗi dòng một thang: số mức, dấu hai chấm, các mức hài lòng. Ví dụ 5: 4, 5. Chỉ dùng khi tính tỷ lệ.',
    questions: 'Mã các câu hỏi, cách nhau bằng dấu phẩy. Để trống: mọi câu hỏi của phiếu.',
    weights:
      'Mỗi dòng một trọng số, ví dụ access: 0,3. Dòng không có số là còn thiếu. Chỉ dùng khi gộp theo trọng số.',
    contents: 'Mỗi dòng một nội dung. Để trống nếu phương pháp không chia nội dung.',
    populations: 'Mỗi dòng mã đơn vị và số dân, ví dụ an-thanh: 12840. Chỉ dùng khi gộp theo dân số.',
  } as Readonly<Record<string, string>>,
  choices: {
    mode: { share: 'tỷ lệ câu trả lời hài lòng', mean: 'điểm trung bình trên thang' } as Choices<'mode'>,
    meanScore: {
      fromZero: '(mức − 1)/(số mức − 1): từ 0 đến 100%',
      overTop: 'mức/số mức: không bao giờ về 0',
    } as Choices<'meanScore'>,
    noOpinion: {
      excluded: 'không tính vào mẫu số',
      included: 'tính vào mẫu số, như chưa hài lòng',
    } as Choices<'noOpinion'>,
    aggregation: {
      pooled: 'mọi câu trả lời như nhau',
      meanOfQuestions: 'trung bình cộng của các câu hỏi',
      meanOfFactors: 'trung bình cộng của các yếu tố',
      weighted: 'theo trọng số đã cho',
    } as Choices<'aggregation'>,
    weightsOf: { factors: 'yếu tố', questions: 'câu hỏi' },
    acrossUnits: {
      pooled: 'mọi phiếu như nhau',
      byPopulation: 'mỗi đơn vị theo dân số',
      byCaseload: 'mỗi đơn vị theo số hồ sơ',
    } as Choices<'acrossUnits'>,
    changeOf: { published: 'số đã công bố (đã làm tròn)', exact: 'số chính xác' } as Choices<'changeOf'>,
    interval: { wilson: 'Wilson', kornGraubard: 'Korn–Graubard' } as Choices<'interval'>,
  },
};

const en: typeof vi = {
  fields: {
    id: 'Id (lower-case letters, digits, hyphens)',
    nameVi: 'Name in Vietnamese',
    nameEn: 'Name in English',
    sourceVi: 'Legal basis or source, in Vietnamese',
    sourceEn: 'Legal basis or source, in English',
    validFrom: 'Used from',
    validTo: 'Until',
    mode: 'The index is',
    satisfiedLevels: 'Levels that count as satisfied',
    meanScore: 'What a level scores (for a mean)',
    noOpinion: '“No opinion”',
    minimumValid: 'Minimum answers per form',
    questions: 'Questions that count',
    aggregation: 'Aggregation',
    weightsOf: 'Weights of',
    weights: 'Weights',
    contents: 'Weights of the contents',
    acrossUnits: 'Across units',
    populations: 'Population of each unit',
    decimals: 'Decimals',
    changeOf: 'Change computed from',
    interval: 'Interval',
  },
  hints: {
    satisfiedLevels:
      'One scale per line: its levels, a colon, the satisfied ones, for example 5: 4, 5. For shares only.',
    questions: 'Ids of questions, separated by commas. Leave empty for every question of the survey.',
    weights:
      'One weight per line, for example access: 0.3. A line without a number is still missing. For weighted methods.',
    contents: 'One content per line. Leave empty if the method has no contents.',
    populations:
      'One unit per line, its id and its population, for example an-thanh: 12840. For methods by population only.',
  },
  choices: {
    mode: { share: 'the share of answers that are satisfied', mean: 'the mean score on the scale' },
    meanScore: { fromZero: '(level − 1)/(levels − 1): from 0 to 100%', overTop: 'level/levels: never 0' },
    noOpinion: { excluded: 'is left out', included: 'counts as an answer that is not satisfied' },
    aggregation: {
      pooled: 'all answers count equally',
      meanOfQuestions: 'mean of the questions',
      meanOfFactors: 'mean of the factors',
      weighted: 'by given weights',
    },
    weightsOf: { factors: 'factors', questions: 'questions' },
    acrossUnits: {
      pooled: 'all forms count equally',
      byPopulation: 'units weighted by population',
      byCaseload: 'units weighted by transactions',
    },
    changeOf: { published: 'published (rounded) figures', exact: 'exact figures' },
    interval: { wilson: 'Wilson', kornGraubard: 'Korn–Graubard' },
  },
};

export const methodFieldTexts: Record<PageLanguage, typeof vi> = { vi, en };
