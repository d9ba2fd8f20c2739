/** The table of contents: one line for each router, in the order in which people meet the pages. */
import express, { type Express } from 'express';
import { accessPointMakerRoutes } from '../collection/points/makerRoutes.ts';
import { pointChangeRoutes } from '../design/accessPoints/changeRoutes.ts';
import { accessPointRoutes } from '../collection/points/routes.ts';
import { accountRoutesOptions } from '../access/accounts/accountRoutesOptions.ts';
import { linkRoutes } from '../access/accounts/linkRoutes.ts';
import { ownAccountRoutes } from '../access/accounts/ownRoutes.ts';
import { accountRoutes } from '../access/accounts/routes.ts';
import { signInRoutes } from '../access/accounts/signInRoutes.ts';
import { defaultStaffSettings, type StaffSettings } from '../access/accounts/staffSettings.ts';
import { alertRoutes } from '../improvement/alerts/routes.ts';
import { compareRoutes } from '../dissemination/analysis/compareRoutes.ts';
import { levelRoutes } from '../dissemination/analysis/levelRoutes.ts';
import { analysisRoutes } from '../dissemination/analysis/routes.ts';
import { annulmentRoutes } from '../collection/annulments/routes.ts';
import { apiKeyRoutes } from '../dissemination/api/keyRoutes.ts';
import type { Limits } from '../dissemination/api/requestLimits.ts';
import { apiRoutes } from '../dissemination/api/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { bookRoutes } from '../registers/books/routes.ts';
import { answersRoutes } from '../improvement/cases/answersRoutes.ts';
import { feedbackRoutes } from '../improvement/cases/feedbackRoutes.ts';
import { followRoutes } from '../improvement/cases/followRoutes.ts';
import { caseListRoutes } from '../improvement/cases/listRoutes.ts';
import { caseRoutes } from '../improvement/cases/routes.ts';
import { commendationChangeRoutes } from '../improvement/commendations/changeRoutes.ts';
import { commendationRoutes } from '../improvement/commendations/routes.ts';
import { codeKeysOf } from '../collection/codes/code.ts';
import { codeRoutes } from '../collection/codes/routes.ts';
import { columnReader } from '../processing/columns/columnReader.ts';
import { microRoutes } from '../dissemination/exports/microRoutes.ts';
import { exportRoutes } from '../dissemination/exports/routes.ts';
import { deskRoutes } from './desk/routes.ts';
import { erasureRoutes } from '../collection/erasures/routes.ts';
import { mailingRoutes } from '../processing/frames/mailingRoutes.ts';
import { listRoutes } from '../processing/frames/listRoutes.ts';
import { outcomeRoutes } from '../processing/frames/outcomeRoutes.ts';
import { framePageRoutes } from '../processing/frames/pageRoutes.ts';
import { frameRoutes } from '../processing/frames/routes.ts';
import { evidenceOwnersOf } from './evidenceOwners.ts';
import { evidenceRoutes } from '../registers/evidence/routes.ts';
import { fleetRoutes } from '../collection/devices/fleetRoutes.ts';
import { interviewRoutes } from '../collection/interviews/routes.ts';
import { importRoutes } from '../collection/imports/routes.ts';
import type { Installation } from '../platform/installation/store.ts';
import { jobKindsOf } from './jobKinds.ts';
import { jobRoutes } from '../access/jobs/routes.ts';
import type { KioskKey } from '../collection/kiosk/kioskKey.ts';
import { kioskRoutes } from '../collection/kiosk/routes.ts';
import { ledgerRoutes } from '../collection/ledger/routes.ts';
import type { Signers } from '../collection/ledger/signers.ts';
import { publicMeasureRoutes } from '../improvement/measures/publicRoutes.ts';
import { measureRoutes } from '../improvement/measures/routes.ts';
import { methodDraftRoutes } from '../design/methods/draftRoutes.ts';
import { methodRoutes } from '../processing/whatIf/routes.ts';
import { signInBytesMax } from '../access/web/heldForm.ts';
import { homeRoutes } from './home/homeRoutes.ts';
import { privacyRoutes } from './home/privacyRoutes.ts';
import { wellKnownRoutes } from './home/wellKnownRoutes.ts';
import { roundDraftRoutes } from '../design/rounds/draftRoutes.ts';
import { roundPageRoutes } from '../processing/rounds/roundPageRoutes.ts';
import { roundRoutes } from '../processing/rounds/routes.ts';
import { keyingRoutes } from '../collection/paper/keyingRoutes.ts';
import { paperRoutes } from '../collection/paper/routes.ts';
import { sheetRoutes } from '../collection/paper/sheetRoutes.ts';
import { postRoutes } from '../improvement/publicPost/routes.ts';
import { posterRoutes } from '../collection/posters/routes.ts';
import { planRoutes } from '../processing/samplePlans/planRoutes.ts';
import { progressRoutes } from '../processing/samplePlans/progressRoutes.ts';
import { publicRoutes } from '../dissemination/publications/publicRoutes.ts';
import { publicationRoutes } from '../dissemination/publications/routes.ts';
import { publicIndexRoutes } from '../improvement/realTimeIndex/publicRoutes.ts';
import { realTimeIndexRoutes } from '../improvement/realTimeIndex/routes.ts';
import { reportRoutes } from '../improvement/reports/routes.ts';
import { measuredRounds } from '../processing/results/measuredRounds.ts';
import { resultRoutes } from '../dissemination/results/routes.ts';
import { retentionRoutes } from './retention/routes.ts';
import { serviceChangeRoutes } from '../design/services/changeRoutes.ts';
import { manyServiceRoutes } from '../registers/services/manyRoutes.ts';
import { publicScorecardRoutes } from '../improvement/scorecards/publicRoutes.ts';
import { checklistRoutes } from '../improvement/scorecards/checklistRoutes.ts';
import { criteriaRoutes } from '../improvement/scorecards/criteriaRoutes.ts';
import { criteriaStartRoutes } from '../improvement/scorecards/criteriaStartRoutes.ts';
import { scorecardRoutes } from '../improvement/scorecards/routes.ts';
import { scoreRoutes } from '../improvement/scorecards/scoreRoutes.ts';
import { scorecardSheetRoutes } from '../improvement/scorecards/sheetRoutes.ts';
import { scorecardPageRoutes } from '../improvement/scorecards/pageRoutes.ts';
import { stageRoutes } from '../improvement/scorecards/stageRoutes.ts';
import { serviceRoutes } from '../registers/services/routes.ts';
import { spotCheckRoutes } from '../collection/spotChecks/routes.ts';
import { answerPages } from '../collection/submissions/answerRoutes.ts';
import { statementBook } from '../processing/results/statementBook.ts';
import { timeSeriesRoutes } from '../dissemination/timeSeries/routes.ts';
import { receiptRoutes } from '../collection/submissions/receiptRoutes.ts';
import { submissionRoutes } from '../collection/submissions/routes.ts';
import { savedViewRoutes } from '../dissemination/savedViews/routes.ts';
import type { PointWatch } from '../collection/quality/pointWatch.ts';
import { qualityRoutes } from '../processing/quality/routes.ts';
import { sendingLimits } from '../collection/quality/sendingLimits.ts';
import type { Stores } from './stores.ts';
import { unitChangeRoutes } from '../registers/units/changeRoutes.ts';
import { surveyDraftRoutes } from '../design/surveys/draftRoutes.ts';
import { surveyMoveRoutes } from '../collection/openRounds/moveRoutes.ts';
import { surveyPreviewRoutes } from '../collection/previews/routes.ts';
import { surveyRoutes } from '../design/surveys/routes.ts';
import { manyUnitRoutes } from '../registers/units/manyRoutes.ts';
import { newSuccessionRoutes } from '../design/successions/newRoutes.ts';
import { successionRoutes } from '../design/successions/routes.ts';
import { unitRoutes } from '../registers/units/routes.ts';
import { volumeBook } from '../registers/volumes/volumeBook.ts';
import { expectedHost } from '../platform/web/expectedHost.ts';
import { formBody } from '../platform/web/formBody.ts';
import { jsonAddress } from '../platform/web/jsonAddress.ts';
import { usePages } from '../platform/web/page.ts';
import { pageMissing, problemHandler } from '../access/web/problemHandler.ts';
import { sendOnce } from '../access/web/sendOnce.ts';
import { noStore, securityHeaders } from '../platform/web/security.ts';
import { staffSession } from '../access/web/staffSession.ts';
import { showFollowKey } from '../improvement/cases/keyRoutes.ts';

export interface AppOptions {
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
  readonly logFault: (fault: { route: string; error: unknown }) => void;
  readonly staff?: StaffSettings;
  /** How many submissions one access point accepts in a minute. */
  readonly formsPerMinute?: number | undefined;
  /** Where to report a vulnerability, for security.txt. */
  readonly securityContact?: string | undefined;
  /** How many processes serve the installation now. */
  readonly processes?: () => number;
  /** How many requests the API accepts in a minute. */
  readonly apiLimits?: Limits | undefined;
  /** Whether webhooks may go to private networks. */
  readonly privateWebhooks?: boolean | undefined;
  /** Proxies whose headers about address and TLS are trusted, as Express names them. */
  readonly trustedProxies?: string | undefined;
}

export function createApp(options: AppOptions): Express {
  const {
    stores,
    installation,
    signers,
    kioskKey,
    watch,
    now,
    logFault,
    staff: settings = defaultStaffSettings,
  } = options;
  const app = express();
  if (options.trustedProxies !== undefined) app.set('trust proxy', options.trustedProxies);
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('etag', false);
  app.use(securityHeaders());
  usePages(app);
  app.use(expectedHost(settings.publicUrl));

  const rounds = measuredRounds(stores, now);
  const codeKeys = codeKeysOf(installation);
  app.use(
    apiRoutes({
      stores,
      rounds,
      installation,
      codeKeys,
      now,
      logFault,
      limits: options.apiLimits,
      publicUrl: settings.publicUrl,
    }),
  );
  app.use(jsonAddress);
  const columns = columnReader(stores);
  const limits = sendingLimits(options.formsPerMinute, options.processes);
  const pages = answerPages({
    stores,
    now,
    formKey: installation.key('form context'),
    receiptKey: installation.key('receipt'),
    codeKeys,
    watch,
    limits,
    logFault,
    isCase: async (mark) => (await stores.cases.findByMark(mark)) !== undefined,
    showFollowKey,
  });
  app.use(homeRoutes({ stores, pages, codeKeys, publicUrl: settings.publicUrl }));
  app.use(privacyRoutes());
  const { securityContact } = options;
  app.use(wellKnownRoutes({ securityContact, publicUrl: settings.publicUrl, now }));
  app.use(submissionRoutes({ stores, pages }));
  const kiosk = { stores, installation, kioskKey, signers, watch, limits, now };
  app.use(kioskRoutes({ ...kiosk, publicUrl: settings.publicUrl }));
  app.use(receiptRoutes({ stores, signers, now, publicUrl: settings.publicUrl }));
  app.use(feedbackRoutes({ stores, limits, now }));
  app.use(followRoutes({ stores, limits, now }));
  app.use(answersRoutes({ stores, now }));
  app.use(publicIndexRoutes({ stores, now }));
  app.use(resultRoutes({ stores, rounds, now }));
  app.use(publicMeasureRoutes({ stores, rounds, now }));
  app.use(publicRoutes({ stores, now, publicUrl: settings.publicUrl }));
  app.use(publicScorecardRoutes({ stores, rounds, now }));
  app.use(ledgerRoutes({ stores, signers, now, publicUrl: settings.publicUrl }));

  const accounts = accountRoutesOptions({ stores, installation, now, settings });
  app.use('/staff/sign-in', formBody({ bytesMax: signInBytesMax, fieldsMax: 10 })); // with a held form
  app.use(['/staff/paper', '/staff/interviews'], formBody({ bytesMax: 65_536, fieldsMax: 300 })); // whole surveys
  app.use('/staff/scorecards', formBody({ bytesMax: 524_288, fieldsMax: 300 })); // a remark on each criterion
  app.use('/staff/surveys/drafts', formBody({ bytesMax: 786_432, fieldsMax: 400 })); // a survey as JSON
  app.use(['/staff/units/many', '/staff/services/many'], formBody({ bytesMax: 2_097_152, fieldsMax: 10 })); // thousands of rows
  app.use('/staff/successions', formBody({ bytesMax: 262_144, fieldsMax: 700 })); // a whole province
  app.use(
    '/staff',
    noStore,
    express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 1000 }),
    staffSession({ stores, installation, now, adminSecondFactor: settings.adminSecondFactor }),
    sendOnce(now),
  );
  app.use(signInRoutes(accounts));
  app.use(linkRoutes(accounts));
  app.use(deskRoutes({ stores, rounds, now }));
  app.use(accessPointMakerRoutes({ stores, now, keys: codeKeys }));
  app.use(pointChangeRoutes({ stores, now }));
  app.use(accessPointRoutes({ stores, now, publicUrl: settings.publicUrl }));
  app.use(posterRoutes({ stores, now, publicUrl: settings.publicUrl }));
  app.use(codeRoutes({ stores, now, keys: codeKeys, publicUrl: settings.publicUrl }));
  app.use(paperRoutes({ stores, now, receiptKey: installation.key('receipt') }));
  app.use(sheetRoutes({ stores, now }));
  app.use(keyingRoutes({ stores }));
  app.use(interviewRoutes({ stores, pages, now }));
  app.use(importRoutes({ stores, now }));
  app.use(caseListRoutes({ stores, now }));
  app.use(caseRoutes({ stores, now }));
  app.use(
    alertRoutes({
      stores,
      now,
      hasMail: settings.sendMail !== undefined,
      allowPrivate: options.privateWebhooks ?? false,
    }),
  );
  app.use(roundRoutes({ stores, now }));
  app.use(roundDraftRoutes({ stores, now }));
  app.use(roundPageRoutes({ stores, now }));
  app.use(surveyPreviewRoutes({ stores, now }));
  app.use(surveyMoveRoutes({ stores, now }));
  app.use(surveyDraftRoutes({ stores, now }));
  app.use(surveyRoutes({ stores, now }));
  app.use(methodDraftRoutes({ stores, now }));
  app.use(methodRoutes({ stores, now }));
  app.use(unitChangeRoutes({ stores, now }));
  app.use(newSuccessionRoutes({ stores, now }));
  app.use(successionRoutes({ stores, now }));
  app.use(manyUnitRoutes({ stores, now }));
  app.use(unitRoutes({ stores }));
  app.use(serviceRoutes({ stores }));
  app.use(manyServiceRoutes({ stores, now }));
  app.use(serviceChangeRoutes({ stores, now }));
  app.use(planRoutes({ stores, rounds, now }));
  app.use(progressRoutes({ stores, rounds, columns, now }));
  app.use(framePageRoutes({ stores, rounds, now }));
  app.use(listRoutes({ stores, rounds, now }));
  app.use(frameRoutes({ stores, rounds, now }));
  app.use(outcomeRoutes({ stores, rounds, now }));
  app.use(mailingRoutes({ stores, now, keys: codeKeys }));
  app.use(bookRoutes(volumeBook, { stores, now }));
  app.use(postRoutes({ stores, now }));
  app.use(realTimeIndexRoutes({ stores, now }));
  app.use(bookRoutes(statementBook, { stores, now }));
  app.use(analysisRoutes({ stores, rounds, columns, now }));
  app.use(compareRoutes({ stores, rounds, columns, now }));
  app.use(levelRoutes({ stores, rounds, columns, now }));
  app.use(timeSeriesRoutes({ stores, rounds, columns, now }));
  app.use(savedViewRoutes({ stores, now }));
  app.use(exportRoutes({ stores, rounds, now }));
  app.use(microRoutes({ stores, now }));
  app.use(measureRoutes({ stores, rounds, now }));
  app.use(evidenceRoutes({ stores, owners: evidenceOwnersOf(stores, now), now }));
  app.use(criteriaStartRoutes({ stores, now }));
  app.use(criteriaRoutes({ stores, now }));
  app.use(scorecardRoutes({ stores, rounds, now }));
  app.use(checklistRoutes({ stores, now }));
  app.use(scorecardPageRoutes({ stores, rounds, now }));
  app.use(stageRoutes({ stores, rounds, now }));
  app.use(scoreRoutes({ stores, rounds, now }));
  app.use(scorecardSheetRoutes({ stores, rounds, now }));
  app.use(publicationRoutes({ stores, rounds, columns, now }));
  app.use(commendationRoutes({ stores, rounds, now }));
  app.use(commendationChangeRoutes({ stores, rounds, now }));
  app.use(reportRoutes({ stores, now, publicUrl: settings.publicUrl }));
  app.use(accountRoutes(accounts));
  app.use(apiKeyRoutes({ ...accounts, stores }));
  app.use(qualityRoutes({ stores, rounds, now }));
  app.use(annulmentRoutes({ stores, now }));
  app.use(erasureRoutes({ stores, now }));
  app.use(spotCheckRoutes({ stores, now }));
  app.use(
    fleetRoutes({
      stores,
      now,
      pairingCodeKey: installation.key('pairing codes'),
      publicUrl: settings.publicUrl,
    }),
  );
  app.use(retentionRoutes({ stores, now }));
  app.use(auditRoutes({ stores, now }));
  app.use(jobRoutes({ jobs: stores.jobs, kinds: jobKindsOf(stores), now }));
  app.use(ownAccountRoutes(accounts));

  app.use(pageMissing);
  app.use(problemHandler(logFault));
  return app;
}
