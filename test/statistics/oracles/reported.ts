/** Figures that offices have published, and what follows from them. */
interface Reported {
  what: string;
  value: number;
  change: number;
  previous: number;
  rank: number;
  previousRank?: number;
  reportedRankChange?: number;
  contradiction?: boolean;
}

export const reportedFigures: readonly Reported[] = [
  {
    what: 'Hong Ngu satisfaction index 2021 and change',
    value: 91.28,
    change: -7.86,
    previous: 99.14,
    rank: 5,
    reportedRankChange: -5,
    contradiction: true,
  },
  {
    what: 'Hong Ngu PAR INDEX 2021',
    value: 86.02,
    change: 4.32,
    previous: 81.7,
    rank: 2,
    previousRank: 3,
    reportedRankChange: 1,
    contradiction: false,
  },
  { what: 'Ha Noi 2024', value: 86.5, change: 2.93, previous: 83.57, rank: 11, previousRank: 21 },
];

/** National index of 2023 and 2024. */
export const nationalIndex = { what: 'National SIPAS 2023, 2024', values: [82.66, 83.94], change: 1.28 };

/** Parts that make a published whole: appraisal and survey of a scorecard; answers on harassment. */
export const reportedSums = [
  { what: 'PAR 2012 Dong Thap: appraisal + survey', parts: [52.5, 30.91], value: 83.41 },
  { what: 'Harassment answers 2024 add up', parts: [90.06, 8.98, 0.96], value: 100.0 },
];
