/**
 * A method that is being written: it may be incomplete but never wrong, and no figure is computed from it until it is
 * published.
 */
import type { Draft } from '../drafts/draft.ts';
import { frameErrors, methodErrors, type MethodError } from '../../statistics/method/methodErrors.ts';
import type { Method } from '../../statistics/method/method.ts';
import { surveyShape } from './surveyShape.ts';
import type { SurveyVersion } from '../surveys/survey.ts';

export interface MethodContent {
  /** Its version is the one that it would get if published now. */
  readonly method: Method;
  /** The survey version against which it is checked; without one, its own frame is used. */
  readonly surveyVersionId?: string | undefined;
}
export type MethodDraft = Draft<MethodContent>;

/** What a draft may still lack; every other error is refused when it is saved. */
const incomplete: readonly MethodError['kind'][] = ['weightsMissing', 'weightMissing', 'populationsMissing'];

export function isIncomplete({ kind }: MethodError): boolean {
  return incomplete.includes(kind);
}

/** @param survey against which it is checked; without one, its own frame is used */
export function draftErrors(method: Method, survey: SurveyVersion | undefined): readonly MethodError[] {
  return survey ? methodErrors(method, surveyShape(survey.content, method)) : frameErrors(method);
}

/** A draft from an existing method: the same except for its version. */
export function copyOf(method: Method): Method {
  const { validFrom: _from, validTo: _to, ...rest } = method;
  return rest;
}
