/** Times and hashes of the ledger as shown on pages. */
import type { Language } from '../../platform/text/catalogue.ts';
import { layoutTexts } from '../../platform/web/texts.ts';
import { dayText, instantTyped } from '../../platform/calendar/clock.ts';

/** To the minute, in Viet Nam: "10:00 ngày 20/01/2026". */
export function instantWords(at: Date, language: Language): string {
  const [day = '', time] = instantTyped(at).split('T');
  return layoutTexts[language].timeOnDay({ time: time!, day: dayText(day, language) });
}

/** 64 hexadecimal digits in groups of eight, for comparison by eye. */
export function hashWords(hash: Buffer): string {
  return hash.toString('hex').match(/.{8}/g)!.join(' ');
}
