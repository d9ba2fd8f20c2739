/** Rows with their total shown, and which of their cells have to be hidden; by hand. */
export const hiddenRows = [
  {
    minimum: 10,
    cells: [120, 45, 9, 60],
    hidden: [2, 1],
    why: '9 is small; 45 is the next smallest: subtraction from the total would give 9 back',
  },
  {
    minimum: 10,
    cells: [120, 3, 4, 60],
    hidden: [1, 2, 3],
    why: '3 and 4 hidden together are only 7: the next smallest goes too',
  },
  {
    minimum: 10,
    cells: [12, 15, 20],
    hidden: [],
    why: 'nothing is small',
  },
  {
    minimum: 10,
    cells: [120, 6, 5, 60],
    hidden: [1, 2],
    why: 'two cells, 11 together',
  },
];
