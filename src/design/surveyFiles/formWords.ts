/** Texts of a form in words of a survey and of its list of what was left out. */
import type { Localized } from '../../platform/text/localized.ts';
import type { Texts } from './form.ts';

export const whatMax = 120;

export function textOf(text: Texts): string {
  return (text['vi'] ?? Object.values(text)[0] ?? '').slice(0, whatMax);
}

export function localized(text: Texts): Localized {
  return { ...text, vi: text['vi'] ?? '' };
}
