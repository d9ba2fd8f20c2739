/** Texts of the job pages. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { JobState } from './job.ts';

const vi = {
  title: 'Tác vụ',
  what: 'Tác vụ',
  startedBy: 'Người chạy',
  startedAt: 'Bắt đầu',
  state: 'Tình trạng',
  size: 'Kích thước',
  empty:
    'Chưa có tác vụ nào trong phạm vi của ông/bà. Tác vụ xuất hiện ở đây khi ông/bà xuất dữ liệu, ví dụ xuất nhật ký.',
  states: {
    waiting: 'đang chờ',
    running: 'đang chạy',
    done: 'đã xong',
    failed: 'không thành công',
    cancelled: 'đã dừng',
  } satisfies Record<JobState, string> as Record<JobState, string>,
  cancelling: 'đang dừng',
  progress: 'Tiến độ',
  progressOf: (done: string, of: string) => `${done} trên ${of}`,
  progressSoFar: (done: string) => `${done} mục`,
  refresh: 'Xem lại tiến độ',
  cancel: 'Dừng tác vụ',
  download: 'Tải kết quả',
  keptUntil: (time: string) => `Kết quả được giữ đến ${time}.`,
  all: 'Tất cả tác vụ',
  cancelAsked: 'Đã yêu cầu dừng.',
};

const en: typeof vi = {
  title: 'Jobs',
  what: 'Job',
  startedBy: 'Run by',
  startedAt: 'Started',
  state: 'State',
  size: 'Size',
  empty:
    'There is no job within your units. Jobs appear here when you export something, such as the audit log.',
  states: { waiting: 'waiting', running: 'running', done: 'done', failed: 'failed', cancelled: 'cancelled' },
  cancelling: 'stopping',
  progress: 'Progress',
  progressOf: (done, of) => `${done} of ${of}`,
  progressSoFar: (done) => `${done} items`,
  refresh: 'Refresh progress',
  cancel: 'Stop the job',
  download: 'Download the result',
  keptUntil: (time) => `The result is kept until ${time}.`,
  all: 'All jobs',
  cancelAsked: 'The job was asked to stop.',
};

export const jobTexts: Record<PageLanguage, typeof vi> = { vi, en };
