/** A succession of units: typed line by line, previewed, and stored. */
import { unitChangeTexts } from '../../registers/units/changeTexts.ts';
import { said } from '../../platform/text/catalogue.ts';
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { addDays, isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import { linesMax, readSentSuccession } from '../../registers/units/input.ts';
import { judgeChange, keepUnitChange, type UnitChangeOrder } from '../../registers/units/keepUnitChange.ts';
import { namesInChange } from '../../registers/units/namesInChange.ts';
import { lineKinds, type SentLine, type SentSuccession } from '../../registers/units/sentSuccession.ts';
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
const emptyLine: SentLine = { kind: 'merge', from: '', to: '', parent: '' };
const isTyped = ({ from, to, parent }: SentLine): boolean => `${from}${to}${parent}` !== '';

interface Shown {
  readonly sent: Partial<SentSuccession>;
  readonly errors?: readonly FormError[];
  readonly preview?: ReturnType<typeof successionView>;
}

function showForm({ language }: StaffContext, { sent, errors, preview }: Shown): Reply {
  const t = successionTexts[language];
  const sentences = Object.fromEntries(
    (errors ?? []).map(({ field, kind, about }) => [
      field,
      said({ ...unitChangeTexts[language].errors, ...t.errors }[kind], { about }),
    ]),
  );
  const options = lineKinds.map((value) => ({ value, label: t.kinds[value] }));
  const lines = (sent.lines ?? []).map((line, index) => {
    const number = index + 1;
    return {
      title: t.line({ number }),
      fields: [
        { id: `kind-${number}`, label: t.kind, value: line.kind, options },
        { id: `from-${number}`, label: t.from, hint: t.fromHint, value: line.from, rows: 3 },
        { id: `to-${number}`, label: t.to, hint: t.toHint, value: line.to, rows: 2 },
        { id: `parent-${number}`, label: t.parent, hint: t.parentHint, value: line.parent },
      ].map((field) => ({ ...field, optional: true, error: sentences[field.id] })),
    };
  });
  const head = [
    { id: 'on', label: t.on, type: 'date', value: sent.on },
    { id: 'number', label: t.number, hint: t.numberHint, value: sent.number },
    { id: 'issuedBy', label: t.issuedBy, value: sent.issuedBy },
  ].map((field) => ({ ...field, error: sentences[field.id] }));
  const mayAddLines = lines.length + linesMore <= linesMax;
  return page(
    preview ? 'design/successions/successionPreview' : 'design/successions/newSuccession',
    { title: preview ? t.previewTitle : t.make, status: errors && 422 },
    { t, errors: sentences, head, lines, preview, mayAddLines },
  );
}

function showEmptyForm(context: StaffContext): Reply {
  const lines = Array.from({ length: linesAtFirst }, () => emptyLine);
  return showForm(context, { sent: { on: '', number: '', issuedBy: '', lines } });
}

/**
 * Statuses: 200 with a preview or the form; 303 stored; 422 with errors next to their fields; 404 when units are outside
 * the caller's scope.
 */
async function previewOrStore(context: StaffContext, { stores, now }: RoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  const { sent, wanted } = await readSentSuccession(req);
  if (wanted === 'more' || wanted === 'edit') {
    const added = Array.from({ length: wanted === 'more' ? linesMore : 0 }, () => emptyLine);
    return showForm(context, { sent: { ...sent, lines: [...sent.lines, ...added].slice(0, linesMax) } });
  }
  const typed = { ...sent, lines: sent.lines.filter(isTyped) };
  const shown = { ...typed, lines: typed.lines.length > 0 ? typed.lines : [emptyLine] };
  const own = ownUnits(caller, await stores.units.list(), typed);
  const read = readSuccession(typed, own, '');
  if (read.errors.length > 0) return showForm(context, { sent: shown, errors: read.errors });
  demandOn(caller, read.draft);
  const order: UnitChangeOrder = {
    draft: (changeId) => readSuccession(typed, own, changeId).draft,
    audit: { kind: 'unit.succession', label: sent.number },
    by: caller.actor,
  };
  const { change, errors } = await (wanted === 'keep' ? keepUnitChange : judgeChange)(stores, order, now());
  if (errors.length > 0) {
    const { fieldOf } = readSuccession(typed, own, change.id);
    const placed = placedErrors(errors, fieldOf, await namesInChange(change, stores, language));
    return showForm(context, { sent: shown, errors: placed });
  }
  if (wanted === 'keep') return seeOther(`/staff/successions/${change.id}?done=kept`);
  return showForm(context, { sent: shown, preview: await previewOf(change, context, { stores, now }) });
}

async function previewOf(change: Succession, { language }: StaffContext, { stores }: RoutesOptions) {
  const through = unitsThrough(await stores.units.listEntered(), [
    ...(await stores.units.listChanges()),
    change,
  ]);
  return successionView(change, through, await stores.accessPoints.list(), language);
}

/** Units that the caller may change. A name that only other units have is treated as unknown. */
function ownUnits(caller: Caller, units: readonly Unit[], { on, lines }: SentSuccession): readonly Unit[] {
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
