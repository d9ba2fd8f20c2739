/** Levels chosen so many times, and the index by each way of counting, in percent; by hand. */
export const chosenLevels = {
  countsFromBest: [40, 45, 10, 3, 2],
  topTwo: 85.0,
  meanOverFive: 83.6,
  meanRescaled: 79.5,
  withTenNoOpinion: {
    excluded: 85.0,
    included: 77.27,
  },
};
