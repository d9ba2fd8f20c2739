/** Alerts in words, and the fields of their form. */
import type { Caller } from '../../access/accounts/caller.ts';
import { unitOptions } from '../../access/accounts/unitOptions.ts';
import { said } from '../../platform/text/catalogue.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { Round } from '../../design/rounds/round.ts';
import { timeText } from '../../platform/calendar/clock.ts';
import { watchedRates, watchKinds, type Alert, type AlertEvent } from './alert.ts';
import type { IndexChoice } from './indexChoices.ts';
import { alertForm, askedBy, isWatchKind } from './input.ts';
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

function eventWords({ kind, at, said: words, mail }: AlertEvent, language: PageLanguage) {
  const t = alertTexts[language];
  return {
    kind: t.events[kind],
    at: timeText(at, language),
    said: words[language],
    mail: mail && said(t.mails[mail.outcome ?? 'waiting'], { attempts: mail.attempts }),
  };
}

interface Known {
  readonly caller: Caller;
  readonly choices: readonly IndexChoice[];
  readonly rounds: readonly Round[];
  readonly hasMail: boolean;
}

/** The fields for the unit and the kind of alert, and those that the kind asks for. */
export function alertFields(
  shown: typeof alertForm.empty,
  language: PageLanguage,
  { caller, choices, rounds, hasMail }: Known,
) {
  const t = alertTexts[language];
  const { email } = caller.account;
  const { kind, mail } = shown.typed;
  const none = { value: '', label: '–' };
  const { fields, errors } = alertForm.onPage(language, shown, {
    unit: { options: unitOptions(caller, 'keepAlerts', language) },
    kind: { options: watchKinds.map((value) => ({ value, label: t.kinds[value] })) },
    index: {
      options: [none, ...choices.map(({ key, label }) => ({ value: key, label: label[language] }))],
    },
    round: {
      options: [none, ...rounds.map(({ id, title }) => ({ value: id, label: inLanguage(title, language) }))],
    },
    rate: { options: [none, ...watchedRates.map((rate) => ({ value: rate, label: t.rates[rate] }))] },
    mail: {
      hint: hasMail ? t.mailHint({ email: email ?? '' }) : t.noMailServer,
      value: mail === '' ? [] : ['yes'],
      checks: hasMail ? [{ value: 'yes', label: t.mailMe }] : [],
    },
  });
  const asked: readonly string[] = isWatchKind(kind) ? [...askedBy[kind], 'mail'] : [];
  return {
    errors,
    where: fields.filter(({ id }) => id === 'unit' || id === 'kind'),
    asked: fields.filter(({ id }) => asked.includes(id)),
  };
}
