/** A method that is being written: it may be incomplete, it is never wrong, and it gives no number until it is published. */
import type { Draft } from '../drafts/draft.ts';
import { frameFaults, methodFaults, type MethodFault } from '../../statistics/method/methodFaults.ts';
import type { Method } from '../../statistics/method/method.ts';
import { surveyShape } from './surveyShape.ts';
import type { SurveyVersion } from '../surveys/survey.ts';

export interface MethodDraft extends Draft {
  /** Its version is that which it would have now. */
  readonly method: Method;
  /** The survey version that it is held against; without one, its own frame. */
  readonly surveyVersionId?: string | undefined;
  readonly state: 'open' | 'publishing' | 'published' | 'discarded';
}

/** What a draft may still lack; everything else that is wrong is refused when it is saved. */
const incomplete: readonly MethodFault['kind'][] = ['weightsMissing', 'weightMissing', 'populationsMissing'];

export function isIncomplete({ kind }: MethodFault): boolean {
  return incomplete.includes(kind);
}

/** @param survey that it is held against; its own frame where there is none */
export function draftFaults(method: Method, survey: SurveyVersion | undefined): readonly MethodFault[] {
  return survey ? methodFaults(method, surveyShape(survey.content, method)) : frameFaults(method);
}

/** A draft of a method that is there: the same, but for its version. */
export function copyOf(method: Method): Method {
  const { validFrom: _from, validTo: _to, ...rest } = method;
  return rest;
}
