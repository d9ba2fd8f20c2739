/** Why a job's thread ended before the job was finished, and when to give up. */
import type { Sentence } from '../../platform/problem.ts';

/** The thread ran out of memory, did not report for too long, or crashed. */
export type Interruption = 'memory' | 'silence' | 'error';

/** A job that was claimed this often without finishing is not claimed again. */
export const claimsMax = 3;

/** Undefined: the whole program ended. */
const reasons: Record<Interruption | 'program', Sentence> = {
  memory: { vi: 'máy chủ không đủ bộ nhớ', en: 'the server had too little memory for it' },
  silence: { vi: 'quá lâu không có tiến triển', en: 'it made no progress for too long' },
  error: { vi: 'gặp lỗi, đã được ghi lại', en: 'it met an error, which was recorded' },
  program: { vi: 'chương trình dừng hoặc khởi động lại', en: 'the program stopped or was restarted' },
};

export function gaveUp(interruption: Interruption | undefined): Sentence {
  const { vi, en } = reasons[interruption ?? 'program'];
  return {
    vi: `Tác vụ đã bắt đầu ${claimsMax} lần mà không lần nào xong; lần cuối: ${vi}. Xin chạy lại với phạm vi nhỏ hơn, hoặc báo cho người quản trị hệ thống.`,
    en: `The job was begun ${claimsMax} times and never finished; the last time ${en}. Please run it again for a smaller part, or tell an administrator.`,
  };
}
