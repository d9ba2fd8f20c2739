/** Points of the one-stop evaluation at the edges of its classes. */
export const oneStopClasses = [
  {
    points: 18,
    klass: 'Xuất sắc',
  },
  {
    points: 15,
    klass: 'Xuất sắc',
  },
  {
    points: 14.99,
    klass: 'Tốt',
  },
  {
    points: 12,
    klass: 'Tốt',
  },
  {
    points: 11.99,
    klass: 'Khá',
  },
  {
    points: 9,
    klass: 'Khá',
  },
  {
    points: 8.99,
    klass: 'Trung bình',
  },
  {
    points: 6,
    klass: 'Trung bình',
  },
  {
    points: 5.99,
    klass: 'Yếu',
  },
  {
    points: 0,
    klass: 'Yếu',
  },
];

/** Points of item 5.4 of Decision 766/QĐ-TTg by the rate of files without error; by hand. */
export const item54Points = [
  {
    ratePercent: 90,
    points: 6,
  },
  {
    ratePercent: 95,
    points: 6,
  },
  {
    ratePercent: 72,
    points: 4.8,
  },
  {
    ratePercent: 45,
    points: 3,
  },
  {
    ratePercent: 0,
    points: 0,
  },
];
