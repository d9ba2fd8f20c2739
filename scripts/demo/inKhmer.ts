/**
 * The demo's surveys in Khmer as well. The translation is an example that no native speaker has read: it is not part of
 * the program's presets, and the title says what it is.
 */
import { factsOf } from '../../src/access/languages/routes.ts';
import { auditEntry } from '../../src/access/audit/entry.ts';
import type { Stores } from '../../src/app/stores.ts';
import { settingsOf, usualLanguages } from '../../src/platform/text/languageSettings.ts';
import type { SurveyContent } from '../../src/design/surveys/survey.ts';

const titleRemark = ' (ការបកប្រែជាឧទាហរណ៍)';

/** By the Vietnamese text. */
const translations: Readonly<Record<string, string>> = {
  'Phiếu khảo sát sự hài lòng của người dân đối với sự phục vụ hành chính': `សន្លឹកស្ទង់មតិអំពីការពេញចិត្តរបស់ប្រជាជនចំពោះសេវារដ្ឋបាល${titleRemark}`,
  'Cơ quan Nội vụ xin ý kiến của ông/bà để cải tiến việc phục vụ. Trả lời mất khoảng hai phút.':
    'អង្គភាពកិច្ចការផ្ទៃក្នុងសូមមតិរបស់លោកអ្នក ដើម្បីកែលម្អការបម្រើ។ ការឆ្លើយចំណាយពេលប្រហែលពីរនាទី។',
  'Phiếu không ghi tên, số điện thoại hay mã hồ sơ. Vì không biết phiếu nào của ai nên phiếu đã gửi không rút lại được.':
    'សន្លឹកនេះមិនកត់ឈ្មោះ លេខទូរសព្ទ ឬលេខសំណុំលិខិតទេ។ ដោយសារមិនដឹងថាសន្លឹកណារបស់អ្នកណា សន្លឹកដែលបានផ្ញើហើយ មិនអាចដកវិញបានទេ។',
  'Công chức tiếp ông/bà không xem được phiếu này; chỉ số liệu tổng hợp được công bố.':
    'មន្ត្រីដែលទទួលលោកអ្នកមើលសន្លឹកនេះមិនឃើញទេ។ មានតែតួលេខសរុបប៉ុណ្ណោះដែលត្រូវផ្សាយជាសាធារណៈ។',
  'Rất không hài lòng': 'មិនពេញចិត្តខ្លាំង',
  'Không hài lòng': 'មិនពេញចិត្ត',
  'Bình thường': 'ធម្មតា',
  'Hài lòng': 'ពេញចិត្ត',
  'Rất hài lòng': 'ពេញចិត្តណាស់',
  'Không có ý kiến': 'គ្មានមតិ',
  'Tiếp cận dịch vụ': 'ការទទួលបានសេវា',
  'Thủ tục hành chính': 'នីតិវិធីរដ្ឋបាល',
  'Công chức trực tiếp giải quyết công việc': 'មន្ត្រីដែលដោះស្រាយកិច្ចការដោយផ្ទាល់',
  'Kết quả giải quyết': 'លទ្ធផលនៃការដោះស្រាយ',
  'Tiếp nhận, giải quyết góp ý, phản ánh, kiến nghị': 'ការទទួល និងដោះស្រាយយោបល់ មតិឆ្លុះបញ្ចាំង និងសំណូមពរ',
  'Nơi ngồi chờ có đủ chỗ ngồi': 'កន្លែងរង់ចាំមានកៅអីអង្គុយគ្រប់គ្រាន់',
  'Trang thiết bị phục vụ người dân đầy đủ': 'ឧបករណ៍បម្រើប្រជាជនមានគ្រប់គ្រាន់',
  'Trang thiết bị phục vụ người dân hiện đại': 'ឧបករណ៍បម្រើប្រជាជនទំនើប',
  'Trang thiết bị phục vụ người dân dễ sử dụng': 'ឧបករណ៍បម្រើប្រជាជនងាយស្រួលប្រើ',
  'Thủ tục hành chính được niêm yết công khai đầy đủ': 'នីតិវិធីរដ្ឋបាលត្រូវបានបិទផ្សាយជាសាធារណៈគ្រប់គ្រាន់',
  'Thủ tục hành chính được niêm yết công khai chính xác': 'នីតិវិធីរដ្ឋបាលត្រូវបានបិទផ្សាយជាសាធារណៈត្រឹមត្រូវ',
  'Thành phần hồ sơ phải nộp là đúng quy định': 'ឯកសារដែលត្រូវដាក់ ត្រឹមត្រូវតាមបទបញ្ញត្តិ',
  'Phí, lệ phí phải nộp là đúng quy định': 'ថ្លៃសេវា និងកម្រៃដែលត្រូវបង់ ត្រឹមត្រូវតាមបទបញ្ញត្តិ',
  'Thời hạn giải quyết là đúng quy định': 'រយៈពេលដោះស្រាយ ត្រឹមត្រូវតាមបទបញ្ញត្តិ',
  'Công chức có thái độ giao tiếp lịch sự': 'មន្ត្រីមានឥរិយាបថទំនាក់ទំនងគួរសម',
  'Công chức chú ý lắng nghe ý kiến của người dân': 'មន្ត្រីយកចិត្តទុកដាក់ស្ដាប់មតិរបស់ប្រជាជន',
  'Công chức trả lời, giải đáp đầy đủ các ý kiến': 'មន្ត្រីឆ្លើយ និងពន្យល់មតិនានាគ្រប់គ្រាន់',
  'Công chức hướng dẫn kê khai hồ sơ tận tình, chu đáo': 'មន្ត្រីណែនាំការបំពេញសំណុំលិខិតដោយយកចិត្តទុកដាក់',
  'Công chức hướng dẫn hồ sơ dễ hiểu': 'មន្ត្រីណែនាំសំណុំលិខិតងាយយល់',
  'Công chức tuân thủ đúng quy định khi giải quyết công việc': 'មន្ត្រីអនុវត្តត្រឹមត្រូវតាមបទបញ្ញត្តិនៅពេលដោះស្រាយកិច្ចការ',
  'Kết quả nhận được đúng quy định': 'លទ្ធផលដែលទទួលបាន ត្រឹមត្រូវតាមបទបញ្ញត្តិ',
  'Kết quả có thông tin đầy đủ': 'លទ្ធផលមានព័ត៌មានគ្រប់គ្រាន់',
  'Kết quả có thông tin chính xác': 'លទ្ធផលមានព័ត៌មានត្រឹមត្រូវ',
  'Cơ quan có bố trí hình thức tiếp nhận góp ý, phản ánh, kiến nghị':
    'អង្គភាពមានរៀបចំរបៀបទទួលយោបល់ មតិឆ្លុះបញ្ចាំង និងសំណូមពរ',
  'Người dân dễ dàng thực hiện góp ý, phản ánh, kiến nghị': 'ប្រជាជនងាយស្រួលផ្ដល់យោបល់ មតិឆ្លុះបញ្ចាំង និងសំណូមពរ',
  'Cơ quan tiếp nhận, xử lý tích cực các góp ý, phản ánh, kiến nghị':
    'អង្គភាពទទួល និងដោះស្រាយយោបល់ មតិឆ្លុះបញ្ចាំង និងសំណូមពរយ៉ាងសកម្ម',
  'Cơ quan thông báo kịp thời kết quả xử lý góp ý, phản ánh, kiến nghị':
    'អង្គភាពជូនដំណឹងទាន់ពេលអំពីលទ្ធផលនៃការដោះស្រាយយោបល់ មតិឆ្លុះបញ្ចាំង និងសំណូមពរ',
  Tuổi: 'អាយុ',
  'Dưới 25': 'ក្រោម 25',
  '25–34': '25–34',
  '35–49': '35–49',
  '50–60': '50–60',
  'Trên 60': 'លើស 60',
  'Giới tính': 'ភេទ',
  Nữ: 'ស្រី',
  Nam: 'ប្រុស',
  Khác: 'ផ្សេងទៀត',
  'Trình độ học vấn': 'កម្រិតវប្បធម៌',
  'Tiểu học trở xuống': 'បឋមសិក្សា ឬទាបជាង',
  'Trung học cơ sở': 'មធ្យមសិក្សាបឋមភូមិ',
  'Trung học phổ thông': 'មធ្យមសិក្សាទុតិយភូមិ',
  'Trung cấp, cao đẳng': 'មធ្យមវិជ្ជាជីវៈ មហាវិទ្យាល័យ',
  'Đại học trở lên': 'សាកលវិទ្យាល័យ ឬខ្ពស់ជាង',
  'Nghề nghiệp': 'មុខរបរ',
  'Nông dân': 'កសិករ',
  'Công nhân, lao động': 'កម្មករ អ្នកធ្វើការ',
  'Kinh doanh, buôn bán': 'អាជីវកម្ម លក់ដូរ',
  'Cán bộ, công chức, viên chức': 'កម្មាភិបាល មន្ត្រី បុគ្គលិករដ្ឋ',
  'Học sinh, sinh viên': 'សិស្ស និស្សិត',
  'Nghỉ hưu, nội trợ': 'ចូលនិវត្តន៍ មេផ្ទះ',
  'Ông/bà đến giao dịch với tư cách': 'លោកអ្នកមកធ្វើកិច្ចការក្នុងនាមជា',
  'Cá nhân': 'បុគ្គល',
  'Đại diện tổ chức, doanh nghiệp': 'តំណាងអង្គការ សហគ្រាស',
  'Ông/bà có góp ý gì thêm? Xin không ghi tên, số điện thoại.':
    'តើលោកអ្នកមានយោបល់អ្វីបន្ថែមទេ? សូមកុំសរសេរឈ្មោះ ឬលេខទូរសព្ទ។',
  'Đã xác nhận: 5 yếu tố, 22 tiêu chí, thang đo 5 mức. Câu chữ từng tiêu chí chưa đối chiếu văn bản.':
    'បានបញ្ជាក់៖ កត្តា 5 លក្ខណៈវិនិច្ឆ័យ 22 មាត្រដ្ឋាន 5 កម្រិត។ ពាក្យពេចន៍មិនទាន់បានផ្ទៀងផ្ទាត់ ហើយការបកប្រែជាភាសាខ្មែរគ្រាន់តែជាឧទាហរណ៍ប៉ុណ្ណោះ។',
  'Đánh giá nhanh tại quầy': `ការវាយតម្លៃរហ័សនៅបញ្ជរ${titleRemark}`,
  'Không ghi tên, không chụp ảnh. Công chức tiếp ông/bà không xem được câu trả lời này; chỉ số liệu tổng hợp được công bố.':
    'មិនកត់ឈ្មោះ មិនថតរូប។ មន្ត្រីដែលទទួលលោកអ្នកមើលចម្លើយនេះមិនឃើញទេ។ មានតែតួលេខសរុបប៉ុណ្ណោះដែលត្រូវផ្សាយជាសាធារណៈ។',
  'Tại quầy': 'នៅបញ្ជរ',
  'Hôm nay ông/bà có hài lòng với việc phục vụ không?': 'តើថ្ងៃនេះលោកអ្នកពេញចិត្តនឹងការបម្រើដែរឬទេ?',
  'Thái độ, hướng dẫn của công chức': 'ឥរិយាបថ និងការណែនាំរបស់មន្ត្រី',
  'Thời gian chờ đợi': 'រយៈពេលរង់ចាំ',
  'Không theo văn bản nào; câu hỏi của phần mềm này.':
    'មិនផ្អែកលើឯកសារច្បាប់ណាទេ។ ជាសំណួររបស់កម្មវិធីនេះ ហើយការបកប្រែគ្រាន់តែជាឧទាហរណ៍ប៉ុណ្ណោះ។',
};

/** @throws Error if a text of the survey has no translation here */
export function inKhmer(survey: SurveyContent): SurveyContent {
  return { ...(translated(survey) as SurveyContent), languages: [...survey.languages, 'km'] };
}

function translated(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(translated);
  if (typeof part !== 'object' || part === null) return part;
  if ('vi' in part && typeof part.vi === 'string') return { ...part, km: khmerFor(part.vi) };
  return Object.fromEntries(Object.entries(part).map(([name, inside]) => [name, translated(inside)]));
}

function khmerFor(text: string): string {
  const found = translations[text];
  if (found === undefined) throw new Error(`The demo has no Khmer for: ${text}`);
  return found;
}

/** Offers Khmer to respondents, until somebody sets the languages. */
export async function offerKhmer(stores: Pick<Stores, 'languages'>, now: Date): Promise<void> {
  const { version } = await stores.languages.current();
  if (version > 0) return;
  const settings = settingsOf((language) =>
    language === 'km' ? { offered: true, reviewed: false, fallbacks: true } : usualLanguages[language],
  );
  const entry = auditEntry({
    at: now,
    by: { accountId: 'demo', name: 'minh họa' },
    kind: 'languages.set',
    unitIds: [],
    subject: { id: 'languages', label: 'Ngôn ngữ của trang trả lời' },
    after: factsOf(settings),
  });
  await stores.languages.put(settings, 0, entry);
}
