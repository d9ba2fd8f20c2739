/** The fields of the forms of sets of criteria. */
import type { Caller } from '../../access/accounts/caller.ts';
import { unitOptions } from '../../access/accounts/unitOptions.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { Round } from '../../design/rounds/round.ts';
import { unitKinds } from '../../registers/units/unit.ts';
import { ruleKinds, type CriteriaSet } from './criteria.ts';
import { frameForm, itemForm, startForm } from './criteriaInput.ts';
import { criteriaTexts } from './criteriaTexts.ts';
import type { CriteriaPreset } from './presets/presets.ts';

interface StartForm {
  readonly caller: Caller;
  readonly sets: readonly CriteriaSet[];
  readonly presets: readonly CriteriaPreset[];
  readonly shown: typeof startForm.empty;
  readonly language: PageLanguage;
}

/** The start of a new draft, its owner and its year, and a file. */
export function startOnPage({ caller, sets, presets, shown, language }: StartForm) {
  const t = criteriaTexts[language];
  const known = sets.filter(({ ownerId }) => caller.may('writeCriteria', ownerId));
  return startForm.onPage(language, shown, {
    from: {
      options: [
        { value: '', label: t.blank },
        ...known.map(({ id, title, year }) => ({
          value: id,
          label: `${inLanguage(title, language)} · ${year}`,
        })),
        ...presets.map(({ id, title }) => ({ value: id, label: inLanguage(title, language) })),
      ],
    },
    owner: { options: unitOptions(caller, 'writeCriteria', language) },
    kind: { options: unitKinds.map((kind) => ({ value: kind, label: t.kinds[kind] })) },
  });
}

export function frameOnPage(shown: typeof frameForm.empty, rounds: readonly Round[], language: PageLanguage) {
  const options = [
    { value: '', label: criteriaTexts[language].noRound },
    ...rounds.map(({ id, title }) => ({ value: id, label: inLanguage(title, language) })),
  ];
  return frameForm.onPage(language, shown, { round: { options } });
}

export function itemOnPage(shown: typeof itemForm.empty, language: PageLanguage) {
  const t = criteriaTexts[language];
  return itemForm.onPage(language, shown, {
    rule: {
      options: [
        { value: '', label: t.noRule },
        ...ruleKinds.map((kind) => ({ value: kind, label: t.rules[kind] })),
      ],
    },
    confirmed: {
      options: [
        { value: '', label: t.no },
        { value: 'x', label: t.yes },
      ],
    },
  });
}
