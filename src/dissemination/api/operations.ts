/** Every operation of /api/v1: its purpose, input and response. A route cannot be made unless it is listed here. */
import type { Sentence } from '../../platform/problem.ts';
import { calendarDay } from '../../platform/schemas/schema.ts';
import { pageOfSchema, ref } from './answerSchemas.ts';
import { descriptionOperations } from './descriptionOperations.ts';
import { findingOperations } from './findingOperations.ts';
import {
  batchName,
  dryRun,
  number,
  paging,
  query,
  roundId,
  size,
  unitId,
  wanted,
  type Operation,
} from './operation.ts';
import { publicationOperations } from './publicationOperations.ts';
import { registerOperations } from './registerOperations.ts';

const instead: Sentence = {
  vi: 'Sau khi công bố đã có phiếu bị hủy: bản công bố đứng thay bảng đang chạy',
  en: 'Forms were taken out after a publication, which stands in the place of the live board',
};

export const tallyDimensions = ['all', 'factor', 'question', 'channel', 'service', 'about', 'day'] as const;

export const operations: readonly Operation[] = [
  {
    route: 'GET /api/v1/rounds',
    id: 'listRounds',
    tag: 'rounds',
    summary: {
      vi: 'Các đợt đo lường có kết quả công khai, mới nhất trước; với khóa "analyse", cả các đợt chỉ dành cho cán bộ',
      en: 'Rounds whose results are public, latest first; with a key for "analyse" also those for staff only',
    },
    parameters: [
      query(
        'from',
        { vi: 'Đợt còn mở vào ngày này hoặc sau đó', en: 'Rounds that were open on this day or later' },
        calendarDay,
      ),
      query(
        'to',
        { vi: 'Đợt đã mở vào ngày này hoặc trước đó', en: 'Rounds that had opened by this day' },
        calendarDay,
      ),
      ...paging,
    ],
    answer: pageOfSchema('Round'),
    status: 200,
    examples: { from: { value: '2020-01-01' }, limit: { value: 10 } },
  },
  {
    route: 'GET /api/v1/rounds/:roundId',
    id: 'getRound',
    tag: 'rounds',
    summary: { vi: 'Một đợt đo lường', en: 'A round' },
    parameters: [roundId],
    answer: ref('Round'),
    status: 200,
    examples: { roundId: 'roundId' },
  },
  {
    route: 'GET /api/v1/rounds/:roundId/units',
    id: 'listUnits',
    tag: 'rounds',
    summary: {
      vi: 'Các đơn vị của đợt, cấp trên trước cấp dưới',
      en: 'The units of a round, parents before their children',
    },
    parameters: [roundId, ...paging],
    answer: pageOfSchema('Unit'),
    status: 200,
    examples: { roundId: 'roundId' },
  },
  {
    route: 'GET /api/v1/rounds/:roundId/units/:unitId',
    id: 'getResults',
    tag: 'rounds',
    summary: {
      vi: 'Kết quả của một đơn vị: chỉ số, yếu tố, câu hỏi, các đơn vị bên dưới với khoảng vị trí',
      en: 'Results of a unit: index, factors, questions, the units below it with the places that each may hold',
    },
    parameters: [roundId, unitId],
    answer: ref('Results'),
    status: 200,
    leadsTo: instead,
    examples: { roundId: 'roundId', unitId: 'unitId' },
  },
  {
    route: 'GET /api/v1/rounds/:roundId/tallies',
    id: 'listTallies',
    tag: 'rounds',
    summary: {
      vi: 'Các ô số liệu của đợt theo một chiều: mỗi đơn vị, yếu tố, câu hỏi; sau khi đóng cả kênh, thủ tục, nhóm người trả lời, ngày',
      en: 'Cells of a round by one dimension: each unit, factor, question; once it is closed also channel, service, band of the person, day',
    },
    parameters: [
      roundId,
      wanted('dimension', { vi: 'Chiều', en: 'Dimension' }, { type: 'string', enum: tallyDimensions }),
      query('unitId', { vi: 'Chỉ đơn vị này', en: 'Of this unit only' }, { type: 'string', maxLength: 100 }),
      ...paging,
    ],
    answer: pageOfSchema('TalliedCell'),
    status: 200,
    leadsTo: instead,
    examples: { roundId: 'roundId', dimension: { value: 'question' }, unitId: 'unitId' },
  },
  ...findingOperations,
  ...publicationOperations,
  {
    route: 'GET /api/v1/ledger/checkpoints',
    id: 'listCheckpoints',
    tag: 'ledger',
    summary: {
      vi: 'Các mốc kiểm tra của sổ cái, mới nhất trước',
      en: 'Checkpoints of the ledger, latest first',
    },
    parameters: paging,
    answer: pageOfSchema('Checkpoint'),
    status: 200,
    examples: { limit: { value: 5 } },
  },
  {
    route: 'GET /api/v1/ledger/checkpoints/:number',
    id: 'getCheckpoint',
    tag: 'ledger',
    summary: { vi: 'Một mốc kiểm tra', en: 'A checkpoint' },
    parameters: [number],
    answer: ref('Checkpoint'),
    status: 200,
    examples: { number: 'checkpoint' },
  },
  {
    route: 'GET /api/v1/ledger/consistency',
    id: 'getConsistencyProof',
    tag: 'ledger',
    summary: {
      vi: 'Bằng chứng sổ cái sau chỉ nối thêm vào sổ cái trước (RFC 6962)',
      en: 'Proof that a later log only adds to an earlier one (RFC 6962)',
    },
    parameters: [
      wanted('from', { vi: 'Số dòng của sổ cái trước', en: 'Size of the earlier log' }, size),
      wanted('to', { vi: 'Số dòng của sổ cái sau', en: 'Size of the later log' }, size),
    ],
    answer: ref('ConsistencyProof'),
    status: 200,
    examples: { from: { value: 1 }, to: 'size' },
  },
  {
    route: 'GET /api/v1/ledger/inclusion',
    id: 'getInclusionProof',
    tag: 'ledger',
    summary: { vi: 'Bằng chứng một dòng có trong sổ cái', en: 'Proof that an entry is in the log' },
    parameters: [
      wanted(
        'leaf',
        { vi: 'Mã băm của lá, 64 chữ số hệ 16', en: 'Hash of the leaf, 64 hexadecimal digits' },
        { type: 'string', pattern: '^[0-9a-f]{64}$' },
      ),
    ],
    answer: ref('InclusionProof'),
    status: 200,
    examples: { leaf: 'leaf' },
  },
  {
    route: 'POST /api/v1/caseloads',
    permission: 'keepCaseloads',
    id: 'putInCaseloads',
    tag: 'writing',
    summary: {
      vi: 'Nhập số hồ sơ: tất cả các dòng hoặc không dòng nào; gửi lại cùng nội dung không đổi gì',
      en: 'Enter the caseload: all lines or none; sending the same again changes nothing',
    },
    parameters: [dryRun],
    body: {
      schema: 'Caseloads',
      example: ({ unitId: unit, month }) => ({
        lines: [{ unit, month, filing: 'counter', transactions: 120, onTime: 112, overdue: 8 }],
      }),
    },
    answer: ref('CaseloadChanges'),
    status: 200,
    examples: { dryRun: { value: true } },
  },
  {
    route: 'POST /api/v1/rounds/:roundId/codes/next',
    permission: 'makeCodes',
    id: 'nextCodes',
    tag: 'writing',
    summary: {
      vi: 'Mỗi hồ sơ đã giải quyết xong một mã một lần; gửi lại cùng hồ sơ thì nhận lại mã đã cấp',
      en: 'A one-time code for each finished case; the same case sent again gives the code that it has',
    },
    parameters: [roundId],
    body: {
      schema: 'FinishedCases',
      example: ({ openUnitId }) => ({ unitId: openUnitId, cases: ['000.00.01.H19-261201-0001'] }),
    },
    answer: ref('CodesOfCases'),
    status: 200,
    examples: { roundId: 'openRoundId' },
  },
  {
    route: 'PUT /api/v1/code-batches/:name',
    permission: 'makeCodes',
    id: 'makeCodeBatch',
    tag: 'writing',
    summary: {
      vi: 'Lập một lô mã một lần cho một đợt, một đơn vị; gửi lại cùng nội dung thì nhận lại lô đã lập',
      en: 'Make a batch of one-time codes for a round and a unit; sent again, the same gives the batch that is there',
    },
    parameters: [batchName],
    body: {
      schema: 'NewCodeBatch',
      example: ({ openRoundId, openUnitId }) => ({
        label: 'Hồ sơ trả kết quả trong tháng',
        count: 50,
        roundId: openRoundId,
        unitId: openUnitId,
      }),
    },
    answer: ref('CodeBatch'),
    status: 201,
    also: [200],
    examples: { name: { value: 'tra-ket-qua-1' } },
  },
  {
    route: 'GET /api/v1/code-batches/:name',
    permission: 'makeCodes',
    id: 'getCodeBatch',
    tag: 'writing',
    summary: {
      vi: 'Một lô mã của tài khoản này, với số mã đã dùng',
      en: 'A batch of this account, with how many of its codes are used',
    },
    parameters: [batchName],
    answer: ref('CodeBatch'),
    status: 200,
    examples: { name: { value: 'tra-ket-qua-1' } },
  },
  {
    route: 'GET /api/v1/code-batches/:name/codes',
    permission: 'makeCodes',
    id: 'downloadCodes',
    tag: 'writing',
    summary: {
      vi: 'Các mã của lô, để in; mỗi lần lấy được ghi vào nhật ký',
      en: 'The codes of a batch, to be printed; the download is recorded in the audit',
    },
    parameters: [batchName],
    answer: ref('Codes'),
    status: 200,
    examples: { name: { value: 'tra-ket-qua-1' } },
  },
  ...registerOperations,
  ...descriptionOperations,
];
