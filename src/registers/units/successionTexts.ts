/** Texts of the succession pages. */
import { severalOf, type PageLanguage } from '../../platform/text/localized.ts';
import { unitChangeTexts } from './changeTexts.ts';
import type { FormErrorKind } from './successionForm.ts';

type ErrorText = (about: string) => string;

const vi = {
  title: 'Thay đổi đơn vị',
  lead: 'Mọi lần thêm, sửa, sáp nhập, chia tách, giải thể đơn vị, mới nhất ở trên. Một lần đã lưu không sửa được; chỉ hủy bằng một lần khác.',
  make: 'Sáp nhập, chia tách',
  makeLead:
    'Ghi cả đợt sắp xếp theo một văn bản, mỗi dòng một việc. Xem trước rồi mới lưu; lưu thì lưu cả, có lỗi thì không lưu gì.',
  empty: 'Chưa có thay đổi nào. Đơn vị được thêm, sửa ở trang Đơn vị.',
  on: 'Có hiệu lực từ ngày',
  number: 'Số văn bản',
  numberHint: 'Ví dụ: 1663/NQ-UBTVQH15.',
  issuedBy: 'Cơ quan ban hành',
  line: (number: number) => `Việc ${number}`,
  kind: 'Việc gì',
  kinds: {
    merge: 'sáp nhập thành một đơn vị',
    split: 'chia thành nhiều đơn vị',
    transfer: 'chuyển một phần sang đơn vị khác',
    rename: 'đổi tên, mã hoặc nơi trực thuộc',
    abolish: 'giải thể, không giao lại',
  },
  from: 'Đơn vị cũ',
  fromHint: 'Mỗi hàng một đơn vị, theo tên hoặc mã ngay trước ngày có hiệu lực.',
  to: 'Thành đơn vị',
  toHint:
    'Mỗi hàng một đơn vị: tên; mã; tên tiếng Anh (mã và tên tiếng Anh không bắt buộc). Đơn vị đang có thì chỉ ghi tên hoặc mã. Giải thể thì để trống.',
  parent: 'Đơn vị mới trực thuộc',
  parentHint: 'Để trống thì như đơn vị cũ thứ nhất.',
  more: 'Thêm dòng',
  preview: 'Xem trước',
  previewTitle: 'Xem trước: chưa có gì được lưu',
  keep: 'Lưu thay đổi này',
  edit: 'Sửa lại',
  summary: (ended: number, heirs: number, abolished: number) =>
    `${ended} đơn vị trở thành hoặc nhập vào ${heirs} đơn vị; ${abolished} đơn vị giải thể.`,
  points: (moved: number, undecided: number) =>
    `${moved} điểm khảo sát sẽ thuộc đơn vị mới khi bước sang đợt lấy danh sách đơn vị từ ngày này; điểm của đợt đang mở giữ đơn vị cũ đến hết đợt.` +
    (undecided > 0 ? ` ${undecided} điểm cần người quản lý chọn đơn vị.` : ''),
  breaks: (count: number) =>
    count === 0
      ? 'Không chuỗi số liệu nào bị ngắt.'
      : `Chuỗi số liệu của ${count} đơn vị bị ngắt: trước và sau ngày này không so được với nhau.`,
  does: {
    whole: 'nhập vào',
    split: 'chia thành',
    part: 'chuyển một phần sang',
    changed: 'đổi thành',
    founded: 'thêm',
    abolished: 'giải thể',
  },
  under: (parent: string) => `trực thuộc ${parent}`,
  undecided: 'cần chọn',
  breaksTitle: 'Chuỗi số liệu bị ngắt',
  pointsTitle: 'Điểm khảo sát',
  point: 'Mã điểm',
  entered: 'Người lưu',
  document: 'Văn bản',
  what: 'Nội dung',
  state: 'Tình trạng',
  states: { standing: 'có hiệu lực', undone: 'đã hủy', undoing: 'lần hủy' },
  undoing: (id: string) => `Hủy thay đổi số ${id}`,
  count: (founded: number, changed: number, ended: number) =>
    [founded > 0 && `thêm ${founded}`, changed > 0 && `sửa ${changed}`, ended > 0 && `kết thúc ${ended}`]
      .filter((text) => text !== false)
      .join(', '),
  one: (id: string) => `Thay đổi số ${id}`,
  undo: 'Hủy thay đổi này',
  undoLead:
    'Các đơn vị trở lại như khi chưa có thay đổi này. Việc hủy cũng là một thay đổi được lưu, có thể hủy tiếp. Ghi văn bản làm căn cứ.',
  undoWithoutLead:
    'Các đơn vị trở lại như khi chưa có thay đổi này. Việc hủy cũng là một thay đổi được lưu, có thể hủy tiếp. Có văn bản làm căn cứ thì ghi; sửa lỗi nhập thì để trống.',
  followLead:
    'Các điểm khảo sát của đơn vị cũ mà đợt đã hết có thể chuyển sang đơn vị mới, trong một đợt lấy danh sách đơn vị từ ngày này. Mã in trên điểm giữ nguyên.',
  followRound: 'Chuyển sang đợt',
  followed: (title: string, count: number) => `${title} (${count} điểm)`,
  follow: 'Chuyển các điểm khảo sát',
  all: 'Tất cả thay đổi',
  units: 'Đơn vị',
  done: {
    kept: 'Đã lưu thay đổi đơn vị.',
    undone: 'Đã hủy thay đổi.',
    followed: 'Đã chuyển các điểm khảo sát.',
  },
  errors: {
    ...unitChangeTexts.vi.errors,
    missing: 'Cần ghi mục này.',
    nothing: 'Cần ghi ít nhất một việc.',
    unknownUnit: (about) => `Ngay trước ngày có hiệu lực không có đơn vị “${about}”.`,
    ambiguousUnit: (about) => `Có nhiều đơn vị tên “${about}”; xin ghi mã.`,
    oneOnly: 'Việc này chỉ có một đơn vị ở đây; đơn vị khác xin ghi ở việc khác.',
    twoOrMore: 'Chia tách cần ít nhất hai đơn vị mới.',
    none: 'Giải thể thì không có đơn vị nhận; xin để trống.',
    lost: (about) => `${about}: kết thúc mà chưa giao lại cho đơn vị nào.`,
    overlap: (about) => `${about}: được ghi hai lần, hoặc vừa kết thúc vừa còn hoạt động.`,
    notLiving: (about) => `${about}: không hoạt động ngay trước ngày đó, hoặc đã thay đổi vào chính ngày đó.`,
    noHeir: (about) => `${about}: nhận lại mà không hoạt động từ ngày đó.`,
    orphan: (about) => `${about}: sẽ trực thuộc một đơn vị không còn hoạt động; xin ghi nơi trực thuộc mới.`,
    codeTwice: (about) => `${about}: cùng một mã vào ngày đó.`,
    nameTwice: (about) => `${about}: cùng tên và cùng nơi trực thuộc vào ngày đó.`,
    cycle: (about) => `${about}: sẽ trực thuộc lẫn nhau thành vòng.`,
    roundFixed: (about) =>
      `Đợt ${about} đã lấy danh sách đơn vị theo ngày đó hoặc sau đó; xin ghi ngày muộn hơn.`,
    builtUpon: (about) => `Thay đổi số ${about} dựa trên các đơn vị này; xin hủy thay đổi đó trước.`,
  } satisfies Record<FormErrorKind, string | ErrorText> as Record<FormErrorKind, string | ErrorText>,
};

const en: typeof vi = {
  title: 'Changes of units',
  lead: 'Every unit added, changed, merged, split or abolished, latest first. A saved change cannot be edited, only undone by another one.',
  make: 'Merge or split units',
  makeLead:
    'Enter a whole reorganisation under one document, one line for each step. Look at the preview, then save; either everything is saved or, if there is an error, nothing.',
  empty: 'No change yet. Units are added and changed on the page Units.',
  on: 'Effective from',
  number: 'Document number',
  numberHint: 'For example: 1663/NQ-UBTVQH15.',
  issuedBy: 'Issued by',
  line: (number) => `Line ${number}`,
  kind: 'What happens',
  kinds: {
    merge: 'merged into one unit',
    split: 'split into several units',
    transfer: 'a part goes to another unit',
    rename: 'new name, code or parent',
    abolish: 'abolished with no successor',
  },
  from: 'Old units',
  fromHint: 'One per line, by the name or code just before that date.',
  to: 'Become',
  toHint:
    'One unit per line: name; code; name in English (code and English are optional). For an existing unit, just the name or the code. Leave empty for abolished units.',
  parent: 'New units belong to',
  parentHint: 'If empty, the same as the first old unit.',
  more: 'Add lines',
  preview: 'Preview',
  previewTitle: 'Preview: nothing is saved yet',
  keep: 'Save this change',
  edit: 'Back to the form',
  summary: (ended, heirs, abolished) =>
    `${ended} units become or join ${heirs} units; ${abolished} units are abolished.`,
  points: (moved, undecided) =>
    `${severalOf(moved, 'access point')} will belong to the new unit when they go on to a round that takes its units as of this day or later; those of an open round keep the old unit until it ends.` +
    (undecided > 0 ? ` For ${undecided} a manager has to choose the unit.` : ''),
  breaks: (count) =>
    count === 0
      ? 'No series breaks.'
      : `The series of ${count} units break: before and after this day they cannot be compared.`,
  does: {
    whole: 'merge into',
    split: 'is split into',
    part: 'hands a part to',
    changed: 'becomes',
    founded: 'added',
    abolished: 'abolished',
  },
  under: (parent) => `below ${parent}`,
  undecided: 'to be chosen',
  breaksTitle: 'Series that break',
  pointsTitle: 'Access points',
  point: 'Code of the point',
  entered: 'Saved by',
  document: 'Document',
  what: 'What',
  state: 'State',
  states: { standing: 'in force', undone: 'undone', undoing: 'an undoing' },
  undoing: (id) => `Undoes change ${id}`,
  count: (founded, changed, ended) =>
    [founded > 0 && `${founded} added`, changed > 0 && `${changed} changed`, ended > 0 && `${ended} ended`]
      .filter((text) => text !== false)
      .join(', '),
  one: (id) => `Change ${id}`,
  undo: 'Undo this change',
  undoLead:
    'Units go back to how they were before this change. Undoing is a change too, and can itself be undone. Give the document it is based on.',
  undoWithoutLead:
    'Units go back to how they were before this change. Undoing is a change too, and can itself be undone. Give the document it is based on, or leave both empty to put a mistake right.',
  followLead:
    'Access points of old units whose round is over can go on to the new units, in a round that takes its units as of this day or later. Their printed codes stay.',
  followRound: 'Go on to the round',
  followed: (title, count) => `${title} (${severalOf(count, 'point')})`,
  follow: 'Move the access points',
  all: 'All changes',
  units: 'Units',
  done: {
    kept: 'The change of units was saved.',
    undone: 'The change was undone.',
    followed: 'The access points were moved.',
  },
  errors: {
    ...unitChangeTexts.en.errors,
    missing: 'Please fill this in.',
    nothing: 'Please enter at least one line.',
    unknownUnit: (about) => `There is no unit “${about}” just before that day.`,
    ambiguousUnit: (about) => `Several units are called “${about}”; please give the code.`,
    oneOnly: 'Only one unit can stand here; please enter others on lines of their own.',
    twoOrMore: 'A split needs at least two new units.',
    none: 'Abolished units have no successor; please leave this empty.',
    lost: (about) => `${about}: ends, and nobody takes it over.`,
    overlap: (about) => `${about}: named twice, or ended and living on at once.`,
    notLiving: (about) => `${about}: does not exist just before that day, or was changed on that very day.`,
    noHeir: (about) => `${about}: would take over, and does not exist from that day on.`,
    orphan: (about) => `${about}: would belong to a unit that is no more; please say where it belongs now.`,
    codeTwice: (about) => `${about}: the same code on that day.`,
    nameTwice: (about) => `${about}: the same name under the same unit on that day.`,
    cycle: (about) => `${about}: would belong to each other in a ring.`,
    roundFixed: (about) =>
      `The round ${about} has taken its units as of that day or later; please choose a later day.`,
    builtUpon: (about) => `Change ${about} rests on these units; please undo that one first.`,
  },
};

export const successionTexts: Record<PageLanguage, typeof vi> = { vi, en };
