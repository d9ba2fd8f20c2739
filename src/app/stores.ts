/** All stores of an installation, opened on one connection. */
import {
  criteriaDraftsPlan,
  draftStore,
  methodDraftsPlan,
  roundDraftsPlan,
  surveyDraftsPlan,
} from '../design/drafts/store.ts';
import type { MethodDraft } from '../design/methods/draft.ts';
import type { RoundDraft } from '../design/rounds/draft.ts';
import type { CriteriaDraft } from '../improvement/scorecards/draft.ts';
import type { SurveyDraft } from '../design/surveys/draft.ts';
import type { Connection } from 'mongoose';
import { apiKeysPlan, apiKeyStore } from '../dissemination/api/keyStore.ts';
import {
  requestCountMigrations,
  requestCountsPlan,
  requestCountStore,
} from '../dissemination/api/requestCountStore.ts';
import { accessPointStore, accessPointsPlan } from '../design/accessPoints/store.ts';
import { administratorsPlan, administratorsStore } from '../access/accounts/administratorsStore.ts';
import { attemptMigrations, attemptsPlan, attemptStore } from '../access/accounts/attemptStore.ts';
import { sessionsPlan, sessionStore } from '../access/accounts/sessionStore.ts';
import { accountsPlan, accountStore } from '../access/accounts/store.ts';
import { alertsPlan, alertStore } from '../improvement/alerts/store.ts';
import { annulmentsPlan, annulmentStore } from '../collection/annulments/store.ts';
import { casesPlan, caseStore } from '../improvement/cases/store.ts';
import { savedViewsPlan, savedViewStore } from '../dissemination/savedViews/store.ts';
import { deliveriesPlan, deliveryStore } from '../registers/books/store.ts';
import { commendationsPlan, commendationStore } from '../improvement/commendations/store.ts';
import {
  codeBatchesPlan,
  codeMigrations,
  codesPlan,
  codeStore,
  codeUsesPlan,
} from '../collection/codes/store.ts';
import { columnChunksPlan, columnStatePlan, columnStore } from '../processing/columns/store.ts';
import { auditMigrations, auditPlan, auditStore } from '../access/audit/store.ts';
import { pairingCodesPlan, pairingStore } from '../collection/devices/pairingStore.ts';
import { deviceArrivalsPlan, devicesPlan, deviceStore } from '../collection/devices/store.ts';
import { evidenceChunksPlan, evidencePlan, evidenceStore } from '../registers/evidence/store.ts';
import { frameKeysPlan, framePeoplePlan, framesPlan, frameStore } from '../processing/frames/store.ts';
import { importMappingsPlan, importRowsPlan, importsPlan, importStore } from '../collection/imports/store.ts';
import { installationPlan, installationStore } from '../platform/installation/store.ts';
import { jobPiecesPlan, jobsPlan, jobStore } from '../access/jobs/store.ts';
import { kioskKeyPlan, kioskKeyStore } from '../collection/kiosk/keyStore.ts';
import { leaseStore, leasesPlan } from '../platform/leader/store.ts';
import { actsPlan, actStore } from '../collection/ledger/actStore.ts';
import { batchesPlan, batchStore } from '../collection/ledger/batchStore.ts';
import { ledgerPlans, ledgerStore } from '../collection/ledger/store.ts';
import { measuresPlan, measureStore } from '../improvement/measures/store.ts';
import { movesPlan, moveStore } from './moving/store.ts';
import {
  publicationContentsPlan,
  publicationsPlan,
  publicationStore,
} from '../processing/published/store.ts';
import {
  pointDaysPlan,
  pointSignsPlan,
  qualityMigrations,
  qualityStore,
} from '../collection/quality/store.ts';
import { paperBatchesPlan, paperStore } from '../collection/paper/store.ts';
import { postTargetsPlan, postTargetStore } from '../improvement/publicPost/store.ts';
import { enteredItemsPlan, enteredItemStore } from '../improvement/realTimeIndex/store.ts';
import { retentionPlan, retentionStore } from '../access/retention/store.ts';
import { holidayStore, holidayYearsPlan } from '../registers/holidays/store.ts';
import { processesPlan, processStore } from '../platform/processes/store.ts';
import { roundStore, roundsPlan } from '../design/rounds/store.ts';
import { methodStore, methodsPlan } from '../design/methods/methodStore.ts';
import { boardMigrations, boardStore, boardsPlan } from '../processing/results/store.ts';
import { samplePlansPlan, samplePlanStore } from '../processing/samplePlans/store.ts';
import { serviceActsPlan, serviceStore, servicesPlan } from '../registers/services/store.ts';
import {
  criteriaSetsPlan,
  criteriaSetStore,
  scorecardsPlan,
  scorecardStore,
} from '../improvement/scorecards/store.ts';
import { spotChecksPlan, spotCheckStore } from '../collection/spotChecks/store.ts';
import { migrateAlone } from '../platform/storage/migrateAlone.ts';
import {
  pendingSteps,
  prepareCollections,
  type Migration,
  type PendingStep,
} from '../platform/storage/migrations.ts';
import { submissionMigrations, submissionsPlan } from '../collection/submissions/storedSubmission.ts';
import { submissionStore } from '../collection/submissions/store.ts';
import { surveyStore, surveyVersionsPlan } from '../design/surveys/store.ts';
import { talliesPlan, tallyMigrations, tallyStatePlan, tallyStore } from '../processing/tallies/store.ts';
import { unitActsPlan, unitStore, unitsPlan } from '../registers/units/store.ts';
import type { MeasuredRounds } from '../processing/results/measuredRounds.ts';

const plans = [
  installationPlan,
  retentionPlan,
  holidayYearsPlan,
  unitsPlan,
  unitActsPlan,
  servicesPlan,
  serviceActsPlan,
  surveyVersionsPlan,
  surveyDraftsPlan,
  roundsPlan,
  roundDraftsPlan,
  accessPointsPlan,
  submissionsPlan,
  codesPlan,
  codeUsesPlan,
  codeBatchesPlan,
  paperBatchesPlan,
  importsPlan,
  importRowsPlan,
  importMappingsPlan,
  devicesPlan,
  deviceArrivalsPlan,
  pairingCodesPlan,
  kioskKeyPlan,
  deliveriesPlan,
  samplePlansPlan,
  measuresPlan,
  framesPlan,
  framePeoplePlan,
  frameKeysPlan,
  postTargetsPlan,
  evidencePlan,
  evidenceChunksPlan,
  enteredItemsPlan,
  commendationsPlan,
  methodsPlan,
  methodDraftsPlan,
  criteriaDraftsPlan,
  criteriaSetsPlan,
  scorecardsPlan,
  boardsPlan,
  talliesPlan,
  tallyStatePlan,
  columnChunksPlan,
  columnStatePlan,
  leasesPlan,
  processesPlan,
  movesPlan,
  auditPlan,
  accountsPlan,
  administratorsPlan,
  sessionsPlan,
  attemptsPlan,
  apiKeysPlan,
  requestCountsPlan,
  jobsPlan,
  jobPiecesPlan,
  ...ledgerPlans,
  batchesPlan,
  actsPlan,
  annulmentsPlan,
  spotChecksPlan,
  publicationsPlan,
  publicationContentsPlan,
  casesPlan,
  savedViewsPlan,
  alertsPlan,
  pointDaysPlan,
  pointSignsPlan,
];

/** Collections whose documents have an outbox for the audit log. */
export const outboxCollections: readonly string[] = [
  accountsPlan.name,
  apiKeysPlan.name,
  jobsPlan.name,
  codeBatchesPlan.name,
  accessPointsPlan.name,
  paperBatchesPlan.name,
  importsPlan.name,
  devicesPlan.name,
  pairingCodesPlan.name,
  annulmentsPlan.name,
  spotChecksPlan.name,
  publicationsPlan.name,
  casesPlan.name,
  alertsPlan.name,
  roundsPlan.name,
  roundDraftsPlan.name,
  surveyVersionsPlan.name,
  surveyDraftsPlan.name,
  methodsPlan.name,
  methodDraftsPlan.name,
  criteriaDraftsPlan.name,
  criteriaSetsPlan.name,
  scorecardsPlan.name,
  deliveriesPlan.name,
  samplePlansPlan.name,
  unitActsPlan.name,
  serviceActsPlan.name,
  retentionPlan.name,
  holidayYearsPlan.name,
  measuresPlan.name,
  framesPlan.name,
  postTargetsPlan.name,
  evidencePlan.name,
  enteredItemsPlan.name,
  commendationsPlan.name,
];

/** All schema migrations, oldest first. */
const migrations: readonly Migration[] = [
  ...submissionMigrations,
  ...codeMigrations,
  ...auditMigrations,
  ...boardMigrations,
  ...tallyMigrations,
  ...qualityMigrations,
  ...attemptMigrations,
  ...requestCountMigrations,
];

/** Lists the migrations that are needed before this program can serve the store; changes nothing. */
export async function listPendingSteps(connection: Connection): Promise<readonly PendingStep[]> {
  return await pendingSteps(connection, plans, migrations);
}

/** @throws StorageFault when a newer program wrote the installation, or an older program is serving it */
export async function openStores(connection: Connection) {
  const prepare = async () => await prepareCollections(connection, plans, migrations);
  await ((await listPendingSteps(connection)).length > 0 ? migrateAlone(connection, prepare) : prepare());
  return {
    installation: installationStore(connection),
    retention: retentionStore(connection),
    holidays: holidayStore(connection),
    units: unitStore(connection),
    services: serviceStore(connection),
    surveys: surveyStore(connection),
    surveyDrafts: draftStore<SurveyDraft>(connection, surveyDraftsPlan),
    rounds: roundStore(connection),
    roundDrafts: draftStore<RoundDraft>(connection, roundDraftsPlan),
    accessPoints: accessPointStore(connection),
    submissions: submissionStore(connection),
    codes: codeStore(connection),
    paper: paperStore(connection),
    imports: importStore(connection),
    devices: deviceStore(connection),
    pairingCodes: pairingStore(connection),
    kioskKeys: kioskKeyStore(connection),
    deliveries: deliveryStore(connection),
    samplePlans: samplePlanStore(connection),
    measures: measureStore(connection),
    frames: frameStore(connection),
    postTargets: postTargetStore(connection),
    evidence: evidenceStore(connection),
    enteredItems: enteredItemStore(connection),
    commendations: commendationStore(connection),
    methods: methodStore(connection),
    methodDrafts: draftStore<MethodDraft>(connection, methodDraftsPlan),
    criteriaDrafts: draftStore<CriteriaDraft>(connection, criteriaDraftsPlan),
    criteriaSets: criteriaSetStore(connection),
    scorecards: scorecardStore(connection),
    boards: boardStore(connection),
    tallies: tallyStore(connection),
    columns: columnStore(connection),
    leases: leaseStore(connection),
    processes: processStore(connection),
    moves: moveStore(connection),
    audit: auditStore(connection),
    accounts: accountStore(connection),
    administrators: administratorsStore(connection),
    sessions: sessionStore(connection),
    attempts: attemptStore(connection),
    apiKeys: apiKeyStore(connection),
    requestCounts: requestCountStore(connection),
    jobs: jobStore(connection),
    ledger: ledgerStore(connection),
    ledgerBatches: batchStore(connection),
    ledgerActs: actStore(connection),
    annulments: annulmentStore(connection),
    spotChecks: spotCheckStore(connection),
    publications: publicationStore(connection),
    cases: caseStore(connection),
    savedViews: savedViewStore(connection),
    alerts: alertStore(connection),
    quality: qualityStore(connection),
  };
}
export type Stores = Awaited<ReturnType<typeof openStores>>;

/** Dependencies of most routes. */
export interface RoutesOptions {
  readonly stores: Stores;
  readonly now: () => Date;
}

/** The same with measured rounds, shared by all pages. */
export interface RoundsRoutesOptions extends RoutesOptions {
  readonly rounds: MeasuredRounds;
}
