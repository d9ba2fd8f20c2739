/** The background tasks of the leader, one line each. */
import { watchAlerts, type AlertChannels } from '../improvement/alerts/watchAlerts.ts';
import { carryOutAnnulments } from '../collection/annulments/carryOutAnnulments.ts';
import { collectComments } from '../improvement/cases/collectComments.ts';
import { tendCases } from '../improvement/cases/tendCases.ts';
import { appendColumns } from '../processing/columns/appendColumns.ts';
import { unsettledMs } from '../registers/evidence/evidence.ts';
import { fillYears } from '../registers/holidays/fillYears.ts';
import { eraseDueLists } from '../processing/frames/eraseLists.ts';
import type { Term } from '../platform/leader/candidate.ts';
import type { Duty } from '../platform/leader/lead.ts';
import type { Witness } from '../collection/ledger/cosignature.ts';
import { witnessesDuty } from '../collection/ledger/gatherCosignatures.ts';
import { sealLedger } from '../collection/ledger/sealLedger.ts';
import type { Signers } from '../collection/ledger/signers.ts';
import { noteStaffActs } from '../collection/ledger/staffActs.ts';
import { qualityDuty } from '../collection/quality/lookForSigns.ts';
import { basesDuty } from '../dissemination/proof/logBases.ts';
import { carryOutPublications } from '../dissemination/publications/carryOutPublications.ts';
import { finishClosings } from '../collection/paper/closeBatch.ts';
import { noteErased } from '../access/retention/noteErased.ts';
import { dayMs } from '../access/retention/retention.ts';
import { takeLiveStates } from '../processing/results/takeLiveStates.ts';
import { outboxCollections, type Stores } from './stores.ts';
import { countSubmissions } from '../processing/tallies/countSubmissions.ts';
import { dayOf } from '../platform/calendar/vietNamTime.ts';

export interface DutiesOptions {
  readonly stores: Stores;
  readonly signers: Signers;
  readonly receiptKey: Buffer;
  readonly now: () => Date;
  /** Witnesses that are asked to cosign checkpoints. */
  readonly witnesses?: readonly Witness[];
  /** How alerts reach people who are not signed in. */
  readonly channels: Omit<AlertChannels, 'logFault'>;
  /** Runs waiting jobs in a separate thread. */
  readonly runJobs: (term: Term) => Promise<void>;
  readonly logFault: (fault: { route: string; error: unknown }) => void;
}

export function dutiesOf({
  stores,
  signers,
  receiptKey,
  channels,
  runJobs,
  now,
  witnesses = [],
  logFault,
}: DutiesOptions): readonly Duty[] {
  const { audit, jobs, retention } = stores;
  const watchQuality = qualityDuty(stores);
  const logBases = basesDuty(stores);
  const gatherCosignatures = witnessesDuty(stores, witnesses, logFault);
  return [
    {
      name: 'audit',
      everyMs: 1000,
      run: async (term) => {
        await audit.drain(outboxCollections, () => term.isOver());
        await noteStaffActs(audit, stores.ledgerActs, () => term.isOver());
      },
    },
    {
      name: 'tallies',
      everyMs: 250,
      run: (term) => countSubmissions({ stores, term, restMs: 250 }),
    },
    {
      name: 'live results',
      everyMs: 30_000,
      run: (term) => takeLiveStates(stores, now(), () => term.isOver()),
    },
    {
      name: 'columns',
      everyMs: 1000,
      run: (term) => appendColumns({ stores, term }),
    },
    {
      name: 'paper',
      everyMs: 2000,
      run: (term) => finishClosings({ stores, receiptKey, now: now() }, () => term.isOver()),
    },
    {
      name: 'annulments',
      everyMs: 2000,
      run: (term) => carryOutAnnulments(stores, now(), () => term.isOver()),
    },
    {
      name: 'bases',
      everyMs: 5000,
      run: (term) => logBases(now(), () => term.isOver()),
    },
    {
      name: 'publications',
      everyMs: 2000,
      run: (term) => carryOutPublications(stores, signers, now(), () => term.isOver()),
    },
    {
      name: 'ledger',
      everyMs: 20_000,
      run: async (term) => {
        await sealLedger({ stores, signers, now: now(), term });
      },
    },
    {
      name: 'witnesses',
      everyMs: 5 * 60_000,
      run: gatherCosignatures,
    },
    {
      name: 'jobs',
      everyMs: 500,
      run: runJobs,
    },
    {
      name: 'cases',
      everyMs: 10 * 60 * 1000,
      async run(term) {
        await collectComments(stores, now(), () => term.isOver());
        const { caseOriginals, followKeys } = await retention.days();
        const erased = await tendCases(stores.cases, dayOf(now()), () => term.isOver(), followKeys);
        await noteErased(audit, 'caseOriginals', { count: erased.originals, days: caseOriginals }, now());
        await noteErased(audit, 'followKeys', { count: erased.keys, days: followKeys }, now());
      },
    },
    {
      name: 'alerts',
      everyMs: 60_000,
      run: (term) => watchAlerts(stores, { ...channels, logFault }, now(), () => term.isOver()),
    },
    {
      name: 'quality',
      everyMs: 60_000,
      run: (term) => watchQuality(now(), () => term.isOver()),
    },
    {
      name: 'lists of people',
      everyMs: 10 * 60 * 1000,
      run: () =>
        eraseDueLists(
          stores.frames,
          now(),
          async (roundId) => (await stores.rounds.find(roundId))?.unitIds ?? [],
        ),
    },
    {
      name: 'holidays',
      everyMs: 60 * 60 * 1000,
      run: () => fillYears(stores.holidays, now()),
    },
    {
      name: 'what has expired',
      everyMs: 60 * 60 * 1000,
      async run() {
        const { jobResults, stagedImports } = await retention.days();
        const results = await jobs.removeExpired(now());
        await noteErased(audit, 'jobResults', { count: results, days: jobResults }, now());
        const before = new Date(now().getTime() - stagedImports * dayMs);
        const staged = await stores.imports.removeLeftovers(before);
        await noteErased(audit, 'stagedImports', { count: staged, days: stagedImports }, now());
        await stores.evidence.settle(new Date(now().getTime() - unsettledMs));
        await stores.sessions.removeExpired(now());
      },
    },
  ];
}
