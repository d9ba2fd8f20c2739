import { METHOD_DEFAULTS, type Method } from '../method.ts';

/** The satisfaction questions of the one-stop evaluation: not satisfied, satisfied, very satisfied. */
export const satisfaction3Level: Method = {
  ...METHOD_DEFAULTS,
  id: 'satisfaction-3-level',
  name: { vi: 'Mức độ hài lòng, ba mức', en: 'Satisfaction on three levels' },
  satisfiedLevels: { 3: [2, 3] },
  decimals: 1,
  validFrom: '2018-06-21',
  provenance: {
    source: { vi: 'Thông tư 01/2018/TT-VPCP', en: 'Circular 01/2018/TT-VPCP' },
    statements: [
      {
        what: {
          vi: 'Ba mức: không hài lòng, hài lòng, rất hài lòng; một chữ số thập phân',
          en: 'Three levels: not satisfied, satisfied, very satisfied; one decimal',
        },
        standing: 'secondHand',
      },
      {
        what: {
          vi: 'Tính "hài lòng" và "rất hài lòng" là hài lòng, gộp mọi câu trả lời',
          en: '"Satisfied" and "very satisfied" count, all answers pooled',
        },
        standing: 'unconfirmed',
      },
      {
        what: { vi: 'Có hiệu lực từ ngày 21/6/2018', en: 'In force from 21 June 2018' },
        standing: 'unconfirmed',
      },
    ],
  },
};
