/** 95 % intervals of x in n, in percent, by another program. */
export const intervals = [
  {
    x: 0,
    n: 10,
    wilson: [0.0, 27.75327998628892],
    clopperPearson: [0, 30.8497],
  },
  {
    x: 1,
    n: 10,
    wilson: [1.7876213095072897, 40.41500267952385],
    clopperPearson: [0.2529, 44.5016],
  },
  {
    x: 5,
    n: 10,
    wilson: [23.6593090512564, 76.3406909487436],
    clopperPearson: [18.7086, 81.2914],
  },
  {
    x: 10,
    n: 10,
    wilson: [72.24672001371108, 100.0],
    clopperPearson: [69.1503, 100],
  },
  {
    x: 27,
    n: 30,
    wilson: [74.37891742081591, 96.54001112526657],
    clopperPearson: [73.4712, 97.8883],
  },
  {
    x: 73,
    n: 80,
    wilson: [83.023204491525, 95.69679982179402],
    clopperPearson: [82.7992, 96.4094],
  },
  {
    x: 183,
    n: 200,
    wilson: [86.81041292843443, 94.62542498225244],
    clopperPearson: [86.7395, 94.9704],
  },
  {
    x: 365,
    n: 400,
    wilson: [88.07392673857086, 93.64130897884968],
    clopperPearson: [88.041, 93.8296],
  },
  {
    x: 397,
    n: 400,
    wilson: [97.8184279275968, 99.744611080475],
    clopperPearson: [97.8239, 99.8451],
  },
];
