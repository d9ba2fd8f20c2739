import { filings, type Filing } from '../../../registers/caseloads/caseload.ts';
import type { Localized } from '../../../platform/text/localized.ts';
import type { AboutQuestion } from '../survey.ts';

const labels: Readonly<Record<Filing, Localized>> = {
  counter: { vi: 'Trực tiếp tại Bộ phận Một cửa', en: 'At the one-stop counter' },
  online: { vi: 'Trực tuyến', en: 'Online' },
  post: { vi: 'Qua bưu chính công ích', en: 'By public post' },
};

/** How a case was filed, in the categories of the caseload: with its answers, an index can be calibrated to them. */
export const filingQuestion: AboutQuestion = {
  id: 'filing',
  text: { vi: 'Ông/bà nộp hồ sơ bằng cách nào?', en: 'How did you file your application?' },
  options: filings.map((id) => ({ id, label: labels[id] })),
};
