import type { Level } from '../survey.ts';

/** The five levels of decision 2640/QĐ-BNV, from the worst. */
export const fiveLevels: readonly Level[] = [
  { level: 1, label: { vi: 'Rất không hài lòng', en: 'Very dissatisfied' } },
  { level: 2, label: { vi: 'Không hài lòng', en: 'Dissatisfied' } },
  { level: 3, label: { vi: 'Bình thường', en: 'Neutral' } },
  { level: 4, label: { vi: 'Hài lòng', en: 'Satisfied' } },
  { level: 5, label: { vi: 'Rất hài lòng', en: 'Very satisfied' } },
];
