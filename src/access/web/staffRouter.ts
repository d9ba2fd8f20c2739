/** Routers whose routes are not yet declared by their feature; they check the table of access/accounts/routeAccess.ts. */
import assert from 'node:assert/strict';
import type { Router } from 'express';
import { routeAccess } from '../accounts/routeAccess.ts';
import { guardedRouter } from '../../platform/web/guardedRouter.ts';
import { guardStaff } from './guardStaff.ts';

export function staffRouter(): Router {
  return guardedRouter(['get', 'post'], (route) => {
    const rule = routeAccess[route];
    assert(rule, `${route} is not in the table of access`);
    return guardStaff(route, rule.access);
  });
}
