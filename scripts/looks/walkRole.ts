/** Visits the staff pages with one account: from its start page along every link and every form that only queries. */
import { createHash } from 'node:crypto';
import type { APIResponse, BrowserContext } from 'playwright-core';
import type { Language } from '../../src/platform/text/catalogue.ts';
import type { PageLanguage } from '../../src/platform/text/localized.ts';
import type { Looked, lookingIn } from './lookAt.ts';
import type { LoopWatch } from './loopWatch.ts';
import { routeOf, shapeOf, spread, staffRoutes } from './staffAddress.ts';

export interface Visit {
  readonly route: string;
  readonly address: string;
  readonly language: Language;
  readonly findings: readonly string[];
}

export interface Walk {
  readonly address: string;
  readonly context: BrowserContext;
  readonly lookAt: ReturnType<typeof lookingIn>;
  readonly watch: LoopWatch;
  /** Results of earlier checks, by main part of the page: a page that is the same for two roles is checked once. */
  readonly looked: Map<string, Looked>;
  /** Addresses of one pattern to visit. */
  readonly most: number;
  /** The first address; only staff pages with this prefix are visited. */
  readonly from: string;
  /** Addresses of what the account has created. */
  readonly begun: readonly string[];
}

const formToken = /name="formToken" value="([^"]+)"/;

export async function walkRole(walk: Walk): Promise<readonly Visit[]> {
  const { address, context, most, watch } = walk;
  const visits: Visit[] = [];
  const waiting: { url: URL; from: string; isAsked: boolean }[] = [
    { url: new URL(walk.from, address), from: '', isAsked: false },
  ];
  const known = new Set([walk.from]);
  const met = new Map<string, number>();
  const pages: URL[] = [];

  /** @param kind of which only a limited number is visited */
  function meet(found: string, from: string, kind?: string): void {
    const url = new URL(found, new URL(from, address));
    url.hash = '';
    const path = url.pathname + url.search;
    if (url.origin !== address || known.has(path)) return;
    if (url.pathname.startsWith('/staff') && !url.pathname.startsWith(walk.from)) return;
    known.add(path);
    const key = kind ?? shapeOf(url);
    const times = (met.get(key) ?? 0) + 1;
    met.set(key, times);
    if (times <= (kind === undefined ? most : 1)) waiting.push({ url, from, isAsked: kind !== undefined });
  }

  await speak(walk, 'vi');
  for (const path of walk.begun) meet(path, walk.from);
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { url, from, isAsked } = next;
    const path = url.pathname + url.search;
    const route = routeOf(url) ?? 'no route';
    const request = async () => await context.request.get(url.href, { maxRedirects: 5 });
    const response = await watch.around(path, request);
    const findings = errorsOfAnswer(response, from, isAsked);
    const isPage = (response.headers()['content-type'] ?? '').startsWith('text/html');
    if (!staffRoutes.includes(route) || !isPage || findings.length > 0) {
      visits.push({ route, address: path, language: 'vi', findings });
      continue;
    }
    const html = await response.text();
    const { findings: seen, filters } = await lookOnce(walk, { url, html, language: 'vi' });
    visits.push({ route, address: path, language: 'vi', findings: seen });
    pages.push(url);
    const links = [...html.matchAll(/<a [^>]*href="([^"#]+)/g)].map(([, href = '']) =>
      href.replaceAll('&amp;', '&'),
    );
    for (const link of byShape(links, url)) meet(link, path);
    for (const { field, address: asked } of filters) meet(asked, path, `${route} with ${field} changed`);
  }

  await speak(walk, 'en');
  for (const url of pages) {
    const html = await (await context.request.get(url.href)).text();
    const { findings } = await lookOnce(walk, { url, html, language: 'en' });
    visits.push({ route: routeOf(url) ?? '', address: url.pathname + url.search, language: 'en', findings });
  }
  await speak(walk, 'vi');
  return visits;
}

/** A request may be refused with a reason, on an error page. */
function errorsOfAnswer(response: APIResponse, from: string, isAsked: boolean): string[] {
  return response.status() < 400 || (isAsked && response.status() === 422)
    ? []
    : [`answers ${response.status()}, linked from ${from}`];
}

/** Of many links of one pattern on a page, some from all its parts come first. */
function byShape(links: readonly string[], base: URL): string[] {
  const groups = new Map<string, string[]>();
  for (const link of links) {
    const shape = shapeOf(new URL(link, base));
    groups.set(shape, [...(groups.get(shape) ?? []), link]);
  }
  return [...groups.values()].flatMap((group) => spread([...new Set(group)]));
}

async function lookOnce(
  { lookAt, looked }: Walk,
  { url, html, language }: { url: URL; html: string; language: PageLanguage },
): Promise<Looked> {
  const token = formToken.exec(html)?.[1] ?? '';
  const main = html.slice(html.indexOf('<main')).replaceAll(token, '');
  const mark = createHash('sha256').update(main).digest('hex');
  const known = looked.get(mark);
  if (known) return { ...known, findings: [] };
  const route = routeOf(url) ?? '';
  const name = `${route.slice(1).replaceAll(/[/:]+/g, '.')}-${mark.slice(0, 6)}`;
  const seen = await lookAt(url.href, name, language);
  looked.set(mark, seen);
  return seen;
}

/** Changes the language of the account. */
async function speak({ address, context }: Walk, language: PageLanguage): Promise<void> {
  const html = await (await context.request.get(`${address}/staff/account`)).text();
  const form = { formToken: formToken.exec(html)?.[1] ?? '', language, back: '/staff' };
  await context.request.post(`${address}/staff/account/language`, { form, timeout: 120_000 });
}
