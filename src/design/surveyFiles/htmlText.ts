/** Texts that LimeSurvey stores as HTML, as the plain text of a survey. */

const named: Readonly<Record<string, string>> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  ndash: '–',
  mdash: '—',
  hellip: '…',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
};

/** @returns the text, with a line for each paragraph, and whether something in it is more than text */
export function htmlText(html: string): { readonly text: string; readonly hasMore: boolean } {
  const hasMore = /<(?:img|audio|video|iframe|object|script|style|a|table)\b|\{[^{}\s][^{}]*\}/i.test(html);
  const text = html
    .replaceAll(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/gi, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/<(?:br|\/p|\/div|\/li|\/h[1-6]|\/tr)\b[^>]*>/gi, '\n')
    .replaceAll(/<\/?[a-z][^>]*>/gi, '')
    .replaceAll(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]{2,8}));/gi, entity)
    .split('\n')
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
  return { text: text.join('\n'), hasMore };
}

function entity(whole: string, decimal?: string, hexadecimal?: string, name = ''): string {
  const code = decimal ? Number(decimal) : Number.parseInt(hexadecimal ?? '', 16);
  if (Number.isNaN(code)) return named[name.toLowerCase()] ?? whole;
  return code <= 0x10ffff && code > 31 ? String.fromCodePoint(code) : '';
}
