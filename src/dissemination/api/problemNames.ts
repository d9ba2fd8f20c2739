/** The problems of the API by status, each with an id that its `type` links to. */
import type { Sentence } from '../../platform/problem.ts';

export interface ProblemName {
  readonly id: string;
  readonly title: Sentence;
  /** When it occurs. */
  readonly when: Sentence;
}

export const problemNames: Readonly<Record<number, ProblemName>> = {
  400: {
    id: 'malformed',
    title: { vi: 'Yêu cầu không dùng được', en: 'The request cannot be used' },
    when: {
      vi: 'tham số lạ, sai, quá lớn, ghi hai lần; con trỏ hỏng; kỳ ngược; JSON hỏng',
      en: 'a parameter is unknown, wrong, too large or given twice; a bad cursor; a period that ends before it starts; broken JSON',
    },
  },
  401: {
    id: 'key',
    title: { vi: 'Cần khóa API còn hiệu lực', en: 'A valid API key is needed' },
    when: {
      vi: 'không có khóa, khóa sai, hết hạn hoặc bị thu hồi',
      en: 'no key, or one that is wrong, expired or revoked',
    },
  },
  403: {
    id: 'forbidden',
    title: { vi: 'Không được làm việc này', en: 'Not allowed' },
    when: {
      vi: 'khóa hoặc vai trò của tài khoản không bao gồm việc này',
      en: 'the key, or the role of its account, does not include it',
    },
  },
  404: {
    id: 'not-found',
    title: { vi: 'Không có nội dung này', en: 'Not found' },
    when: {
      vi: 'không có, hoặc nằm ngoài phạm vi của tài khoản',
      en: 'it does not exist, or lies outside the units of the account',
    },
  },
  409: {
    id: 'conflict',
    title: { vi: 'Trái với những gì đã lưu', en: 'It contradicts what is stored' },
    when: {
      vi: 'tên lô mã hoặc tên thay đổi đã dùng cho nội dung khác; số liệu vừa thay đổi giữa chừng',
      en: 'the name of a batch or change stands for another one; figures have just changed meanwhile',
    },
  },
  413: {
    id: 'too-large',
    title: { vi: 'Nội dung quá lớn', en: 'The body is too large' },
    when: { vi: 'nội dung gửi lên lớn hơn 8 MB', en: 'the body is larger than 8 MB' },
  },
  422: {
    id: 'unsound',
    title: { vi: 'Có chỗ cần sửa', en: 'Something has to be corrected' },
    when: {
      vi: 'nội dung đọc được nhưng có chỗ sai; chưa lưu gì',
      en: 'the body was read but is not right; nothing was stored',
    },
  },
  429: {
    id: 'too-many',
    title: { vi: 'Quá nhiều yêu cầu', en: 'Too many requests' },
    when: {
      vi: 'vượt giới hạn trong một phút; chờ theo Retry-After',
      en: 'the limit of a minute is passed; wait as Retry-After says',
    },
  },
  500: {
    id: 'error',
    title: { vi: 'Hệ thống gặp lỗi', en: 'An internal error' },
    when: { vi: 'lỗi của chương trình, đã được ghi lại', en: 'an error in the program, which was recorded' },
  },
};
