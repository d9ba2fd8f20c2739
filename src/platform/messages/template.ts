/** The text of a message: what stands in braces is replaced for each person. */
import type { PageLanguage } from '../text/localized.ts';
import type { Channel } from './messaging.ts';
import { smsLength } from './smsParts.ts';

export interface Wording {
  /** Of a mail; empty elsewhere. */
  readonly subject: string;
  /** With placeholders. */
  readonly text: string;
  /** Name of a template that the gateway has; empty where the text is sent. */
  readonly templateId: string;
}

export interface Wordings {
  readonly vi: Wording;
  readonly en?: Wording | undefined;
}

/** The wording in a language; Vietnamese where there is no other. */
export function wordingFor({ vi, en }: Wordings, language: PageLanguage): Wording {
  return (language === 'en' ? en : undefined) ?? vi;
}

export const placeholders = ['unit', 'service', 'until', 'link', 'stop'] as const;
export type Parameters = Readonly<Record<(typeof placeholders)[number], string>>;

/** - `unknown`: a placeholder that is none; - `link`, `stop`: one that must be there is missing */
export type TextError = 'missing' | 'unknown' | 'link' | 'stop';

export const textMax = 2000;

/** @returns the first validation error of a text with placeholders; undefined if it may be sent */
export function textError(text: string, kind: Channel['kind']): TextError | undefined {
  if (text === '') return 'missing';
  const named = [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
  if (named.some((name) => !placeholders.some((known) => known === name))) return 'unknown';
  if (!named.includes('link')) return 'link';
  return kind === 'mail' && !named.includes('stop') ? 'stop' : undefined;
}

/** The text with its placeholders replaced; unknown ones stay as they are. */
export function filledIn(text: string, parameters: Parameters): string {
  return text.replaceAll(
    /\{([^{}]*)\}/g,
    (whole, name: string) => parameters[name as keyof Parameters] ?? whole,
  );
}

/** Messages that the text counts for: parts of a text message, and one of a mail. */
export function partsOf(
  { text, templateId }: Wording,
  parameters: Parameters,
  kind: Channel['kind'],
): number {
  return kind === 'mail' || templateId !== '' ? 1 : smsLength(filledIn(text, parameters)).parts;
}
