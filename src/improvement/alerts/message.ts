/** Messages about an event. They contain no answers and no personal names. */
import { pageLanguages, inLanguage, type Localized } from '../../platform/text/localized.ts';
import type { Alert, AlertEvent } from './alert.ts';
import { alertTexts } from './texts.ts';

interface Message {
  readonly alert: Alert;
  readonly event: AlertEvent;
  readonly unitName: Localized;
  readonly publicUrl: string | undefined;
}

/** Body of a webhook; docs/alerts.md describes it. */
export function alertMessage({ alert, event, unitName, publicUrl }: Message) {
  return {
    format: 1,
    id: `${alert.id}.${event.number}`,
    event: event.kind,
    at: event.at.toISOString(),
    unit: { id: alert.unitId, name: unitName },
    watch: alert.watch.kind,
    label: alert.label,
    said: event.said,
    ...(publicUrl !== undefined && { url: pageOf(publicUrl, alert) }),
  };
}

/** In both languages, since the reader may not be the maker of the alert. */
export function alertMail({ alert, event, unitName, publicUrl }: Message) {
  const lines = pageLanguages.map((language) => {
    const t = alertTexts[language];
    const unit = inLanguage(unitName, language);
    return [`${t.events[event.kind]}: ${unit}`, alert.label[language], event.said[language]].join('\n');
  });
  const url = publicUrl === undefined ? [] : [pageOf(publicUrl, alert)];
  return {
    subject: `Lắng Nghe: ${alertTexts.vi.events[event.kind]} – ${unitName.vi}`,
    text: [...lines, ...url].join('\n\n'),
  };
}

function pageOf(publicUrl: string, { id }: Alert): string {
  return `${publicUrl}/staff/alerts/${id}`;
}
