/** Texts of the pages of PAR INDEX results. */
import type { PageLanguage } from '../../platform/text/localized.ts';

const vi = {
  madeUp: 'Dữ liệu minh họa',
  results: 'Kết quả và xếp hạng',
  unit: 'Đơn vị',
  rank: 'Hạng',
  rankOf: (rank: number, of: number) => `${rank}/${of}`,
  rankChange: (before: number, rank: number) =>
    before === rank ? 'giữ hạng' : before > rank ? `tăng ${before - rank} bậc` : `giảm ${rank - before} bậc`,
  value: 'Chỉ số',
  change: 'So với năm trước',
  survey: 'Khảo sát',
  appraisal: 'Thẩm định',
  stage: 'Bước',
  provisional: (locked: number, all: number) =>
    `Mới khóa ${locked}/${all} bảng điểm: thứ hạng có khi mọi bảng điểm đã khóa.`,
  ownOnly: 'Thứ hạng hiện ra khi kết quả được công khai.',
  byField: 'Theo lĩnh vực, % điểm tối đa',
  field: 'Lĩnh vực',
  points: 'Điểm',
  ofMax: '% tối đa',
  gains: 'Tiêu chí tăng nhiều nhất',
  losses: 'Tiêu chí giảm nhiều nhất',
  none: 'Không có.',
  noBefore: 'Năm trước chưa có bảng điểm đã khóa để so.',
  changeLine: (title: string, before: string, after: string, change: string) =>
    `${title}: ${before} → ${after} (${change})`,
  gapsTitle: 'Điểm còn thiếu, dễ lấy nhất trước',
  gapsLead:
    'Xếp theo phần điểm mà các đơn vị khác trong nhóm thường đạt còn đơn vị này chưa đạt; sau đó theo điểm còn thiếu.',
  criterion: 'Tiêu chí',
  gap: 'Còn thiếu',
  othersMean: 'Các đơn vị khác, trung bình',
  othersFull: 'Số đơn vị khác đạt tối đa',
  deadlines: 'Thời hạn',
  moveDeadlines: 'Đổi thời hạn',
  open: 'Công khai kết quả',
  openLead: 'Mọi người xem được kết quả và thứ hạng. Chỉ làm được khi mọi bảng điểm đã khóa.',
  notAllLocked: 'Còn bảng điểm chưa khóa nên chưa công khai được.',
  indexNotPublic:
    'Kết quả của đợt đo lường dùng để chấm điểm hài lòng chưa được công khai. Điểm này cho biết chỉ số, nên cần công khai hoặc công bố đợt đo lường trước.',
  criteriaNote: (source: string, unconfirmed: number, all: number) =>
    [
      ...(source === '' ? [] : [`Bộ tiêu chí: ${source}.`]),
      ...(unconfirmed === 0 ? [] : [`${unconfirmed}/${all} tiêu chí chưa đối chiếu văn bản.`]),
    ].join(' '),
  download: 'Tải bộ tiêu chí (XLSX)',
  isOpen: 'Kết quả đã công khai',
  criteria: 'Xem bộ tiêu chí',
  notices: { moved: 'Đã đổi thời hạn.', opened: 'Đã công khai kết quả.' } as Readonly<Record<string, string>>,
  publicTitle: 'Chỉ số cải cách hành chính (PAR INDEX)',
  publicLead:
    'Các đơn vị được chấm điểm cải cách hành chính hằng năm theo bộ tiêu chí: đơn vị tự chấm, cơ quan cấp trên thẩm định; một phần điểm lấy từ chỉ số hài lòng của người dân.',
  publicEmpty: 'Chưa có kết quả nào được công khai.',
  publications: 'Kết quả đo lường sự hài lòng',
  allYears: 'Mọi năm và nhóm đơn vị',
  group: 'Cả nhóm đơn vị',
  underReview: 'đang xem lại',
  headline: (
    value: string,
    change: string | undefined,
    rank: string | undefined,
    rankChange: string | undefined,
  ) =>
    [
      value,
      ...(change === undefined ? [] : [change]),
      rank === undefined ? 'chưa xếp hạng vì còn bảng điểm chưa khóa' : `hạng ${rank}`,
      ...(rankChange === undefined ? [] : [rankChange]),
    ].join(', '),
  openData: 'Số liệu dạng JSON',
};

export type ResultsTexts = typeof vi;

const en: ResultsTexts = {
  madeUp: 'Made-up data',
  results: 'Results and ranking',
  unit: 'Unit',
  rank: 'Rank',
  rankOf: (rank, of) => `${rank} of ${of}`,
  rankChange: (before, rank) =>
    before === rank ? 'same rank' : before > rank ? `up ${before - rank}` : `down ${rank - before}`,
  value: 'Index',
  change: 'Since the year before',
  survey: 'Survey',
  appraisal: 'Appraisal',
  stage: 'Stage',
  provisional: (locked, all) => `${locked} of ${all} scorecards are locked: ranks follow once all are.`,
  ownOnly: 'Ranks are shown once the results are public.',
  byField: 'By field, % of the maximum',
  field: 'Field',
  points: 'Points',
  ofMax: '% of maximum',
  gains: 'Criteria that gained most',
  losses: 'Criteria that lost most',
  none: 'None.',
  noBefore: 'There is no locked scorecard of the year before to compare with.',
  changeLine: (title, before, after, change) => `${title}: ${before} → ${after} (${change})`,
  gapsTitle: 'Points still to gain, the easiest first',
  gapsLead:
    'Ordered by what other units of the group usually reach and this one does not; then by points missing.',
  criterion: 'Criterion',
  gap: 'Missing',
  othersMean: 'Mean of the others',
  othersFull: 'Others at the maximum',
  deadlines: 'Deadlines',
  moveDeadlines: 'Change the deadlines',
  open: 'Make the results public',
  openLead: 'Everybody can see results and ranks. Possible only once every scorecard is locked.',
  notAllLocked: 'Some scorecards are not locked, so the results cannot be made public yet.',
  indexNotPublic:
    'The results of the round that feeds satisfaction are not public. These points tell its index, so please open or publish the round first.',
  criteriaNote: (source, unconfirmed, all) =>
    [
      ...(source === '' ? [] : [`Criteria: ${source}.`]),
      ...(unconfirmed === 0
        ? []
        : [`${unconfirmed} of ${all} criteria are not checked against the legal text.`]),
    ].join(' '),
  download: 'Download the criteria (XLSX)',
  isOpen: 'The results are public',
  criteria: 'See the criteria',
  notices: { moved: 'The deadlines are changed.', opened: 'The results are public.' },
  publicTitle: 'PAR INDEX',
  publicLead:
    'Units are scored every year for administrative reform by a set of criteria: they score themselves and are appraised from above; a part comes from the satisfaction index.',
  publicEmpty: 'No results are public yet.',
  publications: 'Results on satisfaction',
  allYears: 'All years and groups',
  group: 'The whole group',
  underReview: 'under review',
  headline: (value, change, rank, rankChange) =>
    [
      value,
      ...(change === undefined ? [] : [change]),
      rank === undefined ? 'not ranked yet: some scorecards are not locked' : `rank ${rank}`,
      ...(rankChange === undefined ? [] : [rankChange]),
    ].join(', '),
  openData: 'Data as JSON',
};

export const resultsTexts: Record<PageLanguage, ResultsTexts> = { vi, en };
