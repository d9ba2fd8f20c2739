/** The fields of the forms of sets of criteria. */
import { messageFor } from '../../platform/text/catalogue.ts';
import type { Caller } from '../../access/accounts/caller.ts';
import { unitOptions } from '../../access/accounts/unitOptions.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { Round } from '../../design/rounds/round.ts';
import { unitKinds } from '../../registers/units/unit.ts';
import { ruleKinds, type CriteriaSet } from './criteria.ts';
import { frameNames, type FieldErrors, type Frame, type SentStart } from './criteriaInput.ts';
import { criteriaTexts } from './criteriaTexts.ts';
import type { CriteriaPreset } from './presets/presets.ts';
import { ruleNames, type TypedItem } from './readItem.ts';

interface StartForm {
  readonly caller: Caller;
  readonly sets: readonly CriteriaSet[];
  readonly presets: readonly CriteriaPreset[];
  readonly sent: SentStart;
  readonly errors: FieldErrors;
  readonly language: PageLanguage;
}

/** Fields for the start of a new draft, its owner and its year. */
export function startFields({ caller, sets, presets, sent, errors, language }: StartForm) {
  const t = criteriaTexts[language];
  const known = sets.filter(({ ownerId }) => caller.may('writeCriteria', ownerId));
  return [
    {
      id: 'from',
      label: t.from,
      hint: t.fromHint,
      value: sent.from,
      options: [
        { value: '', label: t.blank },
        ...known.map(({ id, title, year }) => ({
          value: id,
          label: `${inLanguage(title, language)} · ${year}`,
        })),
        ...presets.map(({ id, title }) => ({ value: id, label: inLanguage(title, language) })),
      ],
    },
    {
      id: 'owner',
      label: t.owner,
      hint: t.ownerHint,
      value: sent.owner,
      options: unitOptions(caller, 'writeCriteria', language),
    },
    {
      id: 'kind',
      label: t.kind,
      value: sent.kind,
      options: unitKinds.map((kind) => ({ value: kind, label: t.kinds[kind] })),
    },
    { id: 'year', label: t.year, value: sent.year, inputmode: 'numeric' },
    { id: 'file', label: t.file, hint: t.fileHint, type: 'file', optional: true },
  ].map((field) => ({ ...field, error: errors[field.id] }));
}

interface FrameForm {
  readonly frame: Frame;
  readonly errors: FieldErrors;
  readonly rounds: readonly Round[];
  readonly language: PageLanguage;
}

const days: readonly string[] = ['self', 'first', 'explanation', 'second'];

export function frameFields({ frame, errors, rounds, language }: FrameForm) {
  const t = criteriaTexts[language];
  const roundOptions = [
    { value: '', label: t.noRound },
    ...rounds.map(({ id, title }) => ({ value: id, label: inLanguage(title, language) })),
  ];
  return frameNames.map((id) => ({
    id,
    label: t.fields[id],
    value: frame[id],
    error: errors[id],
    type: days.includes(id) ? 'date' : 'text',
    optional: id === 'titleEn' || id === 'source',
    ...(id === 'round' ? { options: roundOptions } : {}),
    ...(id.endsWith('Max') ? { inputmode: 'decimal' } : {}),
  }));
}

const itemNames = ['code', 'title', 'titleEn', 'pointsMax', 'rule', 'detail', 'note', 'confirmed'] as const;
const isNeeded: readonly string[] = ['code', 'title'];

export function itemFields(typed: TypedItem, errors: FieldErrors, language: PageLanguage) {
  const t = criteriaTexts[language];
  const options: Partial<Record<string, readonly { value: string; label: string }[]>> = {
    rule: [
      { value: '', label: t.noRule },
      ...ruleKinds.map((kind) => ({ value: kind, label: ruleNames[kind][language] })),
    ],
    confirmed: [
      { value: '', label: t.no },
      { value: 'x', label: t.yes },
    ],
  };
  return itemNames.map((id) => ({
    id,
    label: t.item[id],
    hint: messageFor(t.itemHints, id),
    value: typed[id],
    error: errors[id],
    optional: !isNeeded.includes(id),
    options: options[id],
    rows: id === 'note' ? 3 : undefined,
  }));
}
