/** The report on a run with all accounts: who visited what, what is wrong, and what nobody visited. */
import { staffRoutes } from './staffAddress.ts';
import type { Visit } from './walkRole.ts';

export interface AccountVisits {
  readonly name: string;
  readonly visits: readonly Visit[];
}

/** One line for each route, one column for each account with its number of visits. */
export function visitTable(accounts: readonly AccountVisits[]): string {
  const routes = [
    ...new Set([...staffRoutes, ...accounts.flatMap(({ visits }) => visits.map(({ route }) => route))]),
  ];
  const widest = Math.max(...routes.map(({ length }) => length));
  const line = (route: string, cells: readonly string[]): string =>
    [route.padEnd(widest), ...cells.map((cell, at) => cell.padStart(accounts[at]!.name.length))].join('  ');
  const lines = routes.map((route) => {
    const counts = accounts.map(({ visits }) => visits.filter((visit) => visit.route === route).length);
    return counts.some((count) => count > 0)
      ? line(
          route,
          counts.map((count) => String(count || '·')),
        )
      : undefined;
  });
  return [
    line(
      '',
      accounts.map(({ name }) => name),
    ),
    ...lines.filter((one) => one !== undefined),
  ].join('\n');
}

/** Each finding once for its route, with the number of occurrences and the first. */
export function findingsOf(accounts: readonly AccountVisits[]): string[] {
  const found = new Map<string, { times: number; first: string }>();
  for (const { name, visits } of accounts) {
    for (const { route, address, findings } of visits) {
      for (const finding of findings) {
        const key = `${route}: ${finding}`;
        const first = found.get(key)?.first ?? `${name} at ${address}`;
        found.set(key, { times: (found.get(key)?.times ?? 0) + 1, first });
      }
    }
  }
  return [...found].map(([finding, { times, first }]) => `${finding} (${times}×; ${first})`);
}

export function notVisited(accounts: readonly AccountVisits[]): string[] {
  const visited = new Set(accounts.flatMap(({ visits }) => visits.map(({ route }) => route)));
  return staffRoutes.filter((route) => !visited.has(route));
}
