import { isPassOver } from '../devices/dayPass.ts';
import { countOf, hasNumber } from '../devices/numberRanges.ts';
import type { Device, RefusalReason } from '../devices/device.ts';
import { Problem } from '../../platform/problem.ts';
import type { PointWatch } from '../quality/pointWatch.ts';
import { acceptSubmission } from '../submissions/acceptSubmission.ts';
import { openFormContext } from '../submissions/formContext.ts';
import { draftOf } from '../submissions/input.ts';
import { readEnvelope, type Envelope } from './envelope.ts';
import type { KioskKey } from './kioskKey.ts';
import type { TabletWatch } from './tabletWatch.ts';
import type { Stores } from '../stores.ts';
import { answeredCount } from '../../design/surveys/several.ts';

export interface SealedAnswer {
  readonly number: number;
  /** Id of the key to which it was sealed. */
  readonly keyId: string;
  readonly sealed: Buffer;
  /** Whether the tablet sent it immediately; undefined from older programs, which may have queued it for days. */
  readonly fresh?: boolean | undefined;
}

export type SealedOutcome =
  | {
      readonly kind: 'accepted';
      readonly submissionId: string;
      readonly receiptCode: string;
      /** Stored by this request. */
      readonly isNew: boolean;
    }
  /** Repeating the request will not help; nothing was stored. */
  | { readonly kind: 'refused'; readonly reason: RefusalReason };

export interface AcceptSealedOptions {
  readonly stores: Stores;
  readonly kioskKey: KioskKey;
  readonly formKey: Buffer;
  readonly receiptKey: Buffer;
  readonly watch: PointWatch;
  readonly tablets: TabletWatch;
  readonly now: Date;
}

/**
 * Stores an answer from a tablet's queue, once, and records its number as arrived. After an interruption between the
 * two, the tablet has no response and sends again; the submission is then found and only its number is recorded. A
 * number that has arrived with another answer is refused, and this is counted. Of two answers that two processes take
 * at the same moment, both are stored, and this is counted too.
 */
export async function acceptSealed(
  device: Device,
  answer: SealedAnswer,
  options: AcceptSealedOptions,
): Promise<SealedOutcome> {
  const { number, keyId, sealed } = answer;
  const { kioskKey, stores } = options;
  const text = keyId === kioskKey.id ? await kioskKey.open(sealed, number) : undefined;
  if (text === undefined) return { kind: 'refused', reason: 'unreadable' };
  const envelope = readEnvelope(text);
  if (!envelope) return { kind: 'refused', reason: 'malformed' };
  try {
    return await options.tablets.inTurn(device.id, async () => {
      const arrived = await stores.devices.arrivedNumbers(device.id);
      if (!hasNumber(arrived, number)) {
        const isOver =
          device.pass && isPassOver(device.pass, { arrived: countOf(arrived), now: options.now });
        if (isOver) return { kind: 'refused', reason: 'passOver' };
      } else if (!(await stores.submissions.find(envelope.submissionId))) {
        await stores.devices.noteNumberTwice(device.id);
        return { kind: 'refused', reason: 'numberTaken' };
      } // else a repeat
      const outcome = await acceptEnvelope(device, envelope, answer.fresh === true, options);
      if (outcome.kind !== 'accepted') return outcome;
      const isFirst = await stores.devices.markArrived(device.id, number);
      if (!isFirst && outcome.isNew) await stores.devices.noteNumberTwice(device.id);
      return outcome;
    });
  } catch (error) {
    const reason = error instanceof Problem ? refusalOf(error) : undefined;
    if (!reason) throw error;
    return { kind: 'refused', reason };
  }
}

async function acceptEnvelope(
  device: Device,
  { form, submissionId, fields, givenOn, tooFast, outsideHours }: Envelope,
  isArrival: boolean,
  { stores, formKey, receiptKey, watch, tablets, now }: AcceptSealedOptions,
): Promise<SealedOutcome> {
  const context = openFormContext(form, formKey);
  const [round, survey] = await Promise.all([
    stores.rounds.find(context.roundId),
    stores.surveys.find(context.surveyVersionId),
  ]);
  if (!round || !survey || context.accessPointId !== device.accessPointId) {
    return { kind: 'refused', reason: 'unknownForm' };
  }
  const draft = draftOf(fields, survey.content, submissionId);
  const given = { accessPointId: device.accessPointId, answers: draft.answers };
  const count = answeredCount(draft.answers);
  const same = isArrival ? watch.sameForms(given, survey.content, now) : undefined;
  const outcome = await acceptSubmission(
    {
      ...context,
      round,
      survey,
      queued: { givenOn },
      seen: {
        tooFast: tooFast || tablets.isTooMuch(device, count, now),
        outsideHours,
        sameBefore: same?.before,
      },
    },
    draft,
    { submissions: stores.submissions, receiptKey, now },
  );
  if (outcome.kind === 'invalid') return { kind: 'refused', reason: 'incomplete' };
  if (outcome.kind === 'accepted' && outcome.stored) {
    watch.note(outcome.stored, survey.content, same && { at: now, same });
    tablets.note(device, count, now);
  }
  return outcome.kind === 'accepted'
    ? {
        kind: 'accepted',
        receiptCode: outcome.receiptCode,
        submissionId,
        isNew: outcome.stored !== undefined,
      }
    : { kind: 'refused', reason: outcome.kind };
}

function refusalOf({ kind }: Problem): RefusalReason | undefined {
  return kind === 'malformed' || kind === 'closed' ? kind : undefined;
}
