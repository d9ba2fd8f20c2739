/** View data of the ledger's pages. */
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { Round } from '../../design/rounds/round.ts';
import { receiptTexts } from '../submissions/receiptTexts.ts';
import { inSameLanguage } from '../../platform/web/page.ts';
import { ledgerTexts } from './texts.ts';
import type { Cosignature, KeptCheckpoint, LoggedEntry, RoundTotal } from './store.ts';
import { countWords, hashWords, instantWords } from './wording.ts';

/** A checkpoint in words. */
export function checkpointWords(checkpoint: KeptCheckpoint, language: PageLanguage) {
  const { number, size, root, time, key } = checkpoint;
  return {
    number,
    time: instantWords(time, language),
    size: countWords(size, language),
    root: hashWords(root),
    key,
    url: inSameLanguage(`/ledger/checkpoints/${number}`, language),
  };
}

export interface ShownLedger {
  readonly language: PageLanguage;
  /** Newest first. */
  readonly checkpoints: readonly KeptCheckpoint[];
  readonly last: KeptCheckpoint | undefined;
  readonly rounds: ReadonlyMap<string, Round>;
  /** The current verifier key. */
  readonly key: string;
  /** Base of this site's addresses. */
  readonly origin: string;
  /** The search input, if it is not a receipt code. */
  readonly wrongCode: string | undefined;
}

/** Locals of `views/collection/ledger/ledger.ejs`. */
export function ledgerPage({ language, checkpoints, last, rounds, key, origin, wrongCode }: ShownLedger) {
  const oldest = checkpoints.at(-1);
  return {
    t: ledgerTexts[language],
    search: receiptTexts[language].search,
    wrongCode,
    languageField: language === 'vi' ? undefined : language,
    last: last && checkpointWords(last, language),
    key,
    totals: (last?.totals ?? []).map((total) => totalWords(total, rounds, language)),
    checkpoints: checkpoints.map((checkpoint) => ({
      ...checkpointWords(checkpoint, language),
      added: countWords(checkpoint.size - checkpoint.fromSize, language),
    })),
    olderUrl: oldest && oldest.number > 1 ? pageUrl(`before=${oldest.number}`, language) : undefined,
    newestUrl:
      checkpoints[0] !== undefined && last && checkpoints[0].number < last.number
        ? pageUrl('', language)
        : undefined,
    sheetUrl: inSameLanguage('/ledger/sheet', language),
    witnessesUrl: inSameLanguage('/ledger/witnesses', language),
    command: `node verify.mjs ${origin} --key ${key}`,
    witnessCommand: `node verify.mjs witness ${origin} langnghe.txt`,
  };
}

function pageUrl(query: string, language: PageLanguage): string {
  const fields = [query, language === 'vi' ? '' : `lang=${language}`].filter((field) => field !== '');
  return fields.length === 0 ? '/ledger' : `/ledger?${fields.join('&')}`;
}

function totalWords(
  { round: roundId, submissions, late, annulled }: RoundTotal,
  rounds: ReadonlyMap<string, Round>,
  language: PageLanguage,
) {
  const round = rounds.get(roundId);
  return {
    round: round ? inLanguage(round.title, language) : roundId,
    received: countWords(submissions, language),
    late: countWords(late, language),
    annulled: countWords(annulled, language),
    left: countWords(submissions - annulled, language),
  };
}

/** Locals of `views/collection/ledger/witnesses.ejs`. */
export function witnessesPage(
  cosignatures: readonly Cosignature[],
  {
    language,
    last,
    origin,
  }: {
    readonly language: PageLanguage;
    readonly last: KeptCheckpoint | undefined;
    readonly origin: string;
  },
) {
  const t = ledgerTexts[language];
  return {
    t,
    witnesses: cosignatures.map(({ witness, number, at }) => {
      const behind = (last?.number ?? number) - number;
      return {
        name: witness.split('+')[0]!,
        key: witness,
        number,
        url: inSameLanguage(`/ledger/checkpoints/${number}`, language),
        behind: behind > 0 ? t.behind({ checkpoints: countWords(behind, language) }) : undefined,
        at: instantWords(at, language),
      };
    }),
    command: [
      `node verify.mjs ${origin} --witness KEY`,
      'node witness.mjs key witness.example/w1 witness',
      'node witness.mjs serve witness --port 8480',
    ].join('\n'),
    backUrl: inSameLanguage('/ledger', language),
  };
}

/** The number of actions that the page of a checkpoint lists. */
export const logEntriesShownMax = 40;

/** Locals of `views/collection/ledger/checkpoint.ejs`. */
export function checkpointPage(
  checkpoint: KeptCheckpoint,
  logEntries: readonly LoggedEntry[],
  { language, isLast, logEntryCount }: { language: PageLanguage; isLast: boolean; logEntryCount: number },
) {
  const t = ledgerTexts[language];
  const { number, size, fromSize, note } = checkpoint;
  return {
    t,
    checkpoint: checkpointWords(checkpoint, language),
    note,
    added: t.addedCount({
      submissions: countWords(size - fromSize - logEntryCount, language),
      logEntries: countWords(logEntryCount, language),
    }),
    logEntries: logEntries.map(({ position, kind, text }) => ({
      position: countWords(position, language),
      kind: kind === 'submission' ? '' : t.logEntryKinds[kind],
      text,
    })),
    hasMoreLogEntries: logEntryCount > logEntries.length,
    previousUrl: number > 1 ? inSameLanguage(`/ledger/checkpoints/${number - 1}`, language) : undefined,
    nextUrl: isLast ? undefined : inSameLanguage(`/ledger/checkpoints/${number + 1}`, language),
    consistencyUrl: fromSize > 0 ? `/ledger/consistency.json?from=${fromSize}&to=${size}` : undefined,
    backUrl: inSameLanguage('/ledger', language),
  };
}
