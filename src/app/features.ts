import { installationFeature } from '../platform/installation/feature.ts';
import { leaderFeature } from '../platform/leader/feature.ts';
import { processesFeature } from '../platform/processes/feature.ts';
import { accountsFeature } from '../access/accounts/feature.ts';
import { auditFeature } from '../access/audit/feature.ts';
import { brandFeature } from '../access/brand/feature.ts';
import { jobsFeature } from '../access/jobs/feature.ts';
import { languagesFeature } from '../access/languages/feature.ts';
import { retentionFeature } from '../access/retention/feature.ts';
import { singleSignOnFeature } from '../access/singleSignOn/feature.ts';
import { datasetsFeature } from '../registers/datasets/feature.ts';
import { evidenceFeature } from '../registers/evidence/feature.ts';
import { servicesFeature } from '../registers/services/feature.ts';
import { unitsFeature } from '../registers/units/feature.ts';
import { caseloadsFeature } from '../registers/caseloads/feature.ts';
import { accessPointsFeature } from '../design/accessPoints/feature.ts';
import { methodsFeature } from '../design/methods/feature.ts';
import { recordingsFeature } from '../design/recordings/feature.ts';
import { roundsFeature } from '../design/rounds/feature.ts';
import { serviceChangesFeature } from '../design/services/feature.ts';
import { successionsFeature } from '../design/successions/feature.ts';
import { surveyFilesFeature } from '../design/surveyFiles/feature.ts';
import { surveysFeature } from '../design/surveys/feature.ts';
import { annulmentsFeature } from '../collection/annulments/feature.ts';
import { codesFeature } from '../collection/codes/feature.ts';
import { devicesFeature } from '../collection/devices/feature.ts';
import { erasuresFeature } from '../collection/erasures/feature.ts';
import { importsFeature } from '../collection/imports/feature.ts';
import { dayPassesFeature, interviewsFeature } from '../collection/interviews/feature.ts';
import { kioskFeature } from '../collection/kiosk/feature.ts';
import { ledgerFeature } from '../collection/ledger/feature.ts';
import { openRoundsFeature } from '../collection/openRounds/feature.ts';
import { paperFeature } from '../collection/paper/feature.ts';
import { pointsFeature } from '../collection/points/feature.ts';
import { postersFeature } from '../collection/posters/feature.ts';
import { previewsFeature } from '../collection/previews/feature.ts';
import { qualityFeature } from '../collection/quality/feature.ts';
import { spotChecksFeature } from '../collection/spotChecks/feature.ts';
import { submissionsFeature } from '../collection/submissions/feature.ts';
import { columnsFeature } from '../processing/columns/feature.ts';
import { framesFeature } from '../processing/frames/feature.ts';
import { messagesFeature } from '../processing/messages/feature.ts';
import { publishedFeature } from '../processing/published/feature.ts';
import { qualityPagesFeature } from '../processing/quality/feature.ts';
import { resultsFeature } from '../processing/results/feature.ts';
import { roundPagesFeature } from '../processing/rounds/feature.ts';
import { samplePlansFeature } from '../processing/samplePlans/feature.ts';
import { talliesFeature } from '../processing/tallies/feature.ts';
import { whatIfFeature } from '../processing/whatIf/feature.ts';
import { analysisFeature } from '../dissemination/analysis/feature.ts';
import { apiFeature } from '../dissemination/api/feature.ts';
import { embedsFeature } from '../dissemination/embeds/feature.ts';
import { exportsFeature } from '../dissemination/exports/feature.ts';
import { proofFeature } from '../dissemination/proof/feature.ts';
import { publicationsFeature } from '../dissemination/publications/feature.ts';
import { resultPagesFeature } from '../dissemination/results/feature.ts';
import { signedCopiesFeature } from '../dissemination/signedCopies/feature.ts';
import { savedViewsFeature } from '../dissemination/savedViews/feature.ts';
import { alertsFeature } from '../improvement/alerts/feature.ts';
import { eventsFeature } from '../improvement/events/feature.ts';
import { casesFeature } from '../improvement/cases/feature.ts';
import { commendationsFeature } from '../improvement/commendations/feature.ts';
import { improvementActionsFeature } from '../improvement/improvementActions/feature.ts';
import { publicPostFeature } from '../improvement/postalService/feature.ts';
import { realTimeIndexFeature } from '../improvement/realTimeIndex/feature.ts';
import { reportsFeature } from '../improvement/reports/feature.ts';
import { scorecardsFeature } from '../improvement/scorecards/feature.ts';
import { movingFeature } from './storeMigration/feature.ts';
import { homeFeature } from './home/feature.ts';
import { auditPagesFeature } from './audit/feature.ts';
import { retentionPagesFeature } from './retention/feature.ts';
import { dashboardFeature } from './dashboard/feature.ts';
import { timeSeriesFeature } from '../dissemination/timeSeries/feature.ts';
import { holidaysFeature } from '../registers/holidays/feature.ts';

/** Every feature of the program, by area. What a feature consists of is declared in its folder. */
export const features = [
  // platform
  installationFeature,
  leaderFeature,
  processesFeature,
  // access
  accountsFeature,
  auditFeature,
  brandFeature,
  jobsFeature,
  languagesFeature,
  retentionFeature,
  singleSignOnFeature,
  // registers
  holidaysFeature,
  datasetsFeature,
  evidenceFeature,
  servicesFeature,
  unitsFeature,
  caseloadsFeature,
  // design
  accessPointsFeature,
  methodsFeature,
  roundsFeature,
  serviceChangesFeature,
  successionsFeature,
  surveysFeature,
  recordingsFeature,
  surveyFilesFeature,
  // collection, first those with a line in the menu, in its order
  pointsFeature,
  codesFeature,
  paperFeature,
  interviewsFeature,
  importsFeature,
  annulmentsFeature,
  spotChecksFeature,
  devicesFeature,
  erasuresFeature,
  dayPassesFeature,
  kioskFeature,
  ledgerFeature,
  openRoundsFeature,
  postersFeature,
  previewsFeature,
  qualityFeature,
  submissionsFeature,
  // processing
  columnsFeature,
  framesFeature,
  messagesFeature,
  publishedFeature,
  qualityPagesFeature,
  resultsFeature,
  roundPagesFeature,
  samplePlansFeature,
  talliesFeature,
  whatIfFeature,
  // dissemination
  timeSeriesFeature,
  analysisFeature,
  apiFeature,
  embedsFeature,
  exportsFeature,
  proofFeature,
  publicationsFeature,
  resultPagesFeature,
  savedViewsFeature,
  signedCopiesFeature,
  // improvement
  casesFeature,
  alertsFeature,
  eventsFeature,
  improvementActionsFeature,
  commendationsFeature,
  publicPostFeature,
  realTimeIndexFeature,
  reportsFeature,
  scorecardsFeature,
  // app
  movingFeature,
  homeFeature,
  auditPagesFeature,
  retentionPagesFeature,
  dashboardFeature,
] as const;
