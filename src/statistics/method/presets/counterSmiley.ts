import { METHOD_DEFAULTS, type Method } from '../method.ts';

/** One question with five faces at a counter. The two optional questions after it are not part of the index. */
export const counterSmiley: Method = {
  ...METHOD_DEFAULTS,
  id: 'counter-smiley',
  name: { vi: 'Đánh giá nhanh tại quầy', en: 'Quick rating at the counter' },
  satisfiedLevels: { 5: [4, 5] },
  questions: ['overall'],
  decimals: 1,
  provenance: {
    source: { vi: 'Phương pháp của phần mềm này', en: 'A method of this program' },
    statements: [
      {
        what: {
          vi: 'Không theo văn bản nào; người trả lời tự chọn, nên không so với chỉ số của cuộc điều tra chọn mẫu',
          en: 'Follows no legal text; people choose themselves to answer, so it is no match for a drawn sample',
        },
        standing: 'unconfirmed',
      },
    ],
  },
};
