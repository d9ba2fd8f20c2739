import type { PageLanguage } from '../../platform/text/localized.ts';
import { retentionTexts } from '../retention/texts.ts';
import type { AuditEntry } from './entry.ts';

/**
 * The subject of an entry: as recorded at the time, or in the reader's language where the program acted and the entry
 * names only a kind of data.
 */
export function subjectText(
  { kind, subject }: Pick<AuditEntry, 'kind' | 'subject'>,
  language: PageLanguage,
): string {
  const kinds: Readonly<Record<string, { readonly what: string }>> = retentionTexts[language].kinds;
  return (kind === 'retention.erased' && kinds[subject.id]?.what) || subject.label;
}
