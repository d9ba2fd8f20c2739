/** Requests pages and files from a first one along every link and every choice of a query form, each twice. */
import type { HttpClient } from '../../bench/load.ts';
import { fieldsOf } from '../../test/collection/imports/importing.ts';
import { shapeOf, spread } from '../looks/staffAddress.ts';
import type { HealthWatch } from './healthWatch.ts';

export interface PageTime {
  readonly path: string;
  readonly status: number;
  readonly firstMs: number;
  readonly secondMs: number;
  /** Processor time of the server's main thread, in tens, for both requests. */
  readonly cpuMs: number;
  /** Of `/healthz` during both requests. */
  readonly healthMs: number;
}

export interface PageWalk {
  readonly origin: string;
  readonly client: HttpClient;
  readonly headers: Readonly<Record<string, string>>;
  readonly health: HealthWatch;
  /** Processor time of the server's main thread. */
  readonly cpuMs: () => number;
  readonly from: readonly string[];
  /** Addresses of one pattern to request. */
  readonly most: number;
  /** Addresses of other walks, which are not requested again. */
  readonly known: Set<string>;
}

export async function walkPages(walk: PageWalk): Promise<readonly PageTime[]> {
  const { origin, client, headers, health, cpuMs: spent, most } = walk;
  const known = new Set(walk.from);
  const met = new Map<string, number>();
  const waiting = [...walk.from];
  const times: PageTime[] = [];

  function meet(url: URL): void {
    const path = url.pathname + url.search;
    const shape = shapeOf(url);
    const count = met.get(shape) ?? 0;
    const isOurs = url.origin === origin && !url.searchParams.has('lang');
    if (!isOurs || known.has(path) || walk.known.has(path) || count >= most) return;
    known.add(path);
    if (!path.startsWith('/staff')) walk.known.add(path);
    met.set(shape, count + 1);
    waiting.push(path);
  }

  await health.worstMs();
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const request = async () => {
      const from = performance.now();
      const answer = await client.send(origin + path, undefined, headers);
      return { ...answer, ms: performance.now() - from };
    };
    const before = spent();
    const first = await request();
    const second = await request();
    const cpuMs = spent() - before;
    const healthMs = await health.worstMs();
    times.push({ path, status: first.status, firstMs: first.ms, secondMs: second.ms, cpuMs, healthMs });
    if (first.location !== undefined) meet(new URL(first.location, origin + path));
    const found = [...linksOf(first.body), ...asked(first.body)].map((link) => new URL(link, origin + path));
    for (const url of spread(found)) meet(url);
  }
  return times;
}

function linksOf(html: string): string[] {
  return [...html.matchAll(/<a [^>]*href="([^"#]+)/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));
}

/** Each query form with each of its choices changed, one at a time. */
function asked(html: string): string[] {
  return [...html.matchAll(/<form ([^>]*)>([^]*?)<\/form>/g)].flatMap(([, tag = '', form = '']) => {
    if (/method="post"/i.test(tag)) return [];
    const action = /action="([^"]*)"/.exec(tag)?.[1] ?? '';
    const fields = fieldsOf(form);
    const choices = [...form.matchAll(/<select[^>]* name="([^"]+)"[^>]*>([^]*?)<\/select>/g)];
    return choices.flatMap(([, name = '', options = '']) =>
      [...options.matchAll(/<option value="([^"]*)"/g)].map(
        ([, value = '']) => `${action}?${new URLSearchParams({ ...fields, [name]: value }).toString()}`,
      ),
    );
  });
}
