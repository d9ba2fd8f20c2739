import type { Curve } from './curve.ts';

const [width, height, left, bottom, top] = [640, 320, 48, 40, 16];
const [plotWidth, plotHeight] = [width - left - 150, height - top - bottom];

/** The curve as SVG, with its figures as text. */
export function curveFigure({ honest, forging, byTime }: Curve): string {
  const series = [
    { name: 'forging, all', shares: forging, colour: '#0b5568', dash: '' },
    { name: 'in a row', shares: byTime['anyTime']!, colour: '#3a7d44', dash: '6 3' },
    { name: 'one by one', shares: byTime['oneByOne']!, colour: '#a15c00', dash: '2 3' },
    { name: 'honest', shares: honest, colour: '#b3261e', dash: '' },
  ];
  const x = (day: number) => Math.round(left + ((day - 1) / (honest.length - 1)) * plotWidth);
  const y = (share: number) => Math.round(top + (1 - share) * plotHeight);
  const grid = [0, 0.05, 0.2, 0.4, 0.6, 0.8, 1].map(
    (share) =>
      `<line x1="${left}" x2="${left + plotWidth}" y1="${y(share)}" y2="${y(share)}" stroke="#cfd8dc"/>` +
      `<text x="${left - 6}" y="${y(share) + 4}" text-anchor="end">${share * 100} %</text>`,
  );
  const days = honest.map(
    (_, index) => `<text x="${x(index + 1)}" y="${height - 18}" text-anchor="middle">${index + 1}</text>`,
  );
  const lines = series.map(({ name, shares, colour, dash }) => {
    const points = shares.map((share, index) => `${x(index + 1)},${y(share)}`).join(' ');
    const last = shares.at(-1)!;
    return (
      `<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="2.5" stroke-dasharray="${dash}"/>` +
      `<text x="${left + plotWidth + 8}" y="${y(last) + 4}" fill="${colour}">${name} ${(100 * last).toFixed(1)} %</text>`
    );
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" role="img" aria-label="Share of made-up offices pointed out, by working day">
<rect width="${width}" height="${height}" fill="#fff"/>
${[...grid, ...days, ...lines].join('\n')}
<text x="${left + plotWidth / 2}" y="${height - 2}" text-anchor="middle">working day since the forging began</text>
</svg>
`;
}
