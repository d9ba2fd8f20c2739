/** What handlers are given: the stores, and what is opened or computed once for all pages. */
import { accountRoutesOptions } from '../access/accounts/accountRoutesOptions.ts';
import { defaultStaffSettings } from '../access/accounts/staffSettings.ts';
import { usualBrand } from '../platform/brand/brand.ts';
import { shownBrand } from '../platform/brand/brandStyle.ts';
import { kept } from '../platform/storage/kept.ts';
import { usualLanguages } from '../platform/text/languageSettings.ts';
import { codeKeysOf } from '../collection/codes/code.ts';
import { tabletWatch } from '../collection/kiosk/tabletWatch.ts';
import { sendingLimits } from '../collection/quality/sendingLimits.ts';
import { caseFiguresReader } from '../improvement/cases/answersRoutes.ts';
import { livingUnitsReader } from '../improvement/cases/feedbackRoutes.ts';
import { answerPages } from '../collection/submissions/answerPages.ts';
import { formLookups } from '../collection/submissions/formLookups.ts';
import { noRecordings } from '../design/recordings/recording.ts';
import { roundCaseloadsReader } from '../design/rounds/roundCaseloads.ts';
import { badgeReader } from '../dissemination/embeds/badge.ts';
import { aggregatesReader } from '../dissemination/exports/readAggregates.ts';
import { publisher } from '../dissemination/publications/proposePublication.ts';
import { glances } from '../dissemination/publications/publishedRounds.ts';
import { unitResultsReader } from '../processing/results/unitResults.ts';
import { showFollowKey } from '../improvement/cases/keyRoutes.ts';
import { realTimeIndexReader } from '../improvement/realTimeIndex/publicRoutes.ts';
import { columnReader } from '../processing/columns/columnReader.ts';
import { measuredRounds } from '../processing/results/measuredRounds.ts';
import { unitsBehind } from '../processing/samplePlans/unitsBehind.ts';
import type { AppOptions } from './app.ts';
import { homeNewsReader } from './home/homeNews.ts';
import { evidenceOwnersOf } from './evidenceOwners.ts';
import { jobKindsOf } from './jobKinds.ts';

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

export type Tools = ReturnType<typeof toolsOf>;

export function toolsOf(options: AppOptions) {
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
    /** Which languages respondents are offered. */
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
    /** Read again after five minutes. */
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
    /** Read again after half a minute, for citizens' pages. */
    caseFiguresOn: caseFiguresReader(stores),
    livingUnits: livingUnitsReader(stores),
    newsOf: homeNewsReader(stores),
    realTimeIndexOf: realTimeIndexReader(stores, now),
    tablets: tabletWatch(),
    ...keys,
    owners: evidenceOwnersOf({ stores, now }),
    kinds: jobKindsOf(stores),
    /** Whether the program can send mail. */
    hasMail: settings.sendMail !== undefined,
    /** Whether events may be sent to private networks. */
    allowPrivate: options.privateWebhooks ?? false,
    messaging: settings.messaging,
  };
}
