/**
 * The satisfaction survey of decision 2640/QĐ-BNV (2017): five factors, 22 criteria, five levels. These numbers are
 * confirmed; the wording of the criteria is not, and is flagged so.
 */
import type { Localized } from '../../../platform/text/localized.ts';
import type { Question, SurveyContent } from '../survey.ts';
import { fiveLevels } from './fiveLevels.ts';

const both = (vi: string, en: string): Localized => ({ vi, en });

const criteria: readonly (readonly [factorId: string, vi: string, en: string])[] = [
  ['access', 'Nơi ngồi chờ có đủ chỗ ngồi', 'The waiting area has enough seats'],
  ['access', 'Trang thiết bị phục vụ người dân đầy đủ', 'Equipment for the public is complete'],
  ['access', 'Trang thiết bị phục vụ người dân hiện đại', 'Equipment for the public is modern'],
  ['access', 'Trang thiết bị phục vụ người dân dễ sử dụng', 'Equipment for the public is easy to use'],
  ['procedures', 'Thủ tục hành chính được niêm yết công khai đầy đủ', 'Procedures are posted completely'],
  ['procedures', 'Thủ tục hành chính được niêm yết công khai chính xác', 'Procedures are posted accurately'],
  ['procedures', 'Thành phần hồ sơ phải nộp là đúng quy định', 'The papers asked for are as prescribed'],
  ['procedures', 'Phí, lệ phí phải nộp là đúng quy định', 'Fees and charges are as prescribed'],
  ['procedures', 'Thời hạn giải quyết là đúng quy định', 'The time taken is as prescribed'],
  ['officials', 'Công chức có thái độ giao tiếp lịch sự', 'The official was polite'],
  ['officials', 'Công chức chú ý lắng nghe ý kiến của người dân', 'The official listened attentively'],
  [
    'officials',
    'Công chức trả lời, giải đáp đầy đủ các ý kiến',
    'The official answered all questions in full',
  ],
  [
    'officials',
    'Công chức hướng dẫn kê khai hồ sơ tận tình, chu đáo',
    'The official helped with the forms with care',
  ],
  ['officials', 'Công chức hướng dẫn hồ sơ dễ hiểu', 'The official explained the file clearly'],
  [
    'officials',
    'Công chức tuân thủ đúng quy định khi giải quyết công việc',
    'The official kept to the rules',
  ],
  ['results', 'Kết quả nhận được đúng quy định', 'The result is as prescribed'],
  ['results', 'Kết quả có thông tin đầy đủ', 'The result is complete'],
  ['results', 'Kết quả có thông tin chính xác', 'The result is accurate'],
  [
    'feedback',
    'Cơ quan có bố trí hình thức tiếp nhận góp ý, phản ánh, kiến nghị',
    'The office has a way to receive feedback',
  ],
  ['feedback', 'Người dân dễ dàng thực hiện góp ý, phản ánh, kiến nghị', 'It is easy to give feedback'],
  [
    'feedback',
    'Cơ quan tiếp nhận, xử lý tích cực các góp ý, phản ánh, kiến nghị',
    'The office acts on feedback willingly',
  ],
  [
    'feedback',
    'Cơ quan thông báo kịp thời kết quả xử lý góp ý, phản ánh, kiến nghị',
    'The office reports back in good time',
  ],
];

export const sipas2017: SurveyContent = {
  formatVersion: 1,
  surveyId: 'sipas-2017',
  title: both(
    'Phiếu khảo sát sự hài lòng của người dân đối với sự phục vụ hành chính',
    'Survey of satisfaction with administrative services',
  ),
  languages: ['vi', 'en'],
  notice: {
    version: '1',
    paragraphs: [
      both(
        'Cơ quan Nội vụ xin ý kiến của ông/bà để cải tiến việc phục vụ. Trả lời mất khoảng hai phút.',
        'The Home Affairs office asks for your opinion in order to improve its services. It takes about two minutes.',
      ),
      both(
        'Phiếu không ghi tên, số điện thoại hay mã hồ sơ. Vì không biết phiếu nào của ai nên phiếu đã gửi không rút lại được.',
        'The form carries no name, telephone number or file number. Since nobody can tell whose it is, a form once sent cannot be withdrawn.',
      ),
      both(
        'Công chức tiếp ông/bà không xem được phiếu này; chỉ số liệu tổng hợp được công bố.',
        'The official who served you cannot see this form; only totals are published.',
      ),
    ],
  },
  scales: [
    {
      id: 'satisfaction-5',
      levels: fiveLevels,
      noOpinion: both('Không có ý kiến', 'No opinion'),
    },
  ],
  factors: [
    { id: 'access', title: both('Tiếp cận dịch vụ', 'Access to the service') },
    { id: 'procedures', title: both('Thủ tục hành chính', 'Procedures') },
    { id: 'officials', title: both('Công chức trực tiếp giải quyết công việc', 'Officials who served you') },
    { id: 'results', title: both('Kết quả giải quyết', 'Results') },
    {
      id: 'feedback',
      title: both('Tiếp nhận, giải quyết góp ý, phản ánh, kiến nghị', 'Handling of feedback'),
    },
  ],
  questions: criteria.map(([factorId, vi, en], index): Question => ({
    id: `q${index + 1}`,
    factorId,
    scaleId: 'satisfaction-5',
    text: both(vi, en),
    required: true,
    unconfirmed: true,
  })),
  about: [
    {
      id: 'ageBand',
      text: both('Tuổi', 'Age'),
      options: [
        { id: 'under25', label: both('Dưới 25', 'Under 25') },
        { id: 'from25to34', label: both('25–34', '25–34') },
        { id: 'from35to49', label: both('35–49', '35–49') },
        { id: 'from50to60', label: both('50–60', '50–60') },
        { id: 'over60', label: both('Trên 60', 'Over 60') },
      ],
    },
    {
      id: 'sex',
      text: both('Giới tính', 'Sex'),
      options: [
        { id: 'female', label: both('Nữ', 'Female') },
        { id: 'male', label: both('Nam', 'Male') },
        { id: 'other', label: both('Khác', 'Other') },
      ],
    },
    {
      id: 'education',
      text: both('Trình độ học vấn', 'Education'),
      options: [
        { id: 'primary', label: both('Tiểu học trở xuống', 'Primary or less') },
        { id: 'lowerSecondary', label: both('Trung học cơ sở', 'Lower secondary') },
        { id: 'upperSecondary', label: both('Trung học phổ thông', 'Upper secondary') },
        { id: 'college', label: both('Trung cấp, cao đẳng', 'Vocational or college') },
        { id: 'university', label: both('Đại học trở lên', 'University or higher') },
      ],
    },
    {
      id: 'occupation',
      text: both('Nghề nghiệp', 'Occupation'),
      options: [
        { id: 'farmer', label: both('Nông dân', 'Farmer') },
        { id: 'worker', label: both('Công nhân, lao động', 'Worker') },
        { id: 'trader', label: both('Kinh doanh, buôn bán', 'Trader') },
        { id: 'official', label: both('Cán bộ, công chức, viên chức', 'Public employee') },
        { id: 'student', label: both('Học sinh, sinh viên', 'Student') },
        { id: 'retired', label: both('Nghỉ hưu, nội trợ', 'Retired or at home') },
        { id: 'other', label: both('Khác', 'Other') },
      ],
    },
    {
      id: 'onBehalfOf',
      text: both('Ông/bà đến giao dịch với tư cách', 'You came as'),
      options: [
        { id: 'citizen', label: both('Cá nhân', 'A citizen') },
        { id: 'organisation', label: both('Đại diện tổ chức, doanh nghiệp', 'An organisation or business') },
      ],
    },
  ],
  comment: {
    text: both(
      'Ông/bà có góp ý gì thêm? Xin không ghi tên, số điện thoại.',
      'Is there anything you would like to add? Please give no name or telephone number.',
    ),
    lengthMax: 2000,
  },
  provenance: {
    legalBasis: '2640/QĐ-BNV (2017)',
    confirmed: both(
      'Đã xác nhận: 5 yếu tố, 22 tiêu chí, thang đo 5 mức. Câu chữ từng tiêu chí chưa đối chiếu văn bản.',
      'Confirmed: 5 factors, 22 criteria, a scale of five levels. The wording of the criteria is not checked against the legal text.',
    ),
  },
};
