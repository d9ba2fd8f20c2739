/**
 * Visits what everybody sees: from the home page along every link, without an account, each page in both languages of
 * staff pages, and in every other one in which it is.
 */
import type { BrowserContext } from 'playwright-core';
import { languages, type Language } from '../../src/platform/text/catalogue.ts';
import { isPageLanguage, pageLanguages } from '../../src/platform/text/localized.ts';
import type { lookingIn } from './lookAt.ts';
import type { LoopWatch } from './loopWatch.ts';
import { routeOf, shapeOf, spread } from './staffAddress.ts';
import type { Visit } from './walkRole.ts';

export interface PublicWalk {
  readonly address: string;
  readonly context: BrowserContext;
  readonly lookAt: ReturnType<typeof lookingIn>;
  readonly watch: LoopWatch;
  /** Addresses of one pattern to visit. */
  readonly most: number;
  /** Addresses that people get on paper or on a screen, and that no page links to. */
  readonly given: readonly string[];
}

/** Files and machine-readable responses are not checked. */
const isPage = (type = ''): boolean => type.startsWith('text/html');

export async function walkPublic(walk: PublicWalk): Promise<Visit[]> {
  const { address, context, lookAt, watch, most, given } = walk;
  const visits: Visit[] = [];
  const waiting = ['/', ...given].map((path) => new URL(path, address));
  const known = new Set(waiting.map(({ href }) => href));
  const met = new Map<string, number>();
  for (let url = waiting.shift(); url; url = waiting.shift()) {
    const path = url.pathname + url.search;
    const route = routeOf(url) ?? 'no route';
    const asked = url.href;
    const response = await watch.around(path, async () => await context.request.get(asked));
    const isMissing = response.status() >= 400;
    if (isMissing || !isPage(response.headers()['content-type'])) {
      const findings = isMissing ? [`answers ${response.status()}`] : [];
      visits.push({ route, address: path, language: 'vi', findings });
      continue;
    }
    for (const language of await languagesOf(context, url)) {
      const shown = new URL(url);
      if (language !== 'vi') shown.searchParams.set('lang', language);
      const picture = `everybody.${path.slice(1).replaceAll(/\W+/g, '.')}`;
      const { findings } = await lookAt(shown.href, picture, language);
      visits.push({ route, address: shown.pathname + shown.search, language, findings });
    }
    const links = [...(await response.text()).matchAll(/<a [^>]*href="([^"#]+)/g)]
      .map(([, href = '']) => new URL(href.replaceAll('&amp;', '&'), url))
      .filter((link) => link.origin === address && !link.searchParams.has('lang'));
    for (const link of spread(links)) {
      const times = met.get(shapeOf(link)) ?? 0;
      if (known.has(link.href) || times >= most) continue;
      known.add(link.href);
      met.set(shapeOf(link), times + 1);
      waiting.push(link);
    }
  }
  return visits;
}

async function languagesOf(context: BrowserContext, url: URL): Promise<readonly Language[]> {
  const others = languages.filter((language) => !isPageLanguage(language));
  const answered = await Promise.all(
    others.map(async (language) => {
      const asked = new URL(url);
      asked.searchParams.set('lang', language);
      const response = await context.request.get(asked.href);
      return (await response.text()).includes(`<html lang="${language}">`) ? [language] : [];
    }),
  );
  return [...pageLanguages, ...answered.flat()];
}
