/** Descriptions of annulments. */
import { timeText } from '../../platform/calendar/clock.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Annulment } from './annulment.ts';
import { criterionWords } from './criterionWords.ts';
import { annulmentTexts } from './texts.ts';

/** An annulment as shown in the list and on its page. @param codes of access points, by their ids */
export function annulmentLine(
  annulment: Annulment,
  language: PageLanguage,
  codes: ReadonlyMap<string, string>,
) {
  const { id, criterion, reason, note, count, state, annulledCount } = annulment;
  const { askedBy, askedAt, decidedBy, decidedAt } = annulment;
  const t = annulmentTexts[language];
  const code = criterion.kind === 'point' ? codes.get(criterion.accessPointId) : undefined;
  return {
    id,
    label: criterionWords(criterion, code, language),
    note,
    count,
    reason: t.reasons[reason],
    state: t.states[state],
    askedBy: askedBy.name,
    askedAt,
    decided: decidedBy && decidedAt ? `${decidedBy.name}, ${timeText(decidedAt, language)}` : undefined,
    annulledCount,
  };
}
