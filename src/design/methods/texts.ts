/** Texts of the method pages. */
import { severalOf, type PageLanguage } from '../../platform/text/localized.ts';
import type { MethodFault } from '../../statistics/method/methodFaults.ts';
import type { Method, ProvenanceStatement } from '../../statistics/method/method.ts';
import type { OneStopClass } from '../../statistics/estimation/oneStop.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import type { FieldFault } from './readMethod.ts';
import type { GivingFault } from './giveMethod.ts';
import type { PlainField } from './methodForm.ts';

type Choices<Field extends keyof Method> = Record<Extract<Method[Field], string>, string>;
type AnyFault = MethodFault | GivingFault;
/** Error messages; `nameOf` returns the name for an id, together with the id. */
export type FaultSentences = {
  readonly [Kind in AnyFault['kind']]: (
    fault: Extract<AnyFault, { kind: Kind }>,
    nameOf: (id: string) => string,
  ) => string;
};

const vi = {
  title: 'Phương pháp tính',
  lead: 'Phương pháp quy định cách tính chỉ số từ các phiếu. Phiên bản đã công bố không sửa được nữa: muốn đổi thì lập bản nháp từ phiên bản đó rồi công bố phiên bản mới.',
  make: 'Lập bản nháp',
  drafts: 'Bản nháp',
  noDrafts: 'Chưa có bản nháp nào.',
  published: 'Phiên bản đã công bố và mẫu có sẵn',
  name: 'Tên',
  key: 'Mã và phiên bản',
  source: 'Căn cứ',
  usedIn: 'Dùng trong',
  noRound: 'chưa đợt nào',
  roundsNone: 'Chưa có đợt nào dùng phương pháp này.',
  changed: 'Sửa lần cuối',
  by: 'Người sửa',
  unconfirmed: (count: number) => `${count} điểm chưa đối chiếu văn bản`,
  asJson: 'Tải dạng JSON',
  all: 'Tất cả phương pháp',
  howTitle: 'Cách tính, bằng lời',
  knownTitle: 'Điều gì đã được xác nhận',
  nothingKnown: 'Phương pháp này không ghi điểm nào đã được xác nhận.',
  missingTitle: 'Chưa tính được: còn thiếu trọng số',
  missingLead:
    'Phương pháp này không cho ra số nào cho tới khi có đủ trọng số. Hãy lập bản nháp từ phương pháp này và nhập trọng số của:',
  classesTitle: 'Điểm và xếp loại',
  classesLead:
    'Chín chỉ số, mỗi chỉ số 0, 1 hoặc 2 điểm, tối đa 18 điểm. Đúng mức thấp nhất thì thuộc loại đó.',
  classFrom: (points: number) => (points === 0 ? 'dưới 6 điểm' : `từ ${points} điểm`),
  className: 'Xếp loại',
  classPoints: 'Điểm',
  classes: {
    excellent: 'Xuất sắc',
    good: 'Tốt',
    fair: 'Khá',
    average: 'Trung bình',
    weak: 'Yếu',
  } satisfies Record<OneStopClass, string> as Record<OneStopClass, string>,
  roundsTitle: 'Đợt đo lường dùng phương pháp này',
  giveTitle: 'Tính thêm cho một đợt',
  giveLead:
    'Đợt được chọn sẽ có thêm chỉ số theo phương pháp này, đặt cạnh chỉ số chính. Chỉ số chính không đổi. Việc này được ghi vào nhật ký và không rút lại được.',
  give: 'Tính thêm cho đợt này',
  round: 'Đợt',
  noRounds: 'Mọi đợt đã dùng phương pháp này, hoặc chưa có đợt nào.',
  whatIf: {
    title: 'Tính thử một đợt đã kết thúc',
    lead: 'Tính lại một đợt theo phương pháp này, đặt cạnh chỉ số chính, trong một tệp CSV. Không có gì của đợt thay đổi.',
    act: 'Tính thử',
    noRounds: 'Chưa có đợt nào đã kết thúc trong phạm vi của ông/bà.',
    note: 'Tính thử: không phải số liệu công bố.',
    unit: 'Đơn vị',
    interval: 'Khoảng tin cậy 95%',
    people: 'Số phiếu',
  },
  main: 'chỉ số chính',
  further: 'tính thêm',
  newTitle: 'Lập bản nháp phương pháp',
  newLead: 'Bắt đầu từ một mẫu hoặc một phiên bản có sẵn, hoặc dán một phương pháp dạng JSON.',
  from: 'Bắt đầu từ',
  json: 'Hoặc dán JSON',
  jsonHint: 'Để trống nếu bắt đầu từ phương pháp đã chọn ở trên.',
  jsonFault: 'Đây không phải JSON. Xin chép lại toàn bộ tệp.',
  draftTitle: (name: string) => `Bản nháp: ${name}`,
  draftLead:
    'Bản nháp chưa cho ra số nào. Lưu được khi không có gì sai; công bố được khi không còn gì thiếu.',
  survey: 'Đối chiếu với phiếu khảo sát',
  ownFrame: 'khung riêng của phương pháp',
  save: 'Lưu bản nháp',
  publish: 'Công bố phiên bản mới',
  publishLead: (key: string) =>
    `Công bố thành ${key}. Phiên bản đã công bố không sửa và không xóa được; việc này được ghi vào nhật ký.`,
  finish: 'Hoàn tất việc công bố',
  discard: 'Bỏ bản nháp',
  incomplete: 'Chưa công bố được. Còn thiếu:',
  notYours: 'Chỉ người quản lý khảo sát của toàn hệ thống công bố được.',
  notices: {
    made: 'Đã lập bản nháp.',
    saved: 'Đã lưu bản nháp.',
    published: 'Đã công bố. Phiên bản này từ nay không đổi.',
    discarded: 'Đã bỏ bản nháp.',
    given: 'Đã thêm. Các phiếu của đợt đang được đếm theo phương pháp này.',
  } as Readonly<Record<string, string>>,
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
      byVolume: 'mỗi đơn vị theo số hồ sơ',
    } as Choices<'acrossUnits'>,
    changeOf: { published: 'số đã công bố (đã làm tròn)', exact: 'số chính xác' } as Choices<'changeOf'>,
    interval: { wilson: 'Wilson', kornGraubard: 'Korn–Graubard' } as Choices<'interval'>,
  },
  standing: {
    official: 'đã đối chiếu văn bản hoặc số liệu công bố',
    secondHand: 'theo nguồn gián tiếp',
    unconfirmed: 'chưa đối chiếu văn bản',
  } satisfies Record<ProvenanceStatement['standing'], string> as Record<
    ProvenanceStatement['standing'],
    string
  >,
  statement: (row: number) => `Điểm ${row}`,
  statementParts: {
    Standing: 'Mức xác nhận',
    Vi: 'Nội dung',
    En: 'Nội dung bằng tiếng Anh',
    By: 'Xác nhận bởi',
  },
  statementsHint: 'Mỗi điểm của phương pháp đã được xác nhận tới đâu. Để trống nội dung là bỏ dòng đó.',
  levelsOf: (levels: string, satisfied: string) => `thang ${levels} mức: mức ${satisfied}`,
  everyQuestion: 'mọi câu hỏi của phiếu',
  alwaysValid: 'không giới hạn',
  fieldFault: {
    missing: (field: string) => `${field}: còn thiếu.`,
    unknown: (field: string) => `Không có mục nào tên là “${field}”.`,
    wrongKind: (field: string) => `${field}: chưa đúng dạng.`,
  } satisfies Record<FieldFault['kind'], (field: string) => string> as Record<
    FieldFault['kind'],
    (field: string) => string
  >,
  faults: {
    noQuestions: () => 'Không còn câu hỏi nào để tính.',
    unknownQuestion: ({ id }) => `Phiếu không có câu hỏi “${id}”.`,
    questionTwice: ({ id }, nameOf) => `Câu hỏi ${nameOf(id)} được ghi hai lần.`,
    scaleTooShort: ({ id, levels }, nameOf) => `Thang của câu hỏi ${nameOf(id)} chỉ có ${levels} mức.`,
    satisfiedLevelsMissing: ({ levels }) => `Phiếu có thang ${levels} mức; chưa nói mức nào là hài lòng.`,
    levelOffScale: ({ level, levels }) => `Thang ${levels} mức không có mức ${level}.`,
    weightsMissing: () => 'Chưa có trọng số nào.',
    weightMissing: ({ id }, nameOf) => `Còn thiếu trọng số của ${nameOf(id)}.`,
    weightUnknown: ({ id }) => `Phiếu không có “${id}”, nên trọng số này thừa.`,
    weightNegative: ({ id, weight }, nameOf) => `Trọng số của ${nameOf(id)} là ${weight}; phải từ 0 trở lên.`,
    weightsAllZero: ({ content }, nameOf) =>
      content === undefined
        ? 'Mọi trọng số đều bằng 0.'
        : `Trong ${nameOf(content)} mọi trọng số đều bằng 0.`,
    factorWithoutContent: ({ id }, nameOf) => `Yếu tố ${nameOf(id)} không thuộc nội dung nào.`,
    minimumOutOfRange: ({ questions }) => `Phải là số nguyên từ 1 đến ${Math.max(1, questions)}.`,
    decimalsOutOfRange: () => 'Phải là số nguyên từ 0 đến 4.',
    validityReversed: () => 'Ngày cuối đứng trước ngày đầu.',
    populationsMissing: () => 'Gộp theo dân số thì phải cho biết dân số của từng đơn vị.',
    populationNotWhole: ({ id, population }, nameOf) =>
      `Dân số của ${nameOf(id)} là ${population}; phải là số nguyên từ 1 trở lên.`,
    populationOfUnitMissing: ({ id }, nameOf) => `Phương pháp không cho biết dân số của ${nameOf(id)}.`,
    notValidOn: ({ validFrom, validTo }) =>
      `Phương pháp chỉ dùng cho đợt mở ${[validFrom && `từ ${dayText(validFrom, 'vi')}`, validTo && `đến hết ${dayText(validTo, 'vi')}`].filter(Boolean).join(' ')}.`,
    volumeOfUnitMissing: ({ id }, nameOf) => `Chưa có số hồ sơ của ${nameOf(id)} trong thời gian của đợt.`,
  } as FaultSentences,
};

export type MethodTexts = typeof vi;

const en: MethodTexts = {
  title: 'Methods',
  lead: 'A method defines how answers become an index. A published version never changes: to change something, make a draft from it and publish a new version.',
  make: 'Make a draft',
  drafts: 'Drafts',
  noDrafts: 'There is no draft.',
  published: 'Published versions and presets',
  name: 'Name',
  key: 'Id and version',
  source: 'Legal basis',
  usedIn: 'Used in',
  noRound: 'no round yet',
  roundsNone: 'No round uses this method yet.',
  changed: 'Last changed',
  by: 'By',
  unconfirmed: (count) => `${severalOf(count, 'point')} not checked against the legal text`,
  asJson: 'Download as JSON',
  all: 'All methods',
  howTitle: 'How it is computed, in words',
  knownTitle: 'What has been confirmed',
  nothingKnown: 'Nothing about this method is marked as confirmed.',
  missingTitle: 'Cannot be computed yet: weights are missing',
  missingLead:
    'This method gives no figures until it has all its weights. Make a draft from it and enter the weights of:',
  classesTitle: 'Points and classes',
  classesLead:
    'Nine indicators of 0, 1 or 2 points, 18 in all. The lowest points of each class still count as that class.',
  classFrom: (points) => (points === 0 ? 'below 6 points' : `from ${points} points`),
  className: 'Class',
  classPoints: 'Points',
  classes: { excellent: 'Excellent', good: 'Good', fair: 'Fair', average: 'Average', weak: 'Weak' },
  roundsTitle: 'Rounds that use this method',
  giveTitle: 'Compute it for one more round',
  giveLead:
    'The round gets a further index by this method, beside its main one, which stays as it is. This is recorded in the audit log and cannot be undone.',
  give: 'Compute it for this round',
  round: 'Round',
  noRounds: 'Every round uses this method already, or there is no round.',
  whatIf: {
    title: 'Try it on a round that has ended',
    lead: 'Computes a round by this method, beside its main index, as a CSV file. Nothing in the round changes.',
    act: 'Try it',
    noRounds: 'No round within your units has ended yet.',
    note: 'A trial: not a published figure.',
    unit: 'Unit',
    interval: '95% interval',
    people: 'Forms',
  },
  main: 'main index',
  further: 'further index',
  newTitle: 'Make a draft of a method',
  newLead: 'Start from a preset or a published version, or paste a method as JSON.',
  from: 'Start from',
  json: 'Or paste JSON',
  jsonHint: 'Leave empty to start from the method chosen above.',
  jsonFault: 'This is not JSON. Please copy the whole file again.',
  draftTitle: (name) => `Draft: ${name}`,
  draftLead:
    'A draft produces no figures. It can be saved once nothing is wrong, and published once nothing is missing.',
  survey: 'Checked against the survey',
  ownFrame: 'the method’s own frame',
  save: 'Save the draft',
  publish: 'Publish a new version',
  publishLead: (key) =>
    `Publish it as ${key}. A published version cannot be changed or removed; this is recorded in the audit log.`,
  finish: 'Finish publishing',
  discard: 'Discard the draft',
  incomplete: 'It cannot be published yet. Missing:',
  notYours: 'Only a survey manager of the whole installation can publish.',
  notices: {
    made: 'The draft was made.',
    saved: 'The draft was saved.',
    published: 'Published. This version never changes from now on.',
    discarded: 'The draft was discarded.',
    given: 'Added. The forms of the round are being counted by this method.',
  },
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
      byVolume: 'units weighted by transactions',
    },
    changeOf: { published: 'published (rounded) figures', exact: 'exact figures' },
    interval: { wilson: 'Wilson', kornGraubard: 'Korn–Graubard' },
  },
  standing: {
    official: 'checked against a legal text or public figures',
    secondHand: 'from a secondary source',
    unconfirmed: 'not checked against the legal text',
  },
  statement: (row) => `Point ${row}`,
  statementParts: {
    Standing: 'Standing',
    Vi: 'What, in Vietnamese',
    En: 'What, in English',
    By: 'Confirmed by',
  },
  statementsHint: 'How far each point of the method is confirmed. A point without text is dropped.',
  levelsOf: (levels, satisfied) => `of ${levels} levels: ${satisfied}`,
  everyQuestion: 'every question of the survey',
  alwaysValid: 'no limit',
  fieldFault: {
    missing: (field) => `${field}: missing.`,
    unknown: (field) => `There is no field called “${field}”.`,
    wrongKind: (field) => `${field}: not of the right form.`,
  },
  faults: {
    noQuestions: () => 'No question is left to count.',
    unknownQuestion: ({ id }) => `The survey has no question “${id}”.`,
    questionTwice: ({ id }, nameOf) => `Question ${nameOf(id)} is there twice.`,
    scaleTooShort: ({ id, levels }, nameOf) =>
      `The scale of question ${nameOf(id)} has only ${levels} levels.`,
    satisfiedLevelsMissing: ({ levels }) =>
      `The survey has a scale of ${levels} levels; which of them are satisfied is not said.`,
    levelOffScale: ({ level, levels }) => `A scale of ${levels} levels has no level ${level}.`,
    weightsMissing: () => 'There is no weight yet.',
    weightMissing: ({ id }, nameOf) => `The weight of ${nameOf(id)} is missing.`,
    weightUnknown: ({ id }) => `The survey has no “${id}”; this weight is one too many.`,
    weightNegative: ({ id, weight }, nameOf) =>
      `The weight of ${nameOf(id)} is ${weight}; it has to be 0 or more.`,
    weightsAllZero: ({ content }, nameOf) =>
      content === undefined ? 'All weights are 0.' : `All weights within ${nameOf(content)} are 0.`,
    factorWithoutContent: ({ id }, nameOf) => `Factor ${nameOf(id)} belongs to no content.`,
    minimumOutOfRange: ({ questions }) => `It has to be a whole number from 1 to ${Math.max(1, questions)}.`,
    decimalsOutOfRange: () => 'It has to be a whole number from 0 to 4.',
    validityReversed: () => 'The last day comes before the first.',
    populationsMissing: () => 'To weigh units by population, it has to say how many people each stands for.',
    populationNotWhole: ({ id, population }, nameOf) =>
      `The population of ${nameOf(id)} is ${population}; it has to be a whole number above 0.`,
    populationOfUnitMissing: ({ id }, nameOf) => `The method does not give the population of ${nameOf(id)}.`,
    notValidOn: ({ validFrom, validTo }) =>
      `The method is for rounds that open ${[validFrom && `from ${dayText(validFrom, 'en')}`, validTo && `up to ${dayText(validTo, 'en')}`].filter(Boolean).join(' ')}.`,
    volumeOfUnitMissing: ({ id }, nameOf) =>
      `There are no transactions of ${nameOf(id)} in the months of the round.`,
  },
};

export const methodTexts: Record<PageLanguage, MethodTexts> = { vi, en };
