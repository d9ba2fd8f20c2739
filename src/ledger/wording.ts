/** How the ledger's times and hashes are written on pages. */
import type { PageLanguage } from '../localized.ts';

const vietNamOffsetMs = 7 * 3_600_000;

/** A full hour in Viet Nam: "10:00 ngày 20/01/2026". */
export function hourWords(hour: Date, language: PageLanguage): string {
  const text = new Date(hour.getTime() + vietNamOffsetMs).toISOString();
  const day = dayWords(text.slice(0, 10), language);
  return language === 'vi' ? `${text.slice(11, 16)} ngày ${day}` : `${text.slice(11, 16)} on ${day}`;
}

/** A day, given as `YYYY-MM-DD`: "20/01/2026". */
export function dayWords(day: string, language: PageLanguage): string {
  if (language === 'vi') return day.split('-').reverse().join('/');
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

/** 64 hexadecimal digits in groups of eight, to be compared by eye. */
export function hashWords(hash: Buffer): string {
  return hash.toString('hex').match(/.{8}/g)!.join(' ');
}

export function countWords(count: number, language: PageLanguage): string {
  return count.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB');
}
