/**
 * Finds what looks like a telephone number, a number of identity papers or of a file, or an e-mail address. It finds
 * fixed patterns only; names are left to the screener.
 */
const patterns = [
  /(?<!\d)\d(?:[ -]?\d){8,}(?!\d)/g,
  /(?<!\d)(?:0|\+84[ .]?)\d{2,3}[ .-]\d{3}[ .-]\d{3,4}(?!\d)/g,
  /(?<![^\s@<>,;])[^\s@<>,;]+@[^\s@<>,;]+\.[a-z]{2,}/gi, // from word starts only: linear
];

export function personalTraces(text: string): readonly string[] {
  return [...new Set(patterns.flatMap((pattern) => text.match(pattern) ?? []))];
}
