/** A fraction and its percent, rounded half up; by hand. */
export const roundedPercents = [
  {
    numerator: 20082,
    denominator: 22000,
    decimals: 2,
    text: '91.28',
  },
  {
    numerator: 21811,
    denominator: 22000,
    decimals: 2,
    text: '99.14',
  },
  {
    numerator: 136,
    denominator: 149,
    decimals: 2,
    text: '91.28',
  },
  {
    numerator: 115,
    denominator: 116,
    decimals: 2,
    text: '99.14',
  },
  {
    numerator: 1,
    denominator: 8,
    decimals: 2,
    text: '12.50',
  },
  {
    numerator: 1,
    denominator: 800,
    decimals: 2,
    text: '0.13',
  },
  {
    numerator: 201,
    denominator: 40000,
    decimals: 2,
    text: '0.50',
  },
  {
    numerator: 1,
    denominator: 200000,
    decimals: 2,
    text: '0.00',
  },
  {
    numerator: 1,
    denominator: 20000,
    decimals: 2,
    text: '0.01',
  },
  {
    numerator: 201,
    denominator: 20000,
    decimals: 2,
    text: '1.01',
  },
  {
    numerator: 1669,
    denominator: 20000,
    decimals: 2,
    text: '8.35',
  },
  {
    numerator: 9999,
    denominator: 10000,
    decimals: 1,
    text: '100.0',
  },
  {
    numerator: 0,
    denominator: 7,
    decimals: 2,
    text: '0.00',
  },
  {
    numerator: 7,
    denominator: 7,
    decimals: 2,
    text: '100.00',
  },
  {
    numerator: 1,
    denominator: 3,
    decimals: 2,
    text: '33.33',
  },
  {
    numerator: 2,
    denominator: 3,
    decimals: 2,
    text: '66.67',
  },
];
