/** Adding a unit, changing its name, code or parent, and ending it: each a change of units from a day on. */
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import { holdsOn } from '../../platform/calendar/validity.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { line } from '../../platform/web/fields.ts';
import { also, inWords, type FieldErrors } from '../../platform/web/form.ts';
import { readQuery } from '../../platform/web/input.ts';
import type { RoutesOptions } from '../stores.ts';
import { unitChangeTexts, type UnitChangeTexts } from './changeTexts.ts';
import { newUnitForm, unitEndForm, unitForm, type TypedUnit } from './input.ts';
import { firstDayOffered } from './firstDay.ts';
import { keepUnitChange, type UnitChangeOrder } from './keepUnitChange.ts';
import { manyTexts } from './manyTexts.ts';
import { emptyUnitChange, type ChangedUnit } from './succession.ts';
import type { SuccessionError, SuccessionErrorKind } from './successionErrors.ts';
import { nameOf, parentIdOf, unitKinds, unitName, type Unit } from './unit.ts';
import { unitCalledOn } from './unitCalled.ts';
import { writtenUnits } from './unitLines.ts';

export const unitChangeRoutes: Routes<RoutesOptions> = {
  'GET /staff/units/new': may('changeUnits', showEmptyForm),
  'POST /staff/units': may('changeUnits', addUnit),
  'GET /staff/units/:unitId/change': may('changeUnits', showChangeForm),
  'POST /staff/units/:unitId/change': may('changeUnits', changeUnit),
  'POST /staff/units/:unitId/end': may('changeUnits', endUnit),
};

/** The form field next to which an error is shown; all others appear next to the day. */
const fieldOf: Partial<Record<SuccessionErrorKind, keyof TypedUnit>> = {
  nothing: 'name',
  codeTwice: 'code',
  cycle: 'parent',
};

const kindBelow = { province: 'commune', district: 'commune', commune: 'office', office: 'office' } as const;

/** @throws Problem notFound, also when the caller may not change the unit */
async function unitOf({ param, caller }: StaffContext, { stores }: RoutesOptions): Promise<Unit> {
  const unit = (await stores.units.list()).find(({ id }) => id === param('unitId'));
  if (!unit) throw notYours();
  caller.demand('changeUnits', [unit.id]);
  return unit;
}

function showNew({ language, notice }: StaffContext, shown: typeof newUnitForm.empty): Reply {
  const t = unitChangeTexts[language];
  return page(
    'registers/units/change',
    { title: t.add, notice: notice(t.done), status: shown.status },
    {
      t,
      unitId: undefined,
      many: manyTexts[language].title,
      ...newUnitForm.onPage(language, shown, { name: { focus: true } }),
    },
  );
}

/** A unit to change or to end. */
async function showUnit(
  context: StaffContext,
  tools: RoutesOptions,
  unit: Unit,
  {
    change,
    end = unitEndForm.empty,
  }: { change?: typeof unitForm.empty; end?: typeof unitEndForm.empty } = {},
): Promise<Reply> {
  const { caller, language, notice } = context;
  const t = unitChangeTexts[language];
  const { day } = caller.units;
  const shown =
    change ?? unitForm.filled({ ...asTyped(unit, await tools.stores.units.list(), day), on: day });
  const ending = unitEndForm.onPage(language, end);
  const changing = unitForm.onPage(language, shown, { on: { hint: undefined } });
  return page(
    'registers/units/change',
    {
      title: `${t.change}: ${inLanguage(unitName(unit, day), language)}`,
      notice: notice(t.done),
      status: shown.status ?? end.status,
    },
    {
      t,
      unitId: unit.id,
      fields: changing.fields,
      end: ending.fields[0],
      errors: { ...changing.errors, ...ending.errors },
    },
  );
}

async function showEmptyForm(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller } = context;
  const { stores } = tools;
  const { day: today } = caller.units;
  const asked = await readQuery(req, { parent: line(200), kind: line(200), on: line(200) });
  const above = caller.units.find(asked.parent);
  const parent = above && caller.may('changeUnits', above.id) ? above : undefined;
  const typed = {
    kind: unitKinds.find((each) => each === asked.kind) ?? (parent ? kindBelow[parent.kind] : 'province'),
    parent: parent
      ? writtenUnits([parent.id], await stores.units.list(), { day: today, language: 'vi' })
      : '',
    on: isCalendarDay(asked.on) ? asked.on : await firstDayOffered(tools, today),
  };
  return showNew(context, newUnitForm.filled(typed));
}

/** Statuses: 303; 422 with an error next to its field; 404 when the caller may not change the parent. */
async function addUnit(context: StaffContext, { stores, now }: RoutesOptions): Promise<Reply> {
  const { caller, language } = context;
  const said = unitChangeTexts[language].errors;
  const read = await newUnitForm.read(context);
  const { kind, on, code, parent } = read.typed;
  const { parentId, errors: parentErrors = {} } = locationOf(
    caller,
    { parent, on },
    await stores.units.list(),
  );
  const sent = also(read, inWords(parentErrors, said));
  if (!sent.ok) return showNew(context, sent);
  const name = nameOf(sent.typed);
  const { errors } = await keepUnitChange(
    stores,
    {
      draft: (changeId) => ({
        ...emptyUnitChange,
        on,
        founded: [
          { id: changeId, kind, name, ...(code && { code }), ...(parentId !== undefined && { parentId }) },
        ],
      }),
      audit: { kind: 'unit.added', label: name.vi },
      by: caller.actor,
    },
    now(),
  );
  if (errors.length > 0) return showNew(context, also(sent, besideFields(errors, said)));
  const done = parentId === undefined ? 'addedTopmost' : 'added';
  const next = new URLSearchParams({ kind, on, done });
  if (parentId !== undefined) next.set('parent', parentId);
  return seeOther(`/staff/units/new?${next.toString()}`);
}

async function showChangeForm(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  return await showUnit(context, tools, await unitOf(context, tools));
}

/** Statuses: 303; 422 with an error next to its field; 404 when the caller may not change the unit or parent. */
async function changeUnit(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { caller, language } = context;
  const { stores, now } = tools;
  const unit = await unitOf(context, tools);
  const read = await unitForm.read(context);
  const { typed } = read;
  const units = await stores.units.list();
  const said = unitChangeTexts[language].errors;
  const old = asTyped(unit, units, caller.units.day);
  const found = typed.parent === old.parent ? {} : locationOf(caller, typed, units);
  const sent = also(read, {
    ...inWords(found.errors ?? {}, said),
    ...(typed.code === '' && old.code !== '' ? { code: said.codeMissing } : {}),
    ...(typed.parent === '' && old.parent !== '' ? { parent: said.parentMissing } : {}),
  });
  if (!sent.ok) return await showUnit(context, tools, unit, { change: sent });
  const changed = changesOf(unit.id, old, typed, found.parentId);
  const { errors } = await keepUnitChange(
    stores,
    {
      draft: () => ({ ...emptyUnitChange, on: typed.on, changed: changed ? [changed] : [] }),
      audit: { kind: 'unit.changed', label: typed.name },
      by: caller.actor,
    },
    now(),
  );
  if (errors.length > 0)
    return await showUnit(context, tools, unit, { change: also(sent, besideFields(errors, said)) });
  return seeOther(`/staff/units/${encodeURIComponent(unit.id)}?done=changed`);
}

async function endUnit(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { caller, language } = context;
  const unit = await unitOf(context, tools);
  const end = await unitEndForm.read(context);
  if (!end.ok) return await showUnit(context, tools, unit, { end });
  const order: UnitChangeOrder = {
    draft: () => ({ ...emptyUnitChange, on: end.values.on, abolished: [unit.id] }),
    audit: { kind: 'unit.ended', label: unitName(unit, caller.units.day).vi },
    by: caller.actor,
  };
  const [error] = (await keepUnitChange(tools.stores, order, tools.now())).errors;
  if (!error) return seeOther(`/staff/units/${encodeURIComponent(unit.id)}?done=ended`);
  const endOn = unitChangeTexts[language].errors[error.kind];
  return await showUnit(context, tools, unit, { end: also(end, { endOn }) });
}

/** The unit that has this name or code on the day. */
function locationOf(
  caller: Caller,
  { parent, on }: Pick<TypedUnit, 'parent' | 'on'>,
  units: readonly Unit[],
): { readonly parentId?: string; readonly errors?: { readonly parent: keyof UnitChangeTexts['errors'] } } {
  if (parent === '') {
    return caller.may('changeUnits', undefined) ? {} : { errors: { parent: 'parentMissing' } };
  }
  const called = unitCalledOn(units, [on])(parent);
  const own = called.filter((id) => caller.may('changeUnits', id));
  if (own.length > 1) return { errors: { parent: 'parentAmbiguous' } };
  if (called.length === 0) return { errors: { parent: 'parentUnknown' } };
  if (own.length === 0) throw notYours();
  return { parentId: own[0]! };
}

/** A unit as its form shows it: as of today, or of its first day if that is in the future. */
function asTyped(unit: Unit, units: readonly Unit[], today: string): Omit<TypedUnit, 'on'> {
  const day = today < unit.validFrom ? unit.validFrom : today;
  const { vi, en } = unitName(unit, day);
  const parent = units.find(({ id }) => id === parentIdOf(unit, day));
  return {
    name: vi,
    nameEn: en ?? '',
    code: unit.codes.find((code) => holdsOn(code, day))?.code ?? '',
    parent: parent ? writtenUnits([parent.id], units, { day, language: 'vi' }) : '',
  };
}

/** Only the fields that were edited; undefined when none was. */
function changesOf(
  unitId: string,
  old: Omit<TypedUnit, 'on'>,
  sent: TypedUnit,
  parentId: string | undefined,
): ChangedUnit | undefined {
  const isRenamed = sent.name !== old.name || sent.nameEn !== old.nameEn;
  const changed = {
    unitId,
    ...(isRenamed && { name: nameOf(sent) }),
    ...(sent.code !== old.code && { code: sent.code }),
    ...(parentId !== undefined && { parentId }),
  };
  return Object.keys(changed).length > 1 ? changed : undefined;
}

function besideFields(errors: readonly SuccessionError[], said: UnitChangeTexts['errors']): FieldErrors {
  return Object.fromEntries(errors.map(({ kind }) => [fieldOf[kind] ?? 'on', said[kind]]));
}
