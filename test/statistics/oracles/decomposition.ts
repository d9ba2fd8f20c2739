/** A change and its parts, in points: rows are [judged differently, other mix]; by another program. */
export const decomposedChange = {
  current: [
    {
      answers: 400,
      satisfied: 372,
    },
    {
      answers: 500,
      satisfied: 455,
    },
    {
      answers: 600,
      satisfied: 531,
    },
    {
      answers: 300,
      satisfied: 276,
    },
    {
      answers: 400,
      satisfied: 346,
    },
  ],
  previous: [
    {
      answers: 420,
      satisfied: 412,
    },
    {
      answers: 480,
      satisfied: 476,
    },
    {
      answers: 620,
      satisfied: 610,
    },
    {
      answers: 300,
      satisfied: 299,
    },
    {
      answers: 380,
      satisfied: 377,
    },
  ],
  expected: {
    change: -8.818181818181813,
    rows: [
      [-0.9495670995670978, -0.010350255804801265],
      [-1.8189393939393939, 0.006129476584022118],
      [-2.741422287390029, 0.008777659290855765],
      [-1.0454545454545452, 0.0],
      [-2.25322966507177, -0.01412570682905608],
    ],
  },
  rowsAre: '[judged differently, other mix], points',
};
