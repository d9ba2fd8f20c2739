/** The forms and links of a page, as a browser finds them. */

export interface Field {
  readonly name: string;
  readonly value: string;
  /** `text`, `date`, `hidden` …, or the tag. */
  readonly type: string;
  /** Values to choose among; none: it is typed. */
  readonly options: readonly string[];
}

export interface Form {
  readonly method: 'GET' | 'POST';
  /** Empty: the address of the page. */
  readonly action: string;
  readonly isMultipart: boolean;
  readonly fields: readonly Field[];
}

export function formsOf(html: string): Form[] {
  return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].map(([, head = '', inner = '']) => ({
    method: /post/i.test(attribute(head, 'method') ?? '') ? 'POST' : 'GET',
    action: attribute(head, 'action') ?? '',
    isMultipart: head.includes('multipart'),
    fields: fieldsOf(inner),
  }));
}

/** Addresses of the program that the page leads to. */
export function linksOf(html: string): string[] {
  return [...html.matchAll(/\shref="(\/[^"#]*)/g)].map(([, address = '']) => unescaped(address));
}

function fieldsOf(html: string): Field[] {
  const fields = new Map<string, { type: string; value: string; options: string[] }>();
  const tags = /<(input|button)\b([^>]*)>|<(select|textarea)\b([^>]*)>(.*?)<\/\3>/gs;
  for (const [, single, singleHead, pair, pairHead, inner = ''] of html.matchAll(tags)) {
    const head = singleHead ?? pairHead ?? '';
    const name = attribute(head, 'name');
    if (name === undefined) continue;
    const value = pair === 'textarea' ? unescaped(inner) : (attribute(head, 'value') ?? 'on');
    const type = pair ?? (single === 'button' ? 'button' : (attribute(head, 'type') ?? 'text'));
    const field = fields.get(name) ?? { type, value, options: [] };
    fields.set(name, field);
    if (pair === 'select') field.options.push(...optionsOf(inner));
    else if (single === 'button' || /type="(?:radio|checkbox)"/.test(head)) field.options.push(value);
  }
  return [...fields].map(([name, field]) => ({ name, ...field }));
}

function optionsOf(html: string): string[] {
  return [...html.matchAll(/<option\b([^>]*)>/g)].map(([, head = '']) => attribute(head, 'value') ?? '');
}

function attribute(head: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(head)?.[1];
  return value === undefined ? undefined : unescaped(value);
}

function unescaped(text: string): string {
  const named: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&', '#34': '"', '#39': "'" };
  return text.replaceAll(/&(#?\w+);/g, (whole, name: string) => named[name] ?? whole);
}
