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
  interviewer: { vi: 'Người phỏng vấn', en: 'Interviewer' },
  analyst: { vi: 'Chuyên viên phân tích', en: 'Analyst' },
  auditor: { vi: 'Người kiểm tra', en: 'Auditor' },
  researcher: { vi: 'Người dùng dữ liệu chi tiết', en: 'User of micro-data' },
};

export function isRole(value: unknown): value is Role {
  return roles.some((role) => role === value);
}
