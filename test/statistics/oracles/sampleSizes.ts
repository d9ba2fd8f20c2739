/** Sizes by the two usual formulas; by hand. */
export const sampleSizes = [
  {
    population: 500,
    marginPercent: 5,
    yamane: 223,
    cochranFinite: 218,
  },
  {
    population: 1000,
    marginPercent: 5,
    yamane: 286,
    cochranFinite: 278,
  },
  {
    population: 5000,
    marginPercent: 5,
    yamane: 371,
    cochranFinite: 357,
  },
  {
    population: 10000,
    marginPercent: 5,
    yamane: 385,
    cochranFinite: 370,
  },
  {
    population: 50000,
    marginPercent: 5,
    yamane: 397,
    cochranFinite: 382,
  },
  {
    population: 100610,
    marginPercent: 5,
    yamane: 399,
    cochranFinite: 383,
  },
];
