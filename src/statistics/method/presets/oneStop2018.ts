import { METHOD_DEFAULTS, type Method } from '../method.ts';

/** Nine indicators with 0, 1 or 2 points (levels 1, 2, 3): the mean of the questions, as a share of 18 points. */
export const oneStop2018: Method = {
  ...METHOD_DEFAULTS,
  id: 'one-stop-2018',
  name: { vi: 'Đánh giá Bộ phận Một cửa 2018', en: 'One-stop evaluation 2018' },
  mode: 'mean',
  satisfiedLevels: {},
  meanScore: 'fromZero',
  aggregation: 'meanOfQuestions',
  validFrom: '2018-06-21',
  validTo: '2025-06-30',
  provenance: {
    source: {
      vi: 'Nghị định 61/2018/NĐ-CP và Thông tư 01/2018/TT-VPCP',
      en: 'Decree 61/2018/NĐ-CP and Circular 01/2018/TT-VPCP',
    },
    statements: [
      {
        what: { vi: 'Chín chỉ số, mỗi chỉ số 0, 1 hoặc 2 điểm', en: 'Nine indicators of 0, 1 or 2 points' },
        standing: 'secondHand',
      },
      {
        what: { vi: 'Các mức xếp loại dưới 15 điểm', en: 'The classes below 15 points' },
        standing: 'secondHand',
      },
      {
        what: { vi: 'Đúng 15 điểm là Xuất sắc', en: 'Exactly 15 points are "excellent"' },
        standing: 'unconfirmed',
      },
      {
        what: {
          vi: 'Thay bằng Nghị định 118/2025/NĐ-CP từ ngày 01/7/2025',
          en: 'Replaced by Decree 118/2025/NĐ-CP from 1 July 2025',
        },
        standing: 'secondHand',
      },
      {
        what: { vi: 'Có hiệu lực từ ngày 21/6/2018', en: 'In force from 21 June 2018' },
        standing: 'unconfirmed',
      },
    ],
  },
};
