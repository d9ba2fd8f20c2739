/** How a decimal is written in each language. The surrounding words belong to the pages. */
import type { Decimal } from './rounding.ts';

export type NumberLanguage = 'vi' | 'en';

/** "91,28" in Vietnamese, "91.28" in English; thousands are "1.234,5" and "1,234.5"; the minus is U+2212. */
export function decimalText({ units, decimals }: Decimal, language: NumberLanguage): string {
  const [point, thousands] = language === 'vi' ? [',', '.'] : ['.', ','];
  const digits = Math.abs(units)
    .toString()
    .padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, thousands);
  const fraction = decimals === 0 ? '' : point + digits.slice(-decimals);
  return (units < 0 ? '−' : '') + whole + fraction;
}

/** "91,28%" or "91.28%". */
export function percentText(value: Decimal, language: NumberLanguage): string {
  return `${decimalText(value, language)}%`;
}

/** "giảm 7,86 điểm phần trăm", "down 7.86 percentage points"; a change of 0 is "không đổi", "unchanged". */
export function changeText(points: Decimal, language: NumberLanguage): string {
  if (points.units === 0) return language === 'vi' ? 'không đổi' : 'unchanged';
  const size = decimalText({ ...points, units: Math.abs(points.units) }, language);
  if (language === 'vi') return `${points.units > 0 ? 'tăng' : 'giảm'} ${size} điểm phần trăm`;
  return `${points.units > 0 ? 'up' : 'down'} ${size} percentage points`;
}

/** For a table column: "+1,28", "−7,86", "0,00". */
export function signedText(points: Decimal, language: NumberLanguage): string {
  return (points.units > 0 ? '+' : '') + decimalText(points, language);
}
