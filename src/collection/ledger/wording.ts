/** Times and hashes of the ledger as shown on pages. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import { dayText, instantTyped } from '../../platform/calendar/clock.ts';

/** A full hour in Viet Nam: "10:00 ngày 20/01/2026". */
export function hourWords(hour: Date, language: PageLanguage): string {
  return instantWords(hour, language);
}

/** To the minute, in Viet Nam. */
export function instantWords(at: Date, language: PageLanguage): string {
  const [day = '', time] = instantTyped(at).split('T');
  return `${time} ${language === 'vi' ? 'ngày' : 'on'} ${dayText(day, language)}`;
}

/** 64 hexadecimal digits in groups of eight, for comparison by eye. */
export function hashWords(hash: Buffer): string {
  return hash.toString('hex').match(/.{8}/g)!.join(' ');
}

export function countWords(count: number, language: PageLanguage): string {
  return count.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB');
}
