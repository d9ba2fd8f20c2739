/** The app: what is in front of all pages, then the routes of every feature. */
import express, { type Express } from 'express';
import { toolsOf, type Tools } from './tools.ts';
import type { Feature } from '../access/feature.ts';
import { features as everyFeature } from './features.ts';
import { aheadOf, groupedMenu, loadPages, routesOf } from './pages.ts';
import { answerAhead } from '../access/web/ahead.ts';
import { mountRoutes, type Routes } from '../access/web/routes.ts';
import { type StaffSettings } from '../access/accounts/staffSettings.ts';
import type { Limits } from '../dissemination/api/requestLimits.ts';
import { apiRoutes } from '../dissemination/api/routes.ts';
import type { Installation } from '../platform/installation/store.ts';
import type { KioskKey } from '../collection/kiosk/kioskKey.ts';
import type { Signers } from '../collection/ledger/signers.ts';
import type { PointWatch } from '../collection/quality/pointWatch.ts';
import type { ColumnReader } from '../processing/columns/columnReader.ts';
import type { MeasuredRounds } from '../processing/results/measuredRounds.ts';
import type { Stores } from './stores.ts';
import { expectedHost } from '../platform/web/expectedHost.ts';
import { jsonAddress } from '../platform/web/jsonAddress.ts';
import { usePages } from '../platform/web/page.ts';
import { formerAddresses } from '../access/web/formerAddresses.ts';
import { pageMissing, problemHandler } from '../access/web/problemHandler.ts';
import { sendOnce } from '../access/web/sendOnce.ts';
import { allowFraming, noStore, securityHeaders } from '../platform/web/security.ts';
import { staffSession } from '../access/web/staffSession.ts';

export interface AppOptions {
  /** Missing: every feature of the program. */
  readonly features?: readonly Feature[] | undefined;
  readonly stores: Stores;
  readonly installation: Installation;
  /** Signing keys of the ledger. */
  readonly signers: Signers;
  /** The key to which kiosks encrypt their answers. */
  readonly kioskKey: KioskKey;
  /** Counts arrivals in this process; the code that creates it must have the counts stored. */
  readonly watch: PointWatch;
  readonly now: () => Date;
  /** Called for each internal error, with the route pattern; addresses and parameters of citizens are left out. */
  readonly logError: (error: { route: string; error: unknown }) => void;
  readonly staff?: StaffSettings;
  /** How many submissions one access point accepts in a minute. */
  readonly formsPerMinute?: number | undefined;
  /** Shared with what the program does besides pages. */
  readonly rounds?: MeasuredRounds | undefined;
  /** Missing: one with a cache of the usual size. */
  readonly columns?: ColumnReader | undefined;
  /** How many processes serve the installation now. */
  readonly processes?: () => number;
  /** How many requests the API accepts in a minute. */
  readonly apiLimits?: Limits | undefined;
  /** Where to report a vulnerability, for security.txt. */
  readonly securityContact?: string | undefined;
  /** Where to report obstacles, for the accessibility statement. */
  readonly accessibilityContact?: string | undefined;
  /** Whether events may be sent to private networks. */
  readonly privateWebhooks?: boolean | undefined;
  /** Proxies whose headers about address and TLS are trusted, as Express names them. */
  readonly trustedProxies?: string | undefined;
}

export async function createApp(options: AppOptions): Promise<Express> {
  const tools = toolsOf(options);
  const { stores, installation, now, logError, publicUrl } = tools;
  const { rounds, columns, codeKeys, settings } = tools;
  const declared: readonly Feature[] = options.features ?? everyFeature;
  const pages = await loadPages(declared.filter(({ isOn }) => isOn?.(settings) ?? true));
  const routes = routesOf(pages);
  await Promise.all([tools.languages, tools.brand, tools.recordings].map(({ refresh }) => refresh()));
  const app = express();
  if (options.trustedProxies !== undefined) app.set('trust proxy', options.trustedProxies);
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('etag', false);
  app.use(securityHeaders());
  app.locals['languages'] = tools.languages.current;
  allowFraming(app, settings.embedOrigins);
  app.locals['brand'] = tools.brand.current;
  usePages(app);
  app.use(expectedHost(publicUrl));
  app.use(formerAddresses);

  app.use(
    apiRoutes({
      stores,
      rounds,
      columns,
      caseloadsOf: tools.caseloadsOf,
      installation,
      codeKeys,
      now,
      logError,
      limits: options.apiLimits,
      publicUrl,
      messaging: settings.messaging,
    }),
  );
  app.use(jsonAddress);
  const before = pages.flatMap((page) => Object.entries(page.before ?? {}));
  mountRoutes(app, routesBelow(routes, 'public'), tools, before);
  app.use(
    '/staff',
    noStore,
    express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 1000 }),
    staffSession({
      stores,
      installation,
      now,
      adminSecondFactor: settings.adminSecondFactor,
      menu: groupedMenu(routes),
    }),
    sendOnce(now),
  );
  mountRoutes(app, routesBelow(routes, 'staff'), tools);
  app.use(pageMissing);
  app.use(problemHandler(logError));
  return answerAhead(app, aheadOf(pages), tools, publicUrl);
}

/** Routes of citizens' pages, or of those under /staff. */
function routesBelow(all: Routes<Tools>, area: 'public' | 'staff'): Routes<Tools> {
  return Object.fromEntries(
    Object.entries(all).filter(([address]) => address.includes(' /staff') === (area === 'staff')),
  );
}
