/** The table of contents: a line for each router, in the order in which people meet the pages. */
import express, { type Express } from 'express';
import { accessPointMakerRoutes } from './accessPoints/makerRoutes.ts';
import { pointChangeRoutes } from './accessPoints/changeRoutes.ts';
import { accessPointRoutes } from './accessPoints/routes.ts';
import { accountRoutesOptions } from './accounts/accountRoutesOptions.ts';
import { linkRoutes } from './accounts/linkRoutes.ts';
import { ownAccountRoutes } from './accounts/ownRoutes.ts';
import { accountRoutes } from './accounts/routes.ts';
import { signInRoutes } from './accounts/signInRoutes.ts';
import { defaultStaffSettings, type StaffSettings } from './accounts/staffSettings.ts';
import { alertRoutes } from './alerts/routes.ts';
import { compareRoutes } from './analysis/compareRoutes.ts';
import { levelRoutes } from './analysis/levelRoutes.ts';
import { analysisRoutes } from './analysis/routes.ts';
import { annulmentRoutes } from './annulments/routes.ts';
import { apiKeyRoutes } from './api/keyRoutes.ts';
import type { Limits } from './api/requestLimits.ts';
import { apiRoutes } from './api/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { bookRoutes } from './books/routes.ts';
import { answersRoutes } from './cases/answersRoutes.ts';
import { feedbackRoutes } from './cases/feedbackRoutes.ts';
import { followRoutes } from './cases/followRoutes.ts';
import { caseListRoutes } from './cases/listRoutes.ts';
import { caseRoutes } from './cases/routes.ts';
import { commendationChangeRoutes } from './commendations/changeRoutes.ts';
import { commendationRoutes } from './commendations/routes.ts';
import { codeKeysOf } from './codes/code.ts';
import { codeRoutes } from './codes/routes.ts';
import { columnReader } from './columns/columnReader.ts';
import { microRoutes } from './exports/microRoutes.ts';
import { exportRoutes } from './exports/routes.ts';
import { deskRoutes } from './desk/routes.ts';
import { erasureRoutes } from './erasures/routes.ts';
import { mailingRoutes } from './frames/mailingRoutes.ts';
import { listRoutes } from './frames/listRoutes.ts';
import { outcomeRoutes } from './frames/outcomeRoutes.ts';
import { framePageRoutes } from './frames/pageRoutes.ts';
import { frameRoutes } from './frames/routes.ts';
import { evidenceOwnersOf } from './evidenceOwners.ts';
import { evidenceRoutes } from './evidence/routes.ts';
import { fleetRoutes } from './devices/fleetRoutes.ts';
import { interviewRoutes } from './interviews/routes.ts';
import { importRoutes } from './imports/routes.ts';
import type { Installation } from './installation/store.ts';
import { jobKindsOf } from './jobKinds.ts';
import { jobRoutes } from './jobs/routes.ts';
import type { KioskKey } from './kiosk/kioskKey.ts';
import { kioskRoutes } from './kiosk/routes.ts';
import { ledgerRoutes } from './ledger/routes.ts';
import type { Signers } from './ledger/signers.ts';
import { publicMeasureRoutes } from './measures/publicRoutes.ts';
import { measureRoutes } from './measures/routes.ts';
import { methodDraftRoutes } from './methods/draftRoutes.ts';
import { methodRoutes } from './methods/routes.ts';
import { signInBytesMax } from './web/heldForm.ts';
import { homeRoutes } from './web/homeRoutes.ts';
import { privacyRoutes } from './web/privacyRoutes.ts';
import { roundDraftRoutes } from './rounds/draftRoutes.ts';
import { roundPageRoutes } from './rounds/roundPageRoutes.ts';
import { roundRoutes } from './rounds/routes.ts';
import { keyingRoutes } from './paper/keyingRoutes.ts';
import { paperRoutes } from './paper/routes.ts';
import { sheetRoutes } from './paper/sheetRoutes.ts';
import { postRoutes } from './publicPost/routes.ts';
import { posterRoutes } from './posters/routes.ts';
import { planRoutes } from './samplePlans/planRoutes.ts';
import { progressRoutes } from './samplePlans/progressRoutes.ts';
import { publicRoutes } from './publications/publicRoutes.ts';
import { publicationRoutes } from './publications/routes.ts';
import { publicIndexRoutes } from './realTimeIndex/publicRoutes.ts';
import { realTimeIndexRoutes } from './realTimeIndex/routes.ts';
import { reportRoutes } from './reports/routes.ts';
import { measuredRounds } from './satisfaction/measuredRounds.ts';
import { resultRoutes } from './satisfaction/routes.ts';
import { retentionRoutes } from './retention/routes.ts';
import { serviceChangeRoutes } from './services/changeRoutes.ts';
import { manyServiceRoutes } from './services/manyRoutes.ts';
import { publicScorecardRoutes } from './scorecards/publicRoutes.ts';
import { checklistRoutes } from './scorecards/checklistRoutes.ts';
import { criteriaRoutes } from './scorecards/criteriaRoutes.ts';
import { criteriaStartRoutes } from './scorecards/criteriaStartRoutes.ts';
import { scorecardRoutes } from './scorecards/routes.ts';
import { scoreRoutes } from './scorecards/scoreRoutes.ts';
import { scorecardSheetRoutes } from './scorecards/sheetRoutes.ts';
import { scorecardPageRoutes } from './scorecards/pageRoutes.ts';
import { stageRoutes } from './scorecards/stageRoutes.ts';
import { serviceRoutes } from './services/routes.ts';
import { spotCheckRoutes } from './spotChecks/routes.ts';
import { answerPages } from './submissions/answerRoutes.ts';
import { statementBook } from './statements/statementBook.ts';
import { timeSeriesRoutes } from './timeSeries/routes.ts';
import { receiptRoutes } from './submissions/receiptRoutes.ts';
import { submissionRoutes } from './submissions/routes.ts';
import { savedViewRoutes } from './savedViews/routes.ts';
import type { PointWatch } from './quality/pointWatch.ts';
import { qualityRoutes } from './quality/routes.ts';
import { sendingLimits } from './quality/sendingLimits.ts';
import type { Stores } from './stores.ts';
import { unitChangeRoutes } from './units/changeRoutes.ts';
import { surveyDraftRoutes } from './surveys/draftRoutes.ts';
import { surveyMoveRoutes } from './surveys/moveRoutes.ts';
import { surveyPreviewRoutes } from './surveys/previewRoutes.ts';
import { surveyRoutes } from './surveys/routes.ts';
import { manyUnitRoutes } from './units/manyRoutes.ts';
import { newSuccessionRoutes } from './units/newSuccessionRoutes.ts';
import { successionRoutes } from './units/successionRoutes.ts';
import { unitRoutes } from './units/routes.ts';
import { volumeBook } from './volumes/volumeBook.ts';
import { expectedHost } from './web/expectedHost.ts';
import { formBody } from './web/formBody.ts';
import { jsonAddress } from './web/jsonAddress.ts';
import { usePages } from './web/page.ts';
import { pageMissing, problemHandler } from './web/problemHandler.ts';
import { sendOnce } from './web/sendOnce.ts';
import { noStore, securityHeaders } from './web/security.ts';
import { staffSession } from './web/staffSession.ts';

export interface AppOptions {
  readonly stores: Stores;
  readonly installation: Installation;
  /** Keys of the ledger. */
  readonly signers: Signers;
  /** What kiosks seal their answers to. */
  readonly kioskKey: KioskKey;
  /** What this process sees of arrivals; whoever makes it has it write them down. */
  readonly watch: PointWatch;
  readonly now: () => Date;
  /** Told of each fault of ours, by route pattern; addresses and parameters of citizens stay out of it. */
  readonly logFault: (fault: { route: string; error: unknown }) => void;
  readonly staff?: StaffSettings;
  /** How many forms one access point takes in a minute. */
  readonly formsPerMinute?: number | undefined;
  /** How many processes serve the installation now. */
  readonly processes?: () => number;
  /** How many requests the API takes in a minute. */
  readonly apiLimits?: Limits | undefined;
  /** Whether webhooks may go into networks of one's own. */
  readonly privateWebhooks?: boolean | undefined;
  /** Proxies whose word on address and TLS is taken, as Express names them. */
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
  });
  app.use(homeRoutes({ stores, pages, codeKeys, publicUrl: settings.publicUrl }));
  app.use(privacyRoutes());
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
  app.use('/staff/sign-in', formBody({ bytesMax: signInBytesMax, fieldsMax: 10 })); // with a form that was held
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
  app.use(apiKeyRoutes(accounts));
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
