/** Numbers that power.R prints, by `power.prop.test` and the same formula. */
export const powerOracle = {
  power: [0.493684116324438, 0.179305302732057, 0.282606139813416, 0.341317519735716, 0.025],
  unequal: [0.62316959877041, 0.153947011912965],
  difference: [0.100557378816976, 0.13428293631784, 0.174211048634259],
} as const;
