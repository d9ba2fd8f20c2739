/** The way of a form that somebody sent: the limits, the one-time code, the signs of automation, the store. */
import { isOutOfRoom } from '../../platform/storage/room.ts';
import { acceptForCode, type RefusedCode, type TypedCode } from '../codes/acceptForCode.ts';
import type { CodeKeys } from '../codes/code.ts';
import type { PointWatch } from '../quality/pointWatch.ts';
import { codeLimit, type SendingLimits } from '../quality/sendingLimits.ts';
import type { Stores } from '../stores.ts';
import { acceptSubmission, type Draft, type Outcome } from './acceptSubmission.ts';
import { followKeyHash } from './followKey.ts';
import type { FormContext } from './formContext.ts';
import type { NamedByForm } from './formLookups.ts';
import type { SubmissionStore } from './store.ts';

export interface ReceiveTools {
  readonly stores: Pick<Stores, 'submissions' | 'codes'>;
  readonly receiptKey: Buffer;
  readonly codeKeys: CodeKeys;
  readonly watch: PointWatch;
  readonly limits: SendingLimits;
  /** Whether a comment with this key has become a case. */
  readonly isCase: (followKeyHash: string) => Promise<boolean>;
}

export interface ReceivedForm extends Pick<NamedByForm, 'round' | 'survey' | 'point'> {
  readonly context: FormContext;
  readonly draft: Draft;
  /** Only at access points with one-time codes. */
  readonly code: TypedCode | undefined;
  /** What was in the field for a code, wherever it was sent. */
  readonly typedCode: string | undefined;
  /** Network address of the sender. */
  readonly address: string;
  /** How many forms the browser has sent today. */
  readonly sentBefore: number;
  /** Whether the field that people do not see was filled in. */
  readonly honeypot: boolean;
}

export type Received =
  | Outcome
  | RefusedCode
  /** Limit reached; nothing was stored. */
  | { readonly kind: 'busy'; readonly waitMs: number }
  /** Disk full; nothing was stored. */
  | { readonly kind: 'outOfRoom'; readonly error: unknown };

/** @throws Problem closed if the round accepts no answers any more, malformed for a foreign ticket */
export async function receiveForm(form: ReceivedForm, tools: ReceiveTools, at: Date): Promise<Received> {
  const { context, round, survey, point, draft, code } = form;
  const { stores, receiptKey, limits, watch } = tools;
  const waitMs = limits.waitMs(
    [...limits.ofPoint(point.id, form.address), ...(form.typedCode ? [codeLimit(form.typedCode)] : [])],
    at,
  );
  if (waitMs > 0) return { kind: 'busy', waitMs };
  const same = watch.sameForms({ accessPointId: point.id, answers: draft.answers }, survey.content, at);
  const seen = {
    ageMs: at.getTime() - context.openedAt.getTime(),
    sentBefore: form.sentBefore,
    sameBefore: same.before,
    formSentBefore: watch.timesSent(context.nonce, at),
    honeypot: form.honeypot,
  };
  const accept = async (submissions: SubmissionStore) =>
    await acceptSubmission({ ...context, round, survey, seen }, draft, { submissions, receiptKey, now: at });
  const { submissionId } = draft;
  const received = await (
    code
      ? acceptForCode(code, { batchId: point.id, submissionId }, tools, accept)
      : accept(stores.submissions)
  ).catch(outOfRoom);
  if (received.kind === 'accepted' && received.stored) {
    watch.note(received.stored, survey.content, { at, same });
    watch.noteSent(context.nonce, at);
  }
  return received;
}

/** On a repeat, the first request decides whether the comment is followed with this key. */
export async function isFollowed(
  { submissionId, followKey }: Draft,
  { stores, isCase }: ReceiveTools,
): Promise<boolean> {
  if (followKey === undefined) return false;
  const mark = followKeyHash(followKey);
  const kept = await stores.submissions.find(submissionId);
  return kept?.followKeyHash === mark || (await isCase(mark));
}

/** A full disk is not the respondent's error: the form is shown again as it was sent. */
function outOfRoom(error: unknown): Extract<Received, { kind: 'outOfRoom' }> {
  if (!isOutOfRoom(error)) throw error;
  return { kind: 'outOfRoom', error };
}
