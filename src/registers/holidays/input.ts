import { choice, line, optional, day, tick, whole } from '../../platform/web/fields.ts';
import { form } from '../../platform/web/form.ts';
import { holidayKinds, type Holiday } from './holiday.ts';
import { holidayTexts } from './texts.ts';

/** One holiday: `holiday` is the first day of the one that is changed, `version` that of its year. */
export const holidayForm = form(
  holidayTexts,
  {
    kind: choice(holidayKinds, { names: (t) => t.kinds }),
    name: line(200, { missing: (t) => t.errors.nameMissing }),
    nameEn: line(200, { lang: 'en' }),
    firstOn: day({ wrong: (t) => t.errors.notInYear }),
    lastOn: optional(day({ wrong: (t) => t.errors.notInYear })),
    source: line(300, { missing: (t) => t.errors.sourceMissing }),
    isConfirmed: tick({ label: (t) => t.confirmed, text: (t) => t.isConfirmed }),
  },
  { hidden: { action: choice(['save', 'remove']), holiday: line(10), version: whole() } },
);

export function holidayOf(typed: typeof holidayForm.empty.typed): Holiday {
  const { kind, name, nameEn, firstOn, lastOn, source, isConfirmed } = typed;
  return {
    kind,
    name: nameEn === '' ? { vi: name } : { vi: name, en: nameEn },
    firstOn,
    lastOn: lastOn || firstOn,
    source,
    isConfirmed,
  };
}

export function filledWith({ name, ...holiday }: Holiday): typeof holidayForm.empty {
  return holidayForm.filled({
    ...holiday,
    name: name.vi,
    nameEn: name['en'] ?? '',
    holiday: holiday.firstOn,
  });
}
