/** Texts of the pages for adding, changing and ending units. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { SuccessionErrorKind } from './successionErrors.ts';

type FieldError =
  | 'nameMissing'
  | 'codeShape'
  | 'codeMissing'
  | 'dayShape'
  | 'parentMissing'
  | 'parentUnknown'
  | 'parentAmbiguous'
  | SuccessionErrorKind;

const vi = {
  add: 'Thêm đơn vị',
  addLead: 'Thêm xong có thể thêm tiếp đơn vị khác cùng cấp.',
  addBelow: 'Thêm đơn vị trực thuộc',
  change: 'Sửa đơn vị',
  changeLead:
    'Tên, mã và nơi trực thuộc mới có hiệu lực từ ngày ghi bên dưới; trước ngày đó vẫn như cũ. Ghi đúng ngày đơn vị bắt đầu hoạt động thì coi như sửa lỗi gõ.',
  save: 'Lưu thay đổi',
  name: 'Tên',
  nameEn: 'Tên tiếng Anh (không bắt buộc)',
  kind: 'Cấp',
  code: 'Mã đơn vị hành chính (không bắt buộc)',
  parent: 'Trực thuộc',
  parentHint: 'Ghi tên hoặc mã của đơn vị cấp trên. Đơn vị cao nhất thì để trống.',
  on: 'Có hiệu lực từ ngày',
  onHint: 'Ngày đơn vị bắt đầu hoạt động. Số hồ sơ của các tháng trước ngày này không nhập được cho đơn vị.',
  end: 'Ngừng đơn vị',
  endLead:
    'Dùng khi đơn vị giải thể mà không giao lại cho đơn vị nào. Phiếu đã thu vẫn được giữ và vẫn tính cho đơn vị này.',
  endOn: 'Ngừng từ ngày',
  done: {
    added: 'Đã thêm đơn vị. Có thể thêm tiếp.',
    changed: 'Đã lưu thay đổi của đơn vị.',
    ended: 'Đã ghi ngày đơn vị ngừng hoạt động.',
  },
  back: 'Về trang đơn vị',
  all: 'Tất cả đơn vị',
  errors: {
    nameMissing: 'Cần ghi tên đơn vị.',
    codeShape: 'Mã chỉ gồm chữ cái, chữ số và các dấu . / - ở giữa, nhiều nhất 20 ký tự.',
    codeMissing: 'Đơn vị đang có mã; cần ghi mã mới hoặc giữ mã cũ.',
    dayShape: 'Cần ghi ngày theo dạng năm-tháng-ngày, ví dụ 2026-01-31.',
    parentMissing: 'Cần ghi đơn vị cấp trên trong phạm vi của ông/bà.',
    parentUnknown: 'Vào ngày đó không có đơn vị nào tên hoặc mã như vậy.',
    parentAmbiguous: 'Có nhiều đơn vị tên như vậy; xin ghi mã thay cho tên.',
    nothing: 'Chưa có gì thay đổi.',
    notLiving: 'Vào ngày đó đơn vị chưa hoạt động, hoặc không còn hoạt động.',
    idTaken: 'Đơn vị này đã được lưu rồi.',
    lost: 'Đơn vị kết thúc mà chưa rõ giao lại cho đơn vị nào.',
    overlap: 'Đơn vị được giao lại hai lần.',
    noHeir: 'Đơn vị nhận không hoạt động vào ngày đó.',
    fromNothing: 'Đơn vị mới không nhận lại từ đơn vị nào.',
    orphan:
      'Vào ngày đó sẽ có đơn vị trực thuộc một đơn vị không hoạt động; xin chuyển đơn vị trực thuộc trước.',
    cycle: 'Các đơn vị sẽ trực thuộc lẫn nhau thành vòng.',
    codeTwice: 'Mã này đang thuộc về một đơn vị khác vào ngày đó.',
    nameTwice:
      'Vào ngày đó đã có một đơn vị cùng tên, cùng nơi trực thuộc. Nếu là hai đơn vị khác nhau, xin ghi mã cho cả hai.',
    notStanding: 'Việc này đã được hủy rồi.',
    builtUpon: 'Có thay đổi về sau dựa trên đơn vị này; xin hủy thay đổi đó trước.',
    roundFixed:
      'Có đợt đo lường lấy danh sách đơn vị theo ngày đó hoặc sau đó, nên không đổi được nữa; xin ghi một ngày muộn hơn.',
    inUse: 'Đã có điểm khảo sát của đơn vị này.',
  } satisfies Record<FieldError, string> as Record<FieldError, string>,
};

const en: typeof vi = {
  add: 'Add a unit',
  addLead: 'Once it is added, you can add the next one.',
  addBelow: 'Add a unit below it',
  change: 'Edit the unit',
  changeLead:
    'The new name, code and parent apply from the date below; before it everything stays as it was. Give the date on which the unit began to correct a typing error.',
  save: 'Save changes',
  name: 'Name',
  nameEn: 'Name in English (optional)',
  kind: 'Level',
  code: 'Official code (optional)',
  parent: 'Belongs to',
  parentHint: 'Name or code of the unit above it. Leave empty for the topmost unit.',
  on: 'Effective from',
  onHint: 'The day on which the unit began. Caseload of earlier months cannot be entered for it.',
  end: 'End the unit',
  endLead:
    'For a unit that is dissolved with no successor. Forms it received are kept, and still count for it.',
  endOn: 'Ends from',
  done: {
    added: 'The unit was added. You may add the next one.',
    changed: 'The changes of the unit were saved.',
    ended: 'The day on which the unit ends was noted.',
  },
  back: 'Back to the unit',
  all: 'All units',
  errors: {
    nameMissing: 'Please give the name of the unit.',
    codeShape: 'A code has letters, digits and the marks . / - between them, 20 characters at most.',
    codeMissing: 'The unit has a code; please give a new one or keep it.',
    dayShape: 'Please give the day as year-month-day, such as 2026-01-31.',
    parentMissing: 'Please name the unit above it, within your units.',
    parentUnknown: 'No unit has that name or code on that day.',
    parentAmbiguous: 'Several units have that name; please give the code instead.',
    nothing: 'Nothing was changed.',
    notLiving: 'The unit does not exist yet on that day, or exists no more.',
    idTaken: 'This unit was saved already.',
    lost: 'The unit ends, and nobody takes it over.',
    overlap: 'The unit is handed over twice.',
    noHeir: 'The unit that takes over does not exist on that day.',
    fromNothing: 'The new unit takes over nothing.',
    orphan: 'Units would belong to one that does not exist on that day; please move them first.',
    cycle: 'Units would belong to each other in a ring.',
    codeTwice: 'Another unit has that code on that day.',
    nameTwice:
      'On that day there is a unit of that name under the same one. If they are two, please give both a code.',
    notStanding: 'This was undone already.',
    builtUpon: 'A later change rests on this unit; please undo that one first.',
    roundFixed:
      'A round has taken its units as of that day or a later one, so that they cannot change any more; please choose a later day.',
    inUse: 'Access points stand for this unit already.',
  },
};

export const unitChangeTexts: Record<PageLanguage, typeof vi> = { vi, en };
export type UnitChangeTexts = typeof vi;
