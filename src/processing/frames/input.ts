/** The forms of a frame. */
import { choice, day, line, paragraph, parsed, type Field, type Look } from '../../platform/web/fields.ts';
import { tableFile } from '../../platform/web/fileFields.ts';
import { form } from '../../platform/web/form.ts';
import { outcomeKinds, type FrameStratum } from './frame.ts';
import { reminderWays } from './reminder.ts';
import type { ListColumns } from './readList.ts';
import { frameTexts, type FrameTexts } from './texts.ts';

/** The heading of a column; empty where the list has none. */
const heading = line(200);

export const listForm = form(frameTexts, {
  file: tableFile(),
  purpose: line(200, { missing: (t) => t.errors.purpose }),
  eraseOn: line(20, { type: 'date', optional: false }),
  unitColumn: heading,
  serviceColumn: heading,
  contactColumns: paragraph(2000, { rows: 4, optional: false }),
});
export type TypedList = typeof listForm.empty.typed;

export function columnsOf({ unitColumn, serviceColumn, contactColumns }: TypedList): ListColumns {
  const contact = contactColumns.split('\n').map((text) => text.trim());
  return {
    unit: unitColumn,
    service: serviceColumn,
    contact: [...new Set(contact.filter((text) => text !== ''))],
  };
}

/** People, possibly with grouped digits. */
const people = (options: Look<FrameTexts> & { readonly wrong: (t: FrameTexts) => string }) =>
  parsed(
    20,
    (typed) => {
      const digits = typed.replaceAll(/[. ]/g, '');
      return /^\d{1,7}$/.test(digits) ? Number(digits) : undefined;
    },
    { inputmode: 'numeric', ...options },
  );

export const sizesForm = form(frameTexts, {
  total: people({ wrong: (t) => t.errors.total }),
  sharing: choice(['proportional', 'equal'], { names: (t) => t.sharings }),
});

export const drawForm = form(frameTexts, {
  seed: line(200, {
    autocomplete: 'off',
    optional: false,
    wrong: (seed, t) => seed.length < 4 && t.errors.seed,
  }),
  seedSource: line(200, { missing: (t) => t.errors.seedSource }),
});

/** The outcomes of all strata, in their order. */
export function outcomesForm(strata: readonly FrameStratum[]) {
  const fields = strata.flatMap((_, at) =>
    outcomeKinds.map((kind): [string, Field<string, number, FrameTexts>] => [
      outcomeField(at, kind),
      people({ label: (t) => t.outcomeKinds[kind], wrong: (t) => t.errors.outcome }),
    ]),
  );
  return form(frameTexts, Object.fromEntries(fields));
}

export function outcomeField(location: number, kind: (typeof outcomeKinds)[number]): string {
  return `${kind}-${location}`;
}

const states = (t: FrameTexts): string => t.errors.reminder.states;

export const reminderForm = form(frameTexts, {
  on: day({ label: (t) => t.reminderOn, wrong: (t) => t.errors.reminder.day }),
  way: choice(reminderWays, { label: (t) => t.reminderWay, names: (t) => t.reminderWays }),
  people: people({ label: (t) => t.remindedPeople, wrong: (t) => t.errors.reminder.people }),
  refused: people({ label: (t) => t.refusedThen, wrong: states }),
  notReached: people({ label: (t) => t.notReachedThen, wrong: states }),
});
