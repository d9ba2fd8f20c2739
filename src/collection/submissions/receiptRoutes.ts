/** The receipt of a submission, as a page and as a file: the promise, and the position in the ledger. */
import { page, sent, type Reply } from '../../access/web/reply.ts';
import { forRespondents, type RespondentContext, type Routes } from '../../access/web/routes.ts';
import { receiptFile, receiptFragment, receiptProof } from '../ledger/receiptProof.ts';
import type { Signers } from '../ledger/signers.ts';
import { hashWords, instantWords } from '../ledger/wording.ts';
import { problemOf } from '../../platform/text/problemOf.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import type { Problem } from '../../platform/problem.ts';
import { roundState } from '../../design/rounds/round.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { wantsJson } from '../../platform/web/jsonAddress.ts';
import { inSameLanguage } from '../../platform/web/page.ts';
import { qrSquare } from '../../platform/web/qrSquare.ts';
import { siteOrigin } from '../../platform/web/siteOrigin.ts';
import { readReceiptCode } from './receipt.ts';
import { receiptTexts } from './receiptTexts.ts';
import { groupedCode } from '../../platform/text/codeLetters.ts';
import { countText } from '../../platform/text/numbers.ts';
import type { Stores } from '../stores.ts';
import type { FormLookups } from './formLookups.ts';

export interface ReceiptTools {
  readonly stores: Pick<Stores, 'submissions' | 'ledger'>;
  readonly lookups: FormLookups;
  readonly signers: Signers;
  readonly now: () => Date;
  /** Base of the printed addresses; defaults to that of the request. */
  readonly publicUrl: string | undefined;
}

export const receiptRoutes: Routes<ReceiptTools> = {
  'GET /receipts/:receiptCode': forRespondents(showReceipt),
};

export async function showReceipt(
  { req, res, language, param }: RespondentContext,
  { stores, lookups, signers, now, publicUrl }: ReceiptTools,
): Promise<Reply> {
  const t = receiptTexts[language];
  const code = readReceiptCode(param('receiptCode'));
  const submission = code === undefined ? undefined : await stores.submissions.findByReceipt(code);
  if (!code || !submission) throw unknownReceipt();
  const [round, point, proof] = await Promise.all([
    lookups.findRound(submission.roundId),
    lookups.findPoint(submission.accessPointId),
    receiptProof(submission, stores, signers),
  ]);
  if (!proof) throw alteredRecord();
  if (wantsJson(res)) {
    res.attachment(`${t.fileName}-${groupedCode(code)}.json`);
    res.json(receiptFile(code, proof));
    return sent;
  }
  const { inclusion, lastCheckpoint } = proof;
  const path = `/receipts/${groupedCode(code)}`;
  const stillOpen = round !== undefined && roundState(round, now()) === 'open';
  return page(
    'collection/submissions/receipt',
    { title: t.title },
    {
      t,
      code: groupedCode(code),
      late: submission.late,
      annulled: submission.annulled === true,
      roundTitle: round ? inLanguage(round.title, language) : '',
      promised: t.promised({ day: dayText(proof.loggedBy, language) }),
      logged:
        inclusion &&
        t.logged({
          checkpoint: inclusion.checkpoint.number,
          time: instantWords(inclusion.checkpoint.time, language),
        }),
      checkpointUrl:
        inclusion && inSameLanguage(`/ledger/checkpoints/${inclusion.checkpoint.number}`, language),
      position: inclusion && countText(inclusion.position, language),
      trace: hashWords(proof.leafHash),
      lastCheckpoint:
        lastCheckpoint &&
        t.lastCheckpointAt({
          number: lastCheckpoint.number,
          time: instantWords(lastCheckpoint.time, language),
        }),
      qr: qrSquare(`${siteOrigin(req, publicUrl)}${path}#${receiptFragment(proof)}`),
      fileUrl: inSameLanguage(`${path}.json`, language),
      ledgerUrl: inSameLanguage('/ledger', language),
      anotherUrl: stillOpen && point ? inSameLanguage(`/s/${point.code}`, language) : undefined,
      resultsUrl:
        round?.resultsFor === 'everybody' ? inSameLanguage(`/results/${round.id}`, language) : undefined,
    },
  );
}

function alteredRecord(): Problem {
  return problemOf('conflict', receiptTexts, ({ problems }) => problems.altered);
}

function unknownReceipt(): Problem {
  return problemOf('notFound', receiptTexts, ({ problems }) => problems.unknown);
}
