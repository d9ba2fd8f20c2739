/** All of /api/v1 behind one request gate. */
import { Router } from 'express';
import type { Installation } from '../../platform/installation/store.ts';
import type { Messaging } from '../../platform/messages/messaging.ts';
import { apiMissing, apiProblemHandler } from './apiAnswer.ts';
import { answerPreflight, apiGate } from './apiRouter.ts';
import type { CodeKeys } from '../../collection/codes/code.ts';
import { codeBatchApiRoutes } from './codeBatchRoutes.ts';
import { driftApiRoutes } from './driftRoutes.ts';
import { descriptionRoutes } from './descriptionRoutes.ts';
import { findingApiRoutes } from './findingRoutes.ts';
import { enterApi } from './enterApi.ts';
import { ledgerApiRoutes } from './ledgerRoutes.ts';
import { publicationApiRoutes } from './publicationRoutes.ts';
import { usualLimits, type Limits } from './requestLimits.ts';
import { registerApiRoutes } from './registerRoutes.ts';
import { tallyApiRoutes } from './tallyRoutes.ts';
import { caseloadApiRoutes } from './caseloadRoutes.ts';
import { roundApiRoutes } from './roundRoutes.ts';
import type { AnalysisContext } from '../analysis/askedRound.ts';

export interface ApiRoutesOptions extends AnalysisContext {
  readonly installation: Installation;
  readonly codeKeys: CodeKeys;
  readonly publicUrl: string | undefined;
  readonly messaging?: Messaging | undefined;
  readonly limits?: Limits | undefined;
  readonly logError: (error: { route: string; error: unknown; requestId?: string }) => void;
}

export function apiRoutes(options: ApiRoutesOptions): Router {
  const {
    stores,
    rounds,
    columns,
    caseloadsOf,
    installation,
    codeKeys: keys,
    now,
    publicUrl,
    messaging,
    limits = usualLimits,
    logError,
  } = options;
  const router = Router();
  router.use((req, _res, next) => next(/^\/api/i.test(req.path) ? undefined : 'router')); // other requests skip the whole router
  const enter = enterApi({ stores, countKey: installation.key('requests to the API'), limits, now });
  router.use('/api/v1', answerPreflight, apiGate(enter));
  router.use(roundApiRoutes({ stores, rounds, now }));
  const analysis = { stores, rounds, columns, caseloadsOf, now };
  router.use(findingApiRoutes(analysis));
  router.use(driftApiRoutes(analysis));
  const cursorKey = installation.key('cursors of the API');
  router.use(tallyApiRoutes({ stores, rounds, cursorKey, now }));
  router.use(publicationApiRoutes({ stores }));
  router.use(ledgerApiRoutes({ stores }));
  const nameKey = installation.key('names of code batches');
  router.use(caseloadApiRoutes({ stores, now }));
  router.use(codeBatchApiRoutes({ stores, keys, nameKey, publicUrl, messaging, now }));
  router.use(registerApiRoutes({ stores, now }));
  router.use(descriptionRoutes({ stores, publicUrl, now }));
  router.use('/api/v1', apiMissing, apiProblemHandler(logError));
  return router;
}
