/**
 * What in a text looks like a telephone number, a number of identity papers or of a file, or an e-mail address. It finds
 * what has a shape; a name it does not find, and a screener has to.
 */
const patterns = [
  /(?<!\d)\d(?:[ -]?\d){8,}(?!\d)/g,
  /(?<!\d)(?:0|\+84[ .]?)\d{2,3}[ .-]\d{3}[ .-]\d{3,4}(?!\d)/g,
  /(?<![^\s@<>,;])[^\s@<>,;]+@[^\s@<>,;]+\.[a-z]{2,}/gi, // from the start of a word only: linear
];

export function personalTraces(text: string): readonly string[] {
  return [...new Set(patterns.flatMap((pattern) => text.match(pattern) ?? []))];
}
