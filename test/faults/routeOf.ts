/** Which line of the table of access a request came to, and which lines none came to. */
import { routeAccess } from '../../src/app/routeTable.ts';

const lines = Object.keys(routeAccess).map((route) => {
  const [method = '', pattern = ''] = route.split(' ');
  const expression = pattern.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+');
  /** A word of its own comes before a name that is given, and what stands further left decides. */
  const order = pattern.replaceAll(/:\w+/g, '\uFFFF');
  return { route, method, order, expression: new RegExp(`^${expression}/?$`, 'i') };
});
lines.sort((one, other) => (one.order < other.order ? -1 : 1));

/** Undefined where the program has no such page. */
export function routeOf(method: string, path: string): string | undefined {
  const asked = path.split('?')[0]!;
  const ways = [asked, asked.replace(/\.json$/, '')];
  return lines.find(
    ({ method: its, expression }) => its === method && ways.some((way) => expression.test(way)),
  )?.route;
}

/** Counts, by line, what came and how it was answered. */
export function coverage() {
  const seen = new Map<string, Map<number, number>>();
  const isTaken = (route: string): boolean =>
    [...(seen.get(route)?.keys() ?? [])].some((status) => status < 400);
  return {
    /** @param status above 400 where what was asked for was not done */
    note(method: string, path: string, status: number): void {
      const route = routeOf(method, path);
      if (route === undefined) return;
      const counts = seen.get(route) ?? new Map<number, number>();
      seen.set(route, counts.set(status, (counts.get(status) ?? 0) + 1));
    },
    neverSent: () => lines.map(({ route }) => route).filter((route) => !seen.has(route)),
    /** With the statuses that were answered. */
    neverTaken: () =>
      lines
        .map(({ route }) => route)
        .filter((route) => !isTaken(route))
        .map((route) => `${route} ${JSON.stringify([...(seen.get(route) ?? [])])}`),
  };
}
