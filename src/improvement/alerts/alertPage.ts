/** Alerts in words, and the fields of their form. */
import type { Caller } from '../../access/accounts/caller.ts';
import { unitOptions } from '../../access/accounts/unitOptions.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { Round } from '../../design/rounds/round.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import {
  watchedRates,
  watchKinds,
  type Alert,
  type AlertEvent,
  type Sending,
  type WatchKind,
} from './alert.ts';
import type { IndexChoice } from './indexChoices.ts';
import { askedBy, type FieldErrors, type SentAlert } from './input.ts';
import { alertTexts } from './texts.ts';

export function alertWords(alert: Alert, { units }: Caller, language: PageLanguage) {
  const last = alert.events.at(-1);
  return {
    id: alert.id,
    unit: inLanguage(units.name(alert.unitId), language),
    label: alert.label[language],
    standing: standingOf(alert, language),
    last: last ? last.said[language] : '–',
    events: alert.events.map((event) => eventWords(event, language)).toReversed(),
  };
}

function standingOf(alert: Alert, language: PageLanguage): string {
  const t = alertTexts[language].standings;
  if (alert.endedAt) return t.ended({ at: timeText(alert.endedAt, language) });
  if (alert.isRaised) return t.raised({ since: timeText(raisedAt(alert), language) });
  if (!alert.checkedHour) return t.unseen;
  return alert.hasData ? t.quiet : t.noData;
}

/** When the condition began to hold; if that event is no longer stored, the oldest stored one. */
function raisedAt({ events, madeAt }: Alert): Date {
  return (events.findLast(({ kind }) => kind === 'raised') ?? events[0])?.at ?? madeAt;
}

function eventWords({ kind, at, said, sendings }: AlertEvent, language: PageLanguage) {
  const t = alertTexts[language];
  return {
    kind: t.events[kind],
    at: timeText(at, language),
    said: said[language],
    sendings: sendings.map((sending) => sendingWords(sending, language)),
  };
}

function sendingWords({ way, attempts, outcome }: Sending, language: PageLanguage): string {
  const t = alertTexts[language];
  if (outcome === 'sent') return t.sendings.sent({ way: t.ways[way] });
  return t.sendings[outcome ?? 'waiting']({ way: t.ways[way], attempts });
}

/** Fields for the unit and the kind of alert. */
export function whereFields(caller: Caller, sent: SentAlert, errors: FieldErrors, language: PageLanguage) {
  const t = alertTexts[language];
  return [
    {
      id: 'unit',
      label: t.unit,
      value: sent.unit,
      error: errors['unit'],
      options: unitOptions(caller, 'keepAlerts', language),
    },
    {
      id: 'kind',
      label: t.watch,
      value: sent.kind,
      error: errors['kind'],
      options: watchKinds.map((kind) => ({ value: kind, label: t.kinds[kind] })),
    },
  ];
}

interface WatchForm {
  readonly kind: WatchKind;
  readonly sent: SentAlert;
  readonly errors: FieldErrors;
  readonly language: PageLanguage;
  readonly choices: readonly IndexChoice[];
  readonly rounds: readonly Round[];
  readonly email: string | undefined;
  readonly hasMail: boolean;
}

/** The further fields, by kind of alert. */
export function watchFields({ kind, sent, errors, language, choices, rounds, email, hasMail }: WatchForm) {
  const t = alertTexts[language];
  const none = { value: '', label: '–' };
  const all = [
    {
      id: 'index' as const,
      label: t.index,
      hint: t.indexHint,
      options: [none, ...choices.map(({ key, label }) => ({ value: key, label: label[language] }))],
    },
    {
      id: 'round' as const,
      label: t.round,
      hint: t.indexHint,
      options: [none, ...rounds.map(({ id, title }) => ({ value: id, label: inLanguage(title, language) }))],
    },
    {
      id: 'rate' as const,
      label: t.rate,
      options: [none, ...watchedRates.map((rate) => ({ value: rate, label: t.rates[rate] }))],
    },
    { id: 'below' as const, label: t.below, hint: t.belowHint, inputmode: 'decimal' },
    { id: 'casesMin' as const, label: t.casesMin, inputmode: 'numeric' },
  ].filter(({ id }) => askedBy[kind].includes(id));
  return [
    ...all.map((field) => ({ ...field, value: sent[field.id] })),
    {
      id: 'mail',
      label: t.mail,
      hint: hasMail ? t.mailHint({ email: email ?? 'none' }) : t.noMailServer,
      value: sent.mail === '' ? [] : ['yes'],
      checks: hasMail ? [{ value: 'yes', label: t.mailMe }] : [],
    },
    { id: 'webhook', label: t.webhook, hint: t.webhookHint, value: sent.webhook, optional: true },
  ].map((field) => ({ ...field, error: errors[field.id] }));
}
