import type { Localized } from '../../../platform/text/localized.ts';
import { METHOD_DEFAULTS, type FactorShape, type Method } from '../method.ts';

/** Contents and factors of the frame, all of which need weights. */
export const sipas2023Factors: readonly FactorShape[] = [
  ...[
    'economy',
    'healthcare',
    'schools',
    'water',
    'electricity',
    'order',
    'roads',
    'welfare',
    'administrativeReform',
  ].map((id) => ({ id, content: 'policy' })),
  ...['access', 'procedures', 'officials', 'results', 'feedback'].map((id) => ({ id, content: 'service' })),
];

/** The names of the contents, groups and factors of the frame. */
export const frameNames: Readonly<Record<string, Localized>> = {
  policy: { vi: 'Xây dựng, thực hiện chính sách', en: 'Making and carrying out policy' },
  service: { vi: 'Cung ứng dịch vụ hành chính công', en: 'Service delivery' },
  economy: { vi: 'Phát triển kinh tế', en: 'Economic development' },
  healthcare: { vi: 'Khám, chữa bệnh', en: 'Health care' },
  schools: { vi: 'Giáo dục phổ thông', en: 'Schools' },
  water: { vi: 'Nước sinh hoạt', en: 'Water' },
  electricity: { vi: 'Điện sinh hoạt', en: 'Electricity' },
  order: { vi: 'Trật tự, an toàn xã hội', en: 'Public order and safety' },
  roads: { vi: 'Giao thông đường bộ', en: 'Roads' },
  welfare: { vi: 'An sinh, xã hội', en: 'Social welfare' },
  administrativeReform: { vi: 'Cải cách hành chính nhà nước', en: 'Administrative reform' },
  access: { vi: 'Tiếp cận dịch vụ', en: 'Access to the service' },
  procedures: { vi: 'Thủ tục hành chính', en: 'Procedures' },
  officials: { vi: 'Công chức trực tiếp giải quyết', en: 'Officials' },
  results: { vi: 'Kết quả', en: 'Results' },
  feedback: { vi: 'Tiếp nhận, giải quyết góp ý, phản ánh, kiến nghị', en: 'Handling of feedback' },
};

/**
 * The frame of the national survey of 2023–2026. Its weights are not published, and the published values show that it is not
 * an unweighted mean. So it gives no number until somebody enters the weights of every factor and content.
 */
export const sipas2023Frame: Method = {
  ...METHOD_DEFAULTS,
  id: 'sipas-2023-frame',
  name: { vi: 'Khung SIPAS 2023–2026', en: 'SIPAS frame 2023–2026' },
  mode: 'mean',
  satisfiedLevels: {},
  aggregation: 'weighted',
  weights: { of: 'factors', byId: {}, contents: {} },
  factors: sipas2023Factors,
  validFrom: '2023-12-11',
  validTo: '2026-12-31',
  provenance: {
    source: { vi: 'Quyết định 1001/QĐ-BNV ngày 11/12/2023', en: 'Decision 1001/QĐ-BNV of 11 December 2023' },
    statements: [
      {
        what: {
          vi: 'Hai nội dung: xây dựng, thực hiện chính sách (chín nhóm) và cung ứng dịch vụ (năm yếu tố)',
          en: 'Two contents: making and carrying out policy (nine groups), and service delivery (five factors)',
        },
        standing: 'official',
        by: '1001/QĐ-BNV (2023)',
      },
      {
        what: { vi: 'Năm mức, chấm từ 1 đến 5', en: 'Five levels, scored 1 to 5' },
        standing: 'official',
        by: '1001/QĐ-BNV (2023)',
      },
      {
        what: {
          vi: 'Không phải trung bình cộng đơn giản: 83,84 và 84,09 cho 83,94',
          en: 'Not a plain mean: 83.84 and 84.09 give 83.94',
        },
        standing: 'official',
        by: 'Số liệu công bố năm 2024',
      },
      {
        what: { vi: 'Công thức và trọng số', en: 'The formula and the weights' },
        standing: 'unconfirmed',
      },
    ],
  },
};
