import type { PageLanguage } from '../../platform/text/localized.ts';

/** The address of results by the units of a day; undefined: as collected. */
export function unitsDayUrl(path: string, day: string | undefined, language: PageLanguage): string {
  const asked = new URLSearchParams();
  if (day !== undefined) asked.set('asOf', day);
  if (language !== 'vi') asked.set('lang', language);
  return asked.size === 0 ? path : `${path}?${asked.toString()}`;
}
