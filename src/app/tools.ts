/** What handlers are given: the stores, and what is opened or computed once for all pages. */
import { accountRoutesOptions, type AccountRoutesOptions } from '../access/accounts/accountRoutesOptions.ts';
import { defaultStaffSettings } from '../access/accounts/staffSettings.ts';
import type { JobKind } from '../access/jobs/job.ts';
import { usualBrand } from '../platform/brand/brand.ts';
import { shownBrand, type ShownBrand } from '../platform/brand/brandStyle.ts';
import { kept, type Kept } from '../platform/storage/kept.ts';
import { usualLanguages, type LanguageSettings } from '../platform/text/languageSettings.ts';
import { codeKeysOf, type CodeKeys } from '../collection/codes/code.ts';
import type { PairingKeys } from '../collection/devices/pairDevice.ts';
import { tabletWatch, type TabletWatch } from '../collection/kiosk/tabletWatch.ts';
import { sendingLimits, type SendingLimits } from '../collection/quality/sendingLimits.ts';
import { caseFiguresReader } from '../improvement/cases/answersRoutes.ts';
import { livingUnitsReader } from '../improvement/cases/feedbackRoutes.ts';
import { answerPages, type AnswerPages } from '../collection/submissions/answerPages.ts';
import { formLookups, type FormLookups } from '../collection/submissions/formLookups.ts';
import { noRecordings, type Recordings } from '../design/recordings/recording.ts';
import { roundCaseloadsReader, type RoundCaseloadsReader } from '../design/rounds/roundCaseloads.ts';
import { badgeReader } from '../dissemination/embeds/badge.ts';
import { aggregatesReader } from '../dissemination/exports/readAggregates.ts';
import { publisher } from '../dissemination/publications/proposePublication.ts';
import { glances } from '../dissemination/publications/publishedRounds.ts';
import { unitResultsReader } from '../processing/results/unitResults.ts';
import { showFollowKey } from '../improvement/cases/keyRoutes.ts';
import { realTimeIndexReader } from '../improvement/realTimeIndex/publicRoutes.ts';
import { columnReader, type ColumnReader } from '../processing/columns/columnReader.ts';
import type { Messaging } from '../platform/messages/messaging.ts';
import { measuredRounds, type MeasuredRounds } from '../processing/results/measuredRounds.ts';
import type { TallyReader } from '../processing/tallies/readTallies.ts';
import { unitsBehind } from '../processing/samplePlans/unitsBehind.ts';
import type { EvidenceOwners } from '../registers/evidence/owner.ts';
import type { AppOptions } from './app.ts';
import { homeNewsReader } from './home/homeNews.ts';
import { evidenceOwnersOf } from './evidenceOwners.ts';
import { jobKindsOf } from './jobKinds.ts';
import type { Stores } from './stores.ts';

export interface Tools extends Omit<AccountRoutesOptions, 'stores'>, AppOptions {
  readonly stores: Stores;
  readonly now: () => Date;
  readonly publicUrl: string | undefined;
  /** Which languages respondents are offered. */
  readonly languages: Kept<LanguageSettings>;
  readonly brand: Kept<ShownBrand>;
  readonly recordings: Kept<Recordings>;
  readonly rounds: MeasuredRounds;
  readonly columns: ColumnReader;
  readonly tallies: TallyReader;
  readonly caseloadsOf: RoundCaseloadsReader;
  readonly behind: ReturnType<typeof unitsBehind>;
  readonly resultsFor: ReturnType<typeof unitResultsReader>;
  readonly aggregates: ReturnType<typeof aggregatesReader>;
  readonly publishing: ReturnType<typeof publisher>;
  readonly glanceOf: ReturnType<typeof glances>;
  /** Read again after five minutes. */
  readonly badgeOf: ReturnType<typeof badgeReader>;
  readonly limits: SendingLimits;
  readonly lookups: FormLookups;
  readonly pages: AnswerPages;
  /** Read again after half a minute, for citizens' pages. */
  readonly caseFiguresOn: ReturnType<typeof caseFiguresReader>;
  readonly livingUnits: ReturnType<typeof livingUnitsReader>;
  readonly newsOf: ReturnType<typeof homeNewsReader>;
  readonly realTimeIndexOf: ReturnType<typeof realTimeIndexReader>;
  readonly tablets: TabletWatch;
  readonly formKey: Buffer;
  readonly codeKeys: CodeKeys;
  readonly receiptKey: Buffer;
  readonly pairingKeys: PairingKeys;
  readonly owners: EvidenceOwners;
  readonly kinds: readonly JobKind[];
  /** Whether the program can send mail. */
  readonly hasMail: boolean;
  /** Whether events may be sent to private networks. */
  readonly allowPrivate: boolean;
  readonly messaging: Messaging | undefined;
}

function keysOf(installation: AppOptions['installation']) {
  return {
    codeKeys: codeKeysOf(installation),
    formKey: installation.key('form context'),
    receiptKey: installation.key('receipt'),
    pairingKeys: {
      codeKey: installation.key('pairing codes'),
      attemptKey: installation.key('pairing attempts'),
    },
  };
}

export function toolsOf(options: AppOptions): Tools {
  const { stores, installation, now, watch, logError, staff: settings = defaultStaffSettings } = options;
  const { rounds = measuredRounds(stores, now), columns = columnReader(stores) } = options;
  const limits = sendingLimits(options.formsPerMinute, options.processes);
  const keys = keysOf(installation);
  const { codeKeys, formKey, receiptKey } = keys;
  const lookups = formLookups(stores);
  const languages = kept(usualLanguages, async () => (await stores.languages.current()).settings);
  const brand = kept(shownBrand(usualBrand), async () => shownBrand((await stores.brand.current()).brand));
  const recordings = kept(noRecordings, () => stores.recordings.current());
  return {
    ...options,
    ...accountRoutesOptions({ stores, installation, now, settings, logError }),
    stores,
    publicUrl: settings.publicUrl,
    languages,
    brand,
    recordings,
    rounds,
    tallies: rounds.tallies,
    caseloadsOf: roundCaseloadsReader(stores.importBatches, now),
    columns,
    resultsFor: unitResultsReader(stores, rounds, now),
    aggregates: aggregatesReader({ stores, rounds, now }),
    publishing: publisher({ stores, rounds, columns, now }),
    glanceOf: glances(stores.publications),
    badgeOf: badgeReader(stores),
    behind: unitsBehind(stores, rounds, now),
    limits,
    lookups,
    pages: answerPages({
      stores,
      now,
      lookups,
      formKey,
      receiptKey,
      codeKeys,
      watch,
      limits,
      logError,
      languages: languages.current,
      recordings: recordings.current,
      isCase: async (mark) => (await stores.cases.findByHash(mark)) !== undefined,
      showFollowKey,
    }),
    caseFiguresOn: caseFiguresReader(stores),
    livingUnits: livingUnitsReader(stores),
    newsOf: homeNewsReader(stores),
    realTimeIndexOf: realTimeIndexReader(stores, now),
    tablets: tabletWatch(),
    ...keys,
    owners: evidenceOwnersOf({ stores, now }),
    kinds: jobKindsOf(stores),
    hasMail: settings.sendMail !== undefined,
    allowPrivate: options.privateWebhooks ?? false,
    messaging: settings.messaging,
  };
}
