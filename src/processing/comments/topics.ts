/**
 * What a comment seems to be about: the five factors of decision 2640/QĐ-BNV (2017), each by words that people use for
 * it. A comment has no factor (decision 0130), and words are matched, not understood: this finds comments to read, and
 * nothing is counted or reported by it.
 */
import type { Localized } from '../../platform/text/localized.ts';
import { hasPhrase, phrasesOf, type CommentText, type Phrase } from './commentText.ts';

export const topicIds = ['access', 'procedures', 'officials', 'results', 'feedback'] as const;
export type TopicId = (typeof topicIds)[number];

interface Topic {
  readonly name: Localized;
  readonly phrases: readonly Phrase[];
}

const topic = (vi: string, en: string, words: string): Topic => ({
  name: { vi, en },
  phrases: words.split(', ').flatMap((phrase) => phrasesOf(`"${phrase}"`)),
});

export const topics: Readonly<Record<TopicId, Topic>> = {
  access: topic(
    'Tiếp cận dịch vụ',
    'Access to the service',
    'chờ, đợi, chỗ ngồi, ghế, quạt, máy lạnh, nóng, chật, chỗ để xe, gửi xe, bãi xe, xếp hàng, lấy số, quầy, máy tính, trang thiết bị, mạng, đường đi, nhà vệ sinh',
  ),
  procedures: topic(
    'Thủ tục hành chính',
    'Procedures',
    'thủ tục, hồ sơ, giấy tờ, biểu mẫu, mẫu đơn, tờ khai, lệ phí, phí, niêm yết, quy định, thời hạn, bổ sung, công chứng, chứng thực, trực tuyến, nộp',
  ),
  officials: topic(
    'Công chức giải quyết công việc',
    'Officials',
    'thái độ, cán bộ, công chức, nhân viên, lịch sự, hướng dẫn, giải thích, nhiệt tình, tận tình, cáu, quát, niềm nở, vòi vĩnh, nhũng nhiễu, gây khó',
  ),
  results: topic(
    'Kết quả cung ứng dịch vụ',
    'Results',
    'kết quả, trả hồ sơ, trả giấy, sai sót, sai tên, sai thông tin, sai ngày, trễ hẹn, quá hẹn, đúng hẹn, giấy hẹn',
  ),
  feedback: topic(
    'Tiếp nhận, giải quyết góp ý',
    'Handling of feedback',
    'góp ý, phản ánh, kiến nghị, khiếu nại, đường dây nóng, hòm thư, hộp thư, phản hồi, trả lời đơn',
  ),
};

export function isOnTopic(text: CommentText, id: TopicId): boolean {
  return topics[id].phrases.some((phrase) => hasPhrase(text, phrase));
}
