/** Which route answers an address, and which addresses of one kind are enough to check. */
import { bySpecificity } from '../../src/access/web/routes.ts';
import { routeAccess } from '../../src/app/routeTable.ts';

const allRoutes: readonly string[] = Object.keys(routeAccess)
  .filter((route) => route.startsWith('GET '))
  .map((route) => route.slice('GET '.length));

/** Pages and files for signed-in accounts, in the order of the table. */
export const staffRoutes = allRoutes.filter(
  (route) => route.startsWith('/staff') && routeAccess[`GET ${route}`]?.access !== 'public',
);

/** @returns undefined when no route of the table answers it */
export function routeOf({ pathname }: URL): string | undefined {
  const asked = pathname.replace(/\.json$/, '').split('/');
  const answering = allRoutes.filter((route) => {
    const parts = route.split('/');
    return (
      parts.length === asked.length && parts.every((part, at) => part.startsWith(':') || part === asked[at])
    );
  });
  return answering.toSorted(bySpecificity)[0];
}

/** Addresses of one pattern share the route, the names of query parameters, and the kind of file. */
export function shapeOf(url: URL): string {
  const asked = [...new Set(url.searchParams.keys())].filter((name) => name !== 'take').sort();
  const ending = /\.\w+$/.exec(url.searchParams.get('take') ?? url.pathname)?.[0] ?? '';
  return `${routeOf(url) ?? url.pathname}?${asked.join('&')}${ending}`;
}

/** In an order in which the first few represent all: the first, the last, the one between them, then the others. */
export function spread<T>(all: readonly T[]): T[] {
  const few = new Set([0, all.length - 1, Math.floor(all.length / 2)]);
  return [...new Set([...few, ...all.keys()])].flatMap((at) => all.slice(at, at + 1));
}
