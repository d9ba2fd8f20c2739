/** What programs look for at fixed addresses: where to report a vulnerability (RFC 9116), and what not to index (RFC 9309). */
import { sent, type Reply } from '../../access/web/reply.ts';
import { open, type PageContext, type Routes } from '../../access/web/routes.ts';
import type { Problem } from '../../platform/problem.ts';
import { catalogue } from '../../platform/text/catalogue.ts';
import { problemOf } from '../../platform/text/problemOf.ts';
import { siteOrigin } from '../../platform/web/siteOrigin.ts';

export interface WellKnownOptions {
  /** Where to report a vulnerability: `mailto:…` or `https://…`; undefined: nobody is named. */
  readonly securityContact?: string | undefined;
  readonly publicUrl: string | undefined;
  readonly now: () => Date;
}

/** A file that nobody renews must expire within a year; this one is made anew for each reader. */
const validMs = 180 * 86_400_000;
/** Pages of single respondents, kiosks and staff; results and publications may be found. */
const notIndexed = ['/staff', '/s/', '/kiosk/', '/receipts/', '/cases', '/answers'];

export const wellKnownRoutes: Routes<WellKnownOptions> = {
  'GET /robots.txt': open(sendRobots),
  'GET /.well-known/security.txt': open(sendSecurityContact),
};

function sendRobots({ res }: PageContext): Reply {
  const lines = ['User-agent: *', ...notIndexed.map((path) => `Disallow: ${path}`)];
  res.type('text/plain; charset=utf-8').send(`${lines.join('\n')}\n`);
  return sent;
}

function sendSecurityContact({ req, res }: PageContext, tools: WellKnownOptions): Reply {
  const { securityContact, publicUrl, now } = tools;
  if (securityContact === undefined) throw nobodyNamed();
  const lines = [
    `Contact: ${securityContact}`,
    `Expires: ${new Date(now().getTime() + validMs).toISOString().slice(0, 10)}T00:00:00Z`,
    'Preferred-Languages: vi, en',
    `Canonical: ${siteOrigin(req, publicUrl)}/.well-known/security.txt`,
  ];
  res.type('text/plain; charset=utf-8').send(`${lines.join('\n')}\n`);
  return sent;
}

function nobodyNamed(): Problem {
  return problemOf('notFound', catalogue('app/home'), (t) => t.noSecurityContact);
}
