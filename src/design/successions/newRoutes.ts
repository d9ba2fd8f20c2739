/** A succession of units: typed line by line, previewed, and stored. */
import { said } from '../../platform/text/catalogue.ts';
import { unitChangeTexts } from '../../registers/units/changeTexts.ts';
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { addDays, isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import {
  linesMax,
  successionForm,
  successionLineForm,
  type SuccessionDraft,
  type SuccessionLine,
} from '../../registers/units/input.ts';
import { judgeChange, keepUnitChange, type UnitChangeOrder } from '../../registers/units/keepUnitChange.ts';
import { namesInChange } from '../../registers/units/namesInChange.ts';
import { unitsThrough, type UnitChangeDraft, type Succession } from '../../registers/units/succession.ts';
import { touchedBy } from '../../registers/units/successionErrors.ts';
import { placedErrors, readSuccession, type FormError } from '../../registers/units/successionForm.ts';
import { successionTexts } from '../../registers/units/successionTexts.ts';
import type { Unit } from '../../registers/units/unit.ts';
import { unitCalledOn } from '../../registers/units/unitCalled.ts';
import type { RoutesOptions } from '../stores.ts';
import { successionView } from './successionView.ts';

export const newSuccessionRoutes: Routes<RoutesOptions> = {
  'GET /staff/successions/new': may('changeUnits', showEmptyForm),
  'POST /staff/successions': may('changeUnits', previewOrStore),
};

const linesAtFirst = 3;
const linesMore = 5;
const emptyLine = successionLineForm.empty.typed;
const isTyped = ({ from, to, parent }: SuccessionLine): boolean => `${from}${to}${parent}` !== '';

interface Shown {
  readonly typed: Partial<SuccessionDraft>;
  readonly errors?: readonly FormError[];
  readonly preview?: ReturnType<typeof successionView>;
}

function showForm({ language }: StaffContext, { typed, errors, preview }: Shown): Reply {
  const t = successionTexts[language];
  const words = { ...unitChangeTexts[language].errors, ...t.errors };
  const sentences = Object.fromEntries(
    (errors ?? []).map(({ field, kind, about }) => [field, said(words[kind], { about })]),
  );
  const lines = (typed.lines ?? []).map((line, index) => {
    const number = index + 1;
    const { fields } = successionLineForm.onPage(language, { typed: line, errors: {} });
    return {
      title: t.line({ number }),
      fields: fields.map((field) => {
        const id = `${field.id}-${number}`;
        return { ...field, id, name: id, optional: true, error: sentences[id] };
      }),
    };
  });
  const { on = '', number = '', issuedBy = '' } = typed;
  const { fields: head } = successionForm.onPage(language, {
    ...successionForm.filled({ on, number, issuedBy }),
    errors: sentences,
  });
  const mayAddLines = lines.length + linesMore <= linesMax;
  const inLines = lines.flatMap(({ title, fields }) =>
    fields.map(({ id, label }) => ({ id, label: `${title}: ${label}` })),
  );
  const facts = head.map(({ id, label, value }) => [
    label,
    id === 'on' && isCalendarDay(on) ? dayText(on, language) : value,
  ]);
  return page(
    preview ? 'design/successions/successionPreview' : 'design/successions/newSuccession',
    { title: preview ? t.previewTitle : t.make, status: errors && 422 },
    { t, errors: sentences, fields: [...head, ...inLines], facts, head, lines, preview, mayAddLines },
  );
}

function showEmptyForm(context: StaffContext): Reply {
  return showForm(context, { typed: { lines: Array.from({ length: linesAtFirst }, () => emptyLine) } });
}

/**
 * Statuses: 200 with a preview or the form; 303 stored; 422 with errors next to their fields; 404 when units are outside
 * the caller's scope.
 */
async function previewOrStore(context: StaffContext, { stores, now }: RoutesOptions): Promise<Reply> {
  const { caller, language } = context;
  const { wanted, lines: count, ...head } = (await successionForm.read(context)).typed;
  const lines: SuccessionLine[] = [];
  for (let number = 1; number <= count; number += 1)
    lines.push((await successionLineForm.read(context, `-${number}`)).typed);
  if (wanted === 'more' || wanted === 'edit') {
    const added = Array.from({ length: wanted === 'more' ? linesMore : 0 }, () => emptyLine);
    return showForm(context, { typed: { ...head, lines: [...lines, ...added].slice(0, linesMax) } });
  }
  const typed = { ...head, lines: lines.filter(isTyped) };
  const shown = { ...typed, lines: typed.lines.length > 0 ? typed.lines : [emptyLine] };
  const own = ownUnits(caller, await stores.units.list(), typed);
  const read = readSuccession(typed, own, '');
  if (read.errors.length > 0) return showForm(context, { typed: shown, errors: read.errors });
  demandOn(caller, read.draft);
  const order: UnitChangeOrder = {
    draft: (changeId) => readSuccession(typed, own, changeId).draft,
    audit: { kind: 'unit.succession', label: head.number },
    by: caller.actor,
  };
  const { change, errors } = await (wanted === 'keep' ? keepUnitChange : judgeChange)(stores, order, now());
  if (errors.length > 0) {
    const { fieldOf } = readSuccession(typed, own, change.id);
    const placed = placedErrors(errors, fieldOf, await namesInChange(change, stores, language));
    return showForm(context, { typed: shown, errors: placed });
  }
  if (wanted === 'keep') return seeOther(`/staff/successions/${change.id}?done=kept`);
  return showForm(context, { typed: shown, preview: await previewOf(change, context, { stores, now }) });
}

async function previewOf(change: Succession, { language }: StaffContext, { stores }: RoutesOptions) {
  const through = unitsThrough(await stores.units.listEntered(), [
    ...(await stores.units.listChanges()),
    change,
  ]);
  return successionView(change, through, await stores.accessPoints.list(), language);
}

/** Units that the caller may change. A name that only other units have is treated as unknown. */
function ownUnits(caller: Caller, units: readonly Unit[], { on, lines }: SuccessionDraft): readonly Unit[] {
  const ids = caller.unitIdsFor('changeUnits');
  if (!ids) return units;
  const own = units.filter(({ id }) => ids.has(id));
  const days = isCalendarDay(on) ? [addDays(on, -1)] : [];
  const [calledOwn, calledAny] = [unitCalledOn(own, days), unitCalledOn(units, days)];
  const rows = lines.flatMap(({ from, parent }) => [...from.split(/\r?\n/), parent]);
  if (rows.some((text) => calledOwn(text).length === 0 && calledAny(text).length > 0)) throw notYours();
  return own;
}

/**
 * @throws Problem notFound unless all units concerned are in the caller's scope; only those responsible for the whole
 * installation may add a topmost unit
 */
function demandOn(caller: Caller, draft: UnitChangeDraft): void {
  const foundedIds = new Set(draft.founded.map(({ id }) => id));
  caller.demand(
    'changeUnits',
    [...touchedBy(draft)].filter((id) => !foundedIds.has(id)),
  );
  if (draft.founded.some(({ parentId }) => parentId === undefined)) caller.demand('changeUnits', []);
}
