/** Writes XML: every text in it is escaped, and characters that XML does not allow are left out. */

/** Well-formed markup. */
export type Xml = string & { readonly isXml: true };

/** Attributes by name; those that are undefined are left out. */
type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element. @param content a text, or markup between its tags */
export function element(name: string, attributes: Attributes, content: string | readonly Xml[] = []): Xml {
  const written = Object.entries(attributes).map(([key, value]) =>
    value === undefined ? '' : ` ${key}="${escapedXml(String(value)).replaceAll('\n', '&#10;')}"`,
  );
  const inside = typeof content === 'string' ? escapedXml(content) : content.join('');
  const end = inside === '' ? '/>' : `>${inside}</${name}>`;
  return `<${name}${written.join('')}${end}` as Xml;
}

/** The first line of a file. */
export const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Characters that XML does not allow. */
// oxlint-disable-next-line no-control-regex
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

export function escapedXml(text: string): string {
  return text.replace(unwritable, '').replace(/[&<>"]/g, (letter) => escapes[letter]!);
}
