/**
 * The signed context of a form: the round, survey version and revision of an access point for which it was opened,
 * and when. The answer belongs there however late it comes; without the signature, anybody could answer for any unit,
 * or reopen a round by claiming an older form.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Problem } from '../../platform/problem.ts';
import { submissionProblem } from './texts.ts';

export interface FormContext {
  readonly roundId: string;
  readonly surveyVersionId: string;
  readonly accessPointId: string;
  readonly revision: number;
  /** To the second. */
  readonly openedAt: Date;
  /** Drawn when a form is opened for one person; only this identifies a form that is submitted repeatedly. */
  readonly nonce?: string | undefined;
}

export function sealFormContext(context: FormContext, key: Buffer): string {
  const { roundId, surveyVersionId, accessPointId, revision, openedAt, nonce } = context;
  const openedAtSeconds = Math.floor(openedAt.getTime() / 1000);
  const fields = [roundId, surveyVersionId, accessPointId, revision, openedAtSeconds, nonce];
  const payload = Buffer.from(JSON.stringify(fields)).toString('base64url');
  return `${payload}.${signature(payload, key).toString('base64url')}`;
}

/** @throws Problem malformed if the form was not made by this installation or was altered */
export function openFormContext(sealed: string, key: Buffer): FormContext {
  const [payload = '', given = ''] = sealed.split('.');
  const expected = signature(payload, key);
  const signed = Buffer.from(given, 'base64url');
  if (signed.length !== expected.length || !timingSafeEqual(signed, expected)) {
    throw malformedForm();
  }
  const fields = JSON.parse(Buffer.from(payload, 'base64url').toString()) as [
    string,
    string,
    string,
    number,
    number,
    (string | null)?,
  ];
  const [roundId, surveyVersionId, accessPointId, revision, openedAtSeconds, nonce] = fields;
  return {
    roundId,
    surveyVersionId,
    accessPointId,
    revision,
    openedAt: new Date(openedAtSeconds * 1000),
    ...(nonce ? { nonce } : {}),
  };
}

export function malformedForm(): Problem {
  return submissionProblem('malformed', ({ malformedForm: sentence }) => sentence);
}

function signature(payload: string, key: Buffer): Buffer {
  return createHmac('sha256', key).update(payload).digest().subarray(0, 16);
}
