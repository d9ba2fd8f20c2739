/** Texts of the evidence page. */
import { catalogue } from '../../platform/text/catalogue.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';

export const evidenceTexts = catalogue('registers/evidence');

/** `1,5 MB`, where a MB is 1,048,576 bytes; smaller sizes in KB. */
export function bytesText(bytes: number, language: PageLanguage): string {
  const [size, unit] = bytes < 1024 * 1024 ? [Math.ceil(bytes / 1024), 'KB'] : [bytes / 1024 / 1024, 'MB'];
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(size)} ${unit}`;
}
