/** What a person is shown who saves a draft that somebody else has saved meanwhile: both versions, field by field. */
import { tableRows, textColumns } from '../../access/web/columns.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { PageField } from '../../platform/web/form.ts';
import type { Draft } from './draft.ts';
import { draftTexts } from './texts.ts';

export function conflictSentence(
  { changedBy, changedAt }: Pick<Draft<unknown>, 'changedBy' | 'changedAt'>,
  language: PageLanguage,
): string {
  return draftTexts[language].conflict({ name: changedBy.name, at: timeText(changedAt, language) });
}

/**
 * @param saved the fields as they are stored
 * @param typed the same fields with what was typed
 */
export function conflictOf(
  draft: Pick<Draft<unknown>, 'changedBy' | 'changedAt'>,
  saved: readonly PageField[],
  typed: readonly PageField[],
  language: PageLanguage,
) {
  const rows = typed.flatMap((field) => {
    const stored = saved.find(({ id }) => id === field.id);
    const [theirs, yours] = [stored ? wordsOf(stored) : '', wordsOf(field)];
    return theirs === yours ? [] : [{ field: field.label, theirs, yours }];
  });
  const lead = conflictSentence(draft, language);
  const columns = textColumns(draftTexts[language].conflictTable, ['field', 'theirs', 'yours']);
  return { lead, rows: tableRows(columns, rows, { title: lead, language }) };
}

type Choices = readonly { readonly value: string; readonly label: string }[];

/** The labels of what is chosen, or the text. A list from which nothing was chosen stands at its first option. */
function wordsOf({ value, options, checks }: PageField): string {
  const choices = (options ?? checks ?? []) as Choices;
  const labelOf = (one: string): string =>
    choices.find((choice) => choice.value === one)?.label ?? (options ? choices[0]?.label : one) ?? one;
  return [value ?? ''].flat().map(String).map(labelOf).join(', ');
}
