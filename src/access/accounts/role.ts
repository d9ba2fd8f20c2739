/** The roles that an account can hold. What each may do is in authority.ts. */
import type { Sentence } from '../../platform/problem.ts';

export const roles = [
  'administrator',
  'manager',
  'officer',
  'clerk',
  'interviewer',
  'analyst',
  'auditor',
  'researcher',
] as const;
export type Role = (typeof roles)[number];

export const roleNames: Record<Role, Sentence> = {
  administrator: { vi: 'Quản trị hệ thống', en: 'Administrator' },
  manager: { vi: 'Quản lý khảo sát', en: 'Survey manager' },
  officer: { vi: 'Cán bộ đơn vị', en: 'Unit officer' },
  clerk: { vi: 'Nhân viên nhập phiếu', en: 'Clerk' },
  interviewer: { vi: 'Điều tra viên', en: 'Interviewer' },
  analyst: { vi: 'Chuyên viên phân tích', en: 'Analyst' },
  auditor: { vi: 'Người kiểm tra', en: 'Auditor' },
  researcher: { vi: 'Người dùng dữ liệu chi tiết', en: 'User of micro-data' },
};

/** What each role is for, in a few words; docs/authority.md has every permission. */
export const roleDuties: Record<Role, Sentence> = {
  administrator: { vi: 'tài khoản, thời hạn lưu, nhật ký', en: 'accounts, retention, audit' },
  manager: {
    vi: 'đơn vị, phiếu, đợt đo lường, duyệt và công bố kết quả',
    en: 'units, surveys, rounds, screening and publishing',
  },
  officer: { vi: 'theo dõi và trả lời phản ánh của đơn vị mình', en: 'follows and answers for one unit' },
  clerk: { vi: 'nhập phiếu giấy, đọc ý kiến mới', en: 'keys paper forms, screens comments' },
  interviewer: { vi: 'hỏi người dân và nhập phiếu thay', en: 'asks people and enters their answers' },
  analyst: { vi: 'phân tích, thẩm định điểm, lập báo cáo', en: 'analyses, appraises, writes reports' },
  auditor: {
    vi: 'chỉ xem: nhật ký, chất lượng phiếu, mở phiếu đối chiếu',
    en: 'reads only: audit, quality, spot checks',
  },
  researcher: { vi: 'tải dữ liệu chi tiết đã khử nhận dạng', en: 'exports de-identified records' },
};

export function isRole(value: unknown): value is Role {
  return roles.some((role) => role === value);
}
