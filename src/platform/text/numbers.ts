/** Numbers as pages write them, by the rules of the language. */
import { catalogue, type Language } from './catalogue.ts';
import type { PageLanguage } from './localized.ts';

const numberTexts = catalogue('platform/numbers');

/** An exact number: `units` of 10^-decimals. */
interface Decimal {
  readonly units: number;
  readonly decimals: number;
}

/** By language and decimals: to make one takes longer than to use it a hundred times. */
const formats = new Map<string, Intl.NumberFormat>();

/** @param decimals missing: as many as it has, at most three */
function formatted(value: number, language: Language, decimals?: number): string {
  const key = `${language} ${decimals}`;
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  const format = formats.get(key) ?? new Intl.NumberFormat(language, { ...digits, signDisplay: 'negative' });
  formats.set(key, format);
  return format.format(value).replace('-', '−');
}

/** "91,28" in Vietnamese and "91.28" in English from 9128 units of 10^-2; the minus is U+2212. */
export function decimalText({ units, decimals }: Decimal, language: Language): string {
  return formatted(units / 10 ** decimals, language, decimals);
}

/** "1.234,5" in Vietnamese, with at most three decimals. */
export function numberText(value: number, language: Language): string {
  return formatted(value, language);
}

/** "1.234" in Vietnamese, "1,234" in English. */
export function countText(count: number, language: Language): string {
  return decimalText({ units: count, decimals: 0 }, language);
}

export function hundredthsText(hundredths: number, language: Language): string {
  return decimalText({ units: hundredths, decimals: 2 }, language);
}

/** "1,5 MB", where a MB is 1,048,576 bytes; less than one is in KB, rounded up. */
export function sizeText(bytes: number, language: Language): string {
  const megabyte = 1024 * 1024;
  if (bytes < megabyte) return `${countText(Math.ceil(bytes / 1024), language)} KB`;
  return `${numberText(Math.round((10 * bytes) / megabyte) / 10, language)} MB`;
}

/** "91,28%" or "91.28%". */
export function percentText(value: Decimal, language: PageLanguage): string {
  return `${decimalText(value, language)}%`;
}

/** "giảm 7,86 điểm phần trăm", "down 7.86 percentage points"; a change of 0 is "không đổi", "unchanged". */
export function changeText(points: Decimal, language: PageLanguage): string {
  const { unchanged, changed } = numberTexts[language];
  const size = decimalText({ ...points, units: Math.abs(points.units) }, language);
  return points.units === 0 ? unchanged : changed({ direction: points.units > 0 ? 'up' : 'down', size });
}

/** For a table column: "+1,28", "−7,86", "0,00". */
export function signedText(points: Decimal, language: PageLanguage): string {
  return (points.units > 0 ? '+' : '') + decimalText(points, language);
}
