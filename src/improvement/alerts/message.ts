/** The mail about an event. It contains no answers and no personal names. */
import { pageLanguages, inLanguage, type Localized } from '../../platform/text/localized.ts';
import type { Alert, AlertEvent } from './alert.ts';
import { alertTexts } from './texts.ts';

interface Message {
  readonly alert: Alert;
  readonly event: AlertEvent;
  readonly unitName: Localized;
  readonly publicUrl: string | undefined;
}

/** In both languages, since the reader may not be the maker of the alert. */
export function alertMail({ alert, event, unitName, publicUrl }: Message) {
  const lines = pageLanguages.map((language) => {
    const t = alertTexts[language];
    const unit = inLanguage(unitName, language);
    return [`${t.events[event.kind]}: ${unit}`, alert.label[language], event.said[language]].join('\n');
  });
  const url = publicUrl === undefined ? [] : [`${publicUrl}/staff/alerts/${alert.id}`];
  return {
    subject: `Lắng Nghe: ${alertTexts.vi.events[event.kind]} – ${unitName.vi}`,
    text: [...lines, ...url].join('\n\n'),
  };
}
