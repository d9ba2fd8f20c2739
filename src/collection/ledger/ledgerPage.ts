/** View data of the ledger's pages. */
import { tableRows, textColumns, type Column } from '../../access/web/columns.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { countText } from '../../platform/text/numbers.ts';
import type { Round } from '../../design/rounds/round.ts';
import { receiptTexts } from '../submissions/receiptTexts.ts';
import { inSameLanguage } from '../../platform/web/page.ts';
import { ledgerTexts } from './texts.ts';
import type { Cosignature, KeptCheckpoint, LoggedEntry, RoundTotal } from './store.ts';
import { hashWords, instantWords } from './wording.ts';

/** A checkpoint in words. */
export function checkpointWords(checkpoint: KeptCheckpoint, language: PageLanguage) {
  const { number, size, root, time, key } = checkpoint;
  return {
    number,
    time: instantWords(time, language),
    size: countText(size, language),
    root: hashWords(root),
    key,
    url: checkpointUrl(number, language),
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
    totals: totalsTable(last?.totals ?? [], rounds, language),
    checkpoints: checkpointsTable(checkpoints, language),
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

function totalsTable(
  totals: readonly RoundTotal[],
  rounds: ReadonlyMap<string, Round>,
  language: PageLanguage,
) {
  const t = ledgerTexts[language];
  const lines = totals.map(({ round: roundId, submissions, late, annulled }) => {
    const title = rounds.get(roundId)?.title;
    const round = title ? inLanguage(title, language) : roundId;
    return { round, received: submissions, late, annulled, left: submissions - annulled };
  });
  const columns = textColumns(t, ['round', 'received', 'late', 'annulled', 'left']);
  return tableRows(columns, lines, { title: t.roundsTitle, language });
}

function checkpointsTable(checkpoints: readonly KeptCheckpoint[], language: PageLanguage) {
  const t = ledgerTexts[language];
  const columns: readonly Column<KeptCheckpoint>[] = [
    {
      key: 'number',
      heading: t.number,
      isNumber: false,
      url: ({ number }) => checkpointUrl(number, language),
    },
    { key: 'time', heading: t.time, value: ({ time }) => instantWords(time, language) },
    { key: 'added', heading: t.added, value: ({ size, fromSize }) => size - fromSize },
    { key: 'size', heading: t.entries },
  ];
  return tableRows(columns, checkpoints, { title: t.checkpointsTitle, language });
}

function checkpointUrl(number: number, language: PageLanguage): string {
  return inSameLanguage(`/ledger/checkpoints/${number}`, language);
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
  const columns: readonly Column<Cosignature>[] = [
    {
      key: 'witness',
      heading: t.witness,
      value: ({ witness }) => witness.split('+')[0]!,
      isVerbatim: true,
    },
    {
      key: 'number',
      heading: t.cosignedLast,
      isNumber: false,
      url: ({ number }) => checkpointUrl(number, language),
      detail: ({ number }) => {
        const behind = (last?.number ?? number) - number;
        return behind > 0 ? t.behind({ checkpoints: countText(behind, language) }) : undefined;
      },
    },
    { key: 'at', heading: t.cosignedAt, value: ({ at }) => instantWords(at, language) },
    {
      key: 'key',
      heading: t.witnessKey,
      value: ({ witness }) => witness,
      className: 'trace',
      isVerbatim: true,
    },
  ];
  return {
    t,
    witnesses: tableRows(columns, cosignatures, { title: t.witnessesTitle, language }),
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
      submissions: countText(size - fromSize - logEntryCount, language),
      logEntries: countText(logEntryCount, language),
    }),
    logEntries: tableRows(
      [
        { key: 'position', heading: t.position },
        {
          key: 'kind',
          heading: t.kind,
          value: ({ kind }) => (kind === 'submission' ? '' : t.logEntryKinds[kind]),
        },
        { key: 'text', heading: t.content, className: 'trace' },
      ],
      logEntries,
      { title: t.logEntriesTitle, language },
    ),
    hasMoreLogEntries: logEntryCount > logEntries.length,
    previousUrl: number > 1 ? checkpointUrl(number - 1, language) : undefined,
    nextUrl: isLast ? undefined : checkpointUrl(number + 1, language),
    consistencyUrl: fromSize > 0 ? `/ledger/consistency.json?from=${fromSize}&to=${size}` : undefined,
    backUrl: inSameLanguage('/ledger', language),
  };
}
