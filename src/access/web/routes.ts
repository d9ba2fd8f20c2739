/**
 * Routes as features declare them: each address with who may open it, its line in the menu, and the handler that
 * answers. A handler is given the context of the request and the tools that it names, and returns the reply.
 */
import { Router, type Express, type Request, type RequestHandler, type Response } from 'express';
import type { Language } from '../../platform/text/catalogue.ts';
import { pageLanguageOf, type PageLanguage } from '../../platform/text/localized.ts';
import type { Permission } from '../accounts/authority.ts';
import type { Caller } from '../accounts/caller.ts';
import type { Access, Address } from './access.ts';
import { readLanguage } from './language.ts';
import type { MenuEntry, MenuLine } from './menu.ts';
import { sendReply, type Reply } from './reply.ts';
import { guardStaff } from './guardStaff.ts';
import { noticeFor } from './staffPage.ts';
import { callerOfRequest } from './requestContext.ts';

/** What a handler knows about the request for a page that respondents meet. */
export interface RespondentContext {
  readonly req: Request;
  readonly res: Response;
  /** Language of the page: any that the installation offers. */
  readonly language: Language;
  /** A parameter of the address, such as `unitId` in `/results/:unitId`. */
  readonly param: (name: string) => string;
}

/** What a handler knows about the request of anybody, on a page in Vietnamese and English. */
export interface PageContext extends RespondentContext {
  /** Language of the page: that of the account, or of the address. */
  readonly language: PageLanguage;
}

/** What a handler knows about the request of an account that is signed in. */
export interface StaffContext extends PageContext {
  /** The account, what it may do today, and for which units. */
  readonly caller: Caller;
  /** The message for `?done=…` after a change; undefined where the texts have none. */
  readonly notice: (texts: Readonly<Record<string, string>>) => string | undefined;
}

/** Answers a request. Problems are thrown; the reply is sent when the handler has ended. */
type Handler<Context, Tools> = (context: Context, tools: Tools) => Reply | Promise<Reply>;

export interface Route<Tools> {
  readonly access: Access;
  readonly menu?: MenuLine | undefined;
  readonly before?: readonly RequestHandler[];
  readonly answer: (req: Request, res: Response, tools: Tools) => Promise<void>;
}

/** The routes of a feature, by address such as `GET /staff/units/:unitId`. */
export type Routes<Tools> = Readonly<Record<Address, Route<Tools>>>;

/**
 * A route for anybody.
 *
 * @param before handlers in front of this route only
 */
export function open<Tools>(
  handler: Handler<PageContext, Tools>,
  before: readonly RequestHandler[] = [],
): Route<Tools> {
  return { ...publicRoute('public', handler), before };
}

/**
 * A route for anybody, whose page is in every language that the installation offers.
 *
 * @param before handlers in front of this route only
 */
export function forRespondents<Tools>(
  handler: Handler<RespondentContext, Tools>,
  before: readonly RequestHandler[] = [],
): Route<Tools> {
  return {
    access: 'public',
    before,
    answer: async (req, res, tools) => {
      const context = { ...contextOf(req, res), language: readLanguage(req) };
      sendReply(req, res, await handler(context, tools), 'every');
    },
  };
}

/** A route for kiosks; the handler reads the credential of the device. */
export function byDevice<Tools>(handler: Handler<PageContext, Tools>): Route<Tools> {
  return publicRoute('device', handler);
}

/** A route for every account that is signed in, for itself. */
export function signedIn<Tools>(handler: Handler<StaffContext, Tools>, menu?: MenuLine): Route<Tools> {
  return staffRoute('staff', handler, menu);
}

/** A route for accounts that have the permission; the handler checks the unit of what the address names. */
export function may<Tools>(
  permission: Permission,
  handler: Handler<StaffContext, Tools>,
  menu?: MenuLine,
): Route<Tools> {
  return staffRoute({ permission }, handler, menu);
}

/** A route whose handler finds out from the object itself whether the account may see it. */
export function ofObject<Tools>(
  access: 'job' | 'owner' | 'own',
  handler: Handler<StaffContext, Tools>,
): Route<Tools> {
  return staffRoute(access, handler);
}

function publicRoute<Tools>(access: 'public' | 'device', handler: Handler<PageContext, Tools>): Route<Tools> {
  return {
    access,
    answer: async (req, res, tools) => sendReply(req, res, await handler(contextOf(req, res), tools)),
  };
}

function staffRoute<Tools>(
  access: Access,
  handler: Handler<StaffContext, Tools>,
  menu?: MenuLine,
): Route<Tools> {
  return {
    access,
    menu,
    answer: async (req, res, tools) => {
      const caller = callerOfRequest(req);
      const notice = (texts: Readonly<Record<string, string>>) => noticeFor(req, texts);
      sendReply(req, res, await handler({ ...contextOf(req, res), caller, notice }, tools));
    },
  };
}

function contextOf(req: Request, res: Response): PageContext {
  return { req, res, language: pageLanguageOf(readLanguage(req)), param: (name) => String(req.params[name]) };
}

/**
 * Makes the app answer these routes. Where two match an address, the one with a fixed segment comes first. A request is
 * compared only with the routes that begin like it: to compare each form with the routes of every feature would take as
 * long as answering it.
 *
 * @param before by path, handlers in front of everything below it
 */
export function mountRoutes<Tools>(
  app: Express,
  routes: Routes<Tools>,
  tools: Tools,
  before: readonly (readonly [path: string, handlers: readonly RequestHandler[]])[] = [],
): void {
  const routers = new Map<string, Router>();
  const routerOf = (path: string): Router => {
    const router = routers.get(firstSegment(path)) ?? Router();
    routers.set(firstSegment(path), router);
    return router;
  };
  for (const [path, handlers] of before) routerOf(path).use(path, ...handlers);
  const addresses = (Object.keys(routes) as Address[]).toSorted(bySpecificity);
  for (const address of addresses) {
    const { access, before: own = [], answer } = routes[address]!;
    const [method = '', path = ''] = address.split(' ');
    const guards: RequestHandler[] = path.startsWith('/staff') ? [guardStaff(address, access)] : [];
    routerOf(path)[method.toLowerCase() as 'get'](
      path,
      ...guards,
      ...own,
      async (req: Request, res: Response) => {
        await answer(req, res, tools);
      },
    );
  }
  const dispatch: RequestHandler = (req, res, next) => {
    const router = routers.get(firstSegment(req.path));
    if (router) router(req, res, next);
    else next();
  };
  // Has a stack as a router has, so that code that walks the app finds the routes.
  app.use(Object.assign(dispatch, { stack: [...routers.values()].flatMap(({ stack }) => stack) }));
}

/** `results` of `/results/:roundId`; routes are found whatever the case of their letters. */
function firstSegment(path: string): string {
  const end = path.indexOf('/', 1);
  return path.slice(1, end === -1 ? undefined : end).toLowerCase();
}

/** Parameters come after fixed segments: `/units/new` before `/units/:unitId`. */
export function bySpecificity(one: string, other: string): number {
  const key = (address: string): string => address.replaceAll('/:', '/\uffff');
  return key(one) < key(other) ? -1 : 1;
}

/** The lines of the menu, in the order in which the routes are given. */
export function menuOf(routes: Routes<never>): readonly MenuEntry[] {
  return Object.entries(routes).flatMap(([address, { access, menu }]) =>
    menu ? [{ ...menu, path: address.slice('GET '.length), access }] : [],
  );
}
