/** Numbers that relativeImportance.R prints, by base R's `lm` on all 32 subsets of five factors. */
export const lmgOfFive = {
  explained: 0.985718239732629,
  shares: [0.283413201446447, 0.330017812043201, 0.14002359428794, 0.245149362491417, 0.00139602973099501],
  meanCorrelation: 0.332476137906811,
};
