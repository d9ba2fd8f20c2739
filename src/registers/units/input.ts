/** The forms of units. */
import { choice, day, line, paragraph, whole } from '../../platform/web/fields.ts';
import { form } from '../../platform/web/form.ts';
import type { PageLanguage } from '../../platform/text/localized.ts';
import { unitChangeTexts } from './changeTexts.ts';
import { manyTexts } from './manyTexts.ts';
import { successionTexts } from './successionTexts.ts';
import { unitTexts } from './texts.ts';
import { isUnitCode, unitKinds } from './unit.ts';

const textsOf = (language: PageLanguage) => ({
  ...unitChangeTexts[language],
  kinds: unitTexts[language].kinds,
});
const texts = { vi: textsOf('vi'), en: textsOf('en') };
type Texts = typeof texts.vi;

const kind = choice(unitKinds, { names: (t: Pick<Texts, 'kinds'>) => t.kinds });
const name = line<Texts>(200, { missing: (t) => t.errors.nameMissing });
const nameEn = line(200);
const code = line<Texts>(200, {
  wrong: (typed, t) => typed !== '' && !isUnitCode(typed) && t.errors.codeShape,
});
/** Name or code of the parent unit. */
const parent = line(200);
const on = day({ wrong: (t: Pick<Texts, 'errors'>) => t.errors.dayShape });

export const newUnitForm = form(texts, { name, nameEn, kind, code, parent, on });
export const unitForm = form(texts, { name, nameEn, code, parent, on });
export type TypedUnit = typeof unitForm.empty.typed;

export const unitEndForm = form(texts, {
  on: day({ id: 'endOn', label: (t) => t.endOn, hint: false, wrong: (t) => t.errors.dayShape }),
});

/** Many units at once: the fields that go with a list. */
const manyTextsOf = (language: PageLanguage) => ({
  ...textsOf(language),
  ...manyTexts[language],
  errors: unitChangeTexts[language].errors,
});
export const textsOfMany = { vi: manyTextsOf('vi'), en: manyTextsOf('en') };
export const basis = { kind, parent, on };

const lineKinds = ['merge', 'split', 'transfer', 'rename', 'abolish'] as const;

export const linesMax = 150;

const document = { number: line(200), issuedBy: line(200) };
/** The document by which a change is undone; changes without one may be undone without one. */
export const undoForm = form(successionTexts, document);

/** What a succession says of all its lines. */
export const successionForm = form(
  successionTexts,
  {
    on: line(200, { type: 'date', optional: false }),
    number: line(200, { optional: false }),
    issuedBy: line(200, { optional: false }),
  },
  { hidden: { wanted: choice(['more', 'preview', 'keep', 'edit']), lines: whole(1, linesMax) } },
);

/** A line of it: one unit per row; new units as name, code, and name in English. */
export const successionLineForm = form(successionTexts, {
  kind: choice(lineKinds, { names: (t) => t.kinds }),
  from: paragraph(4000),
  to: paragraph(4000, { rows: 2 }),
  parent: line(200),
});
export type SuccessionLine = typeof successionLineForm.empty.typed;

/** A succession as typed. */
export interface SuccessionDraft {
  readonly on: string;
  readonly number: string;
  readonly issuedBy: string;
  readonly lines: readonly SuccessionLine[];
}
