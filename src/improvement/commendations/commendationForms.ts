/** The fields of the forms of commendations. */
import type { Caller } from '../../access/accounts/caller.ts';
import { unitOptions } from '../../access/accounts/unitOptions.ts';
import type { UnitScope } from '../../access/accounts/unitScope.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { Publication } from '../../processing/published/publication.ts';
import type { CommendationList } from './commendation.ts';
import type { FieldErrors, SentList } from './input.ts';
import { commendationTexts, type CommendationTexts } from './texts.ts';

type Sent = Readonly<Record<string, string>>;

export function listFields(
  sent: SentList,
  errors: FieldErrors,
  {
    caller,
    published,
    language,
  }: {
    caller: Caller;
    published: readonly Publication[];
    language: PageLanguage;
  },
) {
  const t = commendationTexts[language];
  const field = (id: keyof SentList, label: string, more: object = {}) => ({
    id,
    label,
    value: sent[id],
    error: errors[id],
    ...more,
  });
  return [
    field('title', t.name, { hint: t.nameHint }),
    field('unit', t.unit, {
      hint: t.unitHint,
      options: unitOptions(caller, 'keepCommendations', language),
    }),
    field('year', t.year, { inputmode: 'numeric' }),
    field('publication', t.publication, {
      hint: t.publicationHint,
      options: [
        ...published.map(({ id, roundTitle, number = 0 }) => ({
          value: id,
          label: t.publicationName({ round: inLanguage(roundTitle, language), number }),
        })),
        { value: '', label: t.noPublication },
      ],
    }),
  ];
}

/** Existing units below the commending one. */
export function unitField(
  { unitId, collectives }: CommendationList,
  {
    sent,
    errors,
    units,
    language,
  }: { sent: Sent; errors: FieldErrors; units: UnitScope; language: PageLanguage },
) {
  const t = commendationTexts[language];
  const chosen = new Set(collectives.map((one) => one.unitId));
  const below = units
    .outline()
    .filter(({ unit: { id } }) => id !== unitId && units.isWithin(id, unitId) && !chosen.has(id));
  const options = below.map(({ unit: { id } }) => ({
    value: id,
    label: inLanguage(units.name(id), language),
  }));
  return [
    { id: 'unit', label: t.otherUnit, value: sent['unit'], error: errors['unit'], options },
    textField('unitReason', t.reason, { sent, errors, hint: t.reasonHint }),
  ];
}

export function individualFields(sent: Sent, errors: FieldErrors, t: CommendationTexts) {
  return [
    textField('name', t.fullName, { sent, errors }),
    textField('post', t.post, { sent, errors }),
    textField('reason', t.reason, { sent, errors }),
  ];
}

export function decisionFields(sent: Sent, errors: FieldErrors, t: CommendationTexts) {
  return [
    textField('number', t.number, { sent, errors }),
    { ...textField('on', t.on, { sent, errors }), type: 'date' },
    textField('by', t.by, { sent, errors, hint: t.byHint }),
  ];
}

function textField(
  id: string,
  label: string,
  { sent, errors, hint }: { sent: Sent; errors: FieldErrors; hint?: string },
) {
  return { id, label, hint, value: sent[id], error: errors[id] };
}
