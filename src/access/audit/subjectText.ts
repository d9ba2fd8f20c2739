import type { PageLanguage } from '../../platform/text/localized.ts';
import { retentionTexts } from '../retention/texts.ts';
import type { AuditEntry } from './entry.ts';

/** What an entry is about: in the words of then, or of the reader where the program did it and a kind of data is all that it names. */
export function subjectText(
  { kind, subject }: Pick<AuditEntry, 'kind' | 'subject'>,
  language: PageLanguage,
): string {
  const kinds: Readonly<Record<string, { readonly what: string }>> = retentionTexts[language].kinds;
  return (kind === 'retention.erased' && kinds[subject.id]?.what) || subject.label;
}
