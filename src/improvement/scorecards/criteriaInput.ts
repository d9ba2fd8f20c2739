/** The forms of sets of criteria. */
import { isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import { draftFields } from '../../design/drafts/input.ts';
import { line, parsed } from '../../platform/web/fields.ts';
import { file } from '../../platform/web/fileFields.ts';
import { form, type FieldErrors } from '../../platform/web/form.ts';
import { unitKinds } from '../../registers/units/unit.ts';
import type { CriteriaContent } from './criteria.ts';
import { criteriaTexts, type CriteriaTexts } from './criteriaTexts.ts';
import { hundredthsOf } from '../../platform/text/percentInput.ts';
import { typedNumber } from './readItem.ts';

/** The start of a new set; empty where nothing was chosen. */
export const startField = { from: line(100) };

export const startForm = form(criteriaTexts, {
  ...startField,
  owner: line(100),
  kind: parsed(100, (text) => unitKinds.find((kind) => kind === text), { wrong: (t) => t.errors.kind }),
  year: line(100, {
    inputmode: 'numeric',
    optional: false,
    wrong: (year, t) => !/^20\d\d$/.test(year) && t.errors.year,
  }),
  file: file({ optional: true }),
});

const deadline = line(1000, { type: 'date', optional: false });
/** The last day of each stage; `dayErrors` has what may be wrong. */
const deadlines = { self: deadline, first: deadline, explanation: deadline, second: deadline };
const cap = parsed(1000, capOf, {
  inputmode: 'decimal',
  wrong: (t: CriteriaTexts) => t.errors.cap,
});

function capOf(text: string): number | undefined {
  const hundredths = hundredthsOf(text);
  return hundredths !== undefined && hundredths <= 10_000 ? hundredths : undefined;
}

/** Everything but the items: title, source, round, caps, deadlines. */
export const frameForm = form(
  criteriaTexts,
  {
    title: line(1000, {
      missing: (t) => t.errors.title,
      wrong: (title, t) => title.length > 300 && t.errors.title,
    }),
    titleEn: line(1000),
    source: line(1000),
    round: line(1000),
    bonusMax: cap,
    penaltyMax: cap,
    ...deadlines,
  },
  { hidden: draftFields, labels: (t) => t.fields },
);

export const deadlinesForm = form(criteriaTexts, deadlines, { labels: (t) => t.fields });

export function filledFrame(content: CriteriaContent): typeof frameForm.empty {
  const { title, source, roundId = '', bonusMax, penaltyMax, deadlines: days } = content;
  return frameForm.filled({
    title: title.vi,
    titleEn: title['en'] ?? '',
    source,
    round: roundId,
    bonusMax: typedNumber(bonusMax),
    penaltyMax: typedNumber(penaltyMax),
    ...days,
  });
}

type FrameSent = Extract<Awaited<ReturnType<typeof frameForm.read>>, { ok: true }>;

/** The content with the frame in it. */
export function withFrame(content: CriteriaContent, { values }: FrameSent): CriteriaContent {
  const { roundId: _before, ...rest } = content;
  const { title, titleEn, source, round, bonusMax, penaltyMax, self, first, explanation, second } = values;
  return {
    ...rest,
    title: { vi: title, ...(titleEn === '' ? {} : { en: titleEn }) },
    source,
    ...(round === '' ? {} : { roundId: round }),
    bonusMax,
    penaltyMax,
    deadlines: { self, first, explanation, second },
  };
}

/** Each must be a day that is not before the previous one. */
export function dayErrors(
  { self, first, explanation, second }: CriteriaContent['deadlines'],
  t: CriteriaTexts,
): FieldErrors {
  const days = Object.entries({ self, first, explanation, second });
  return Object.fromEntries(
    days.flatMap(([name, day], index) => {
      const before = days[index - 1]?.[1] ?? '';
      if (!isCalendarDay(day)) return [[name, t.errors.day]];
      return day < before ? [[name, t.errors.dayOrder]] : [];
    }),
  );
}

const short = line(40);
const long = line(2000);
export const itemForm = form(
  criteriaTexts,
  {
    code: { ...short, look: { optional: false } },
    title: { ...long, look: { optional: false } },
    titleEn: long,
    pointsMax: short,
    rule: short,
    detail: long,
    note: { ...long, look: { rows: 3, optional: true } },
    confirmed: short,
  },
  { hidden: draftFields, labels: (t) => t.item, hints: (t) => t.itemHints },
);
