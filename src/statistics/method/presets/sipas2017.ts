import { METHOD_DEFAULTS, type Method } from '../method.ts';

/** The index of the national survey of 2017–2020: the share of answers that are "satisfied" or "very satisfied". */
export const sipas2017: Method = {
  ...METHOD_DEFAULTS,
  id: 'sipas-2017',
  name: { vi: 'Chỉ số hài lòng SIPAS 2017–2020', en: 'SIPAS satisfaction index 2017–2020' },
  satisfiedLevels: { 5: [4, 5] },
  validFrom: '2017-01-01',
  provenance: {
    source: { vi: 'Quyết định 2640/QĐ-BNV năm 2017', en: 'Decision 2640/QĐ-BNV of 2017' },
    statements: [
      {
        what: {
          vi: 'Năm yếu tố, 22 tiêu chí, năm mức từ rất không hài lòng đến rất hài lòng',
          en: 'Five factors, 22 criteria, five levels from very dissatisfied to very satisfied',
        },
        standing: 'official',
        by: '2640/QĐ-BNV (2017)',
      },
      {
        what: {
          vi: 'Chỉ số là tỷ lệ hài lòng và rất hài lòng; công thức tính chính xác',
          en: 'The index is the share of satisfied and very satisfied; its exact formula',
        },
        standing: 'unconfirmed',
      },
      {
        what: { vi: 'Không tính câu trả lời "không có ý kiến"', en: '"No opinion" is left out' },
        standing: 'unconfirmed',
      },
      { what: { vi: 'Áp dụng từ năm 2017', en: 'Used from 2017' }, standing: 'unconfirmed' },
    ],
  },
};
