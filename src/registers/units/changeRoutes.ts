/** Adding a unit, changing its name, code or parent, and ending it: each a change of units from a day on. */
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import type { FieldErrors } from '../../access/accounts/input.ts';
import { page, seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import { holdsOn } from '../../platform/calendar/validity.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { malformedRequest } from '../../platform/web/input.ts';
import type { RoutesOptions } from '../stores.ts';
import { unitChangeTexts, type UnitChangeTexts } from './changeTexts.ts';
import {
  nameOf,
  readAsked,
  readEnd,
  readUnit,
  unitFieldErrors,
  type SentUnit,
  type UnitField,
} from './input.ts';
import { firstDayOffered } from './firstDay.ts';
import { keepUnitChange, type UnitChangeOrder } from './keepUnitChange.ts';
import { manyTexts } from './manyTexts.ts';
import { emptyUnitChange, type ChangedUnit } from './succession.ts';
import type { SuccessionError, SuccessionErrorKind } from './successionErrors.ts';
import { unitTexts } from './texts.ts';
import { parentIdOf, unitKinds, unitName, type Unit } from './unit.ts';
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
const fieldOf: Partial<Record<SuccessionErrorKind, UnitField>> = {
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

interface ShownForm {
  readonly unit?: Unit;
  readonly sent: Partial<SentUnit>;
  readonly endOn?: string;
  readonly errors?: FieldErrors;
}

function showForm({ caller, language, notice }: StaffContext, shown: ShownForm): Reply {
  const { unit, sent, errors = {} } = shown;
  const t = unitChangeTexts[language];
  const kinds = unitKinds.map((value) => ({ value, label: unitTexts[language].kinds[value] }));
  const fields = [
    { id: 'name', label: t.name, focus: !unit },
    { id: 'nameEn', label: t.nameEn, optional: true },
    ...(unit ? [] : [{ id: 'kind', label: t.kind, options: kinds }]),
    { id: 'code', label: t.code, optional: true },
    { id: 'parent', label: t.parent, hint: t.parentHint, optional: true },
    { id: 'on', label: t.on, type: 'date', ...(unit ? {} : { hint: t.onHint }) },
  ].map((field) => ({ ...field, value: sent[field.id as keyof SentUnit], error: errors[field.id] }));
  const end = {
    id: 'endOn',
    name: 'on',
    label: t.endOn,
    type: 'date',
    value: shown.endOn,
    error: errors['endOn'],
  };
  return page(
    'registers/units/change',
    {
      title: unit ? `${t.change}: ${inLanguage(unitName(unit, caller.units.day), language)}` : t.add,
      notice: notice(t.done),
      status: shown.errors && 422,
    },
    { t, errors, fields, end, unitId: unit?.id, many: manyTexts[language].title },
  );
}

async function showEmptyForm(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller } = context;
  const { stores } = tools;
  const { day: today } = caller.units;
  const asked = await readAsked(req);
  const above = caller.units.find(asked.parent);
  const parent = above && caller.may('changeUnits', above.id) ? above : undefined;
  const sent = {
    kind: unitKinds.find((each) => each === asked.kind) ?? (parent ? kindBelow[parent.kind] : 'province'),
    parent: parent
      ? writtenUnits([parent.id], await stores.units.list(), { day: today, language: 'vi' })
      : '',
    on: isCalendarDay(asked.on) ? asked.on : await firstDayOffered(tools, today),
  };
  return showForm(context, { sent });
}

/** Statuses: 303; 422 with an error next to its field; 404 when the caller may not change the parent. */
async function addUnit(context: StaffContext, { stores, now }: RoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  const sent = await readUnit(req);
  if (!sent.kind) throw malformedRequest();
  const { kind } = sent;
  const found = locationOf(caller, sent, await stores.units.list());
  const said = unitChangeTexts[language].errors;
  const fieldErrors = { ...found.errors, ...unitFieldErrors(sent) };
  if (Object.keys(fieldErrors).length > 0)
    return showForm(context, { sent, errors: inWords(fieldErrors, said) });
  const { parentId } = found;
  const code = sent.code === '' ? {} : { code: sent.code };
  const { errors } = await keepUnitChange(
    stores,
    {
      draft: (changeId) => ({
        ...emptyUnitChange,
        on: sent.on,
        founded: [
          { id: changeId, kind, name: nameOf(sent), ...code, ...(parentId !== undefined && { parentId }) },
        ],
      }),
      audit: { kind: 'unit.added', label: nameOf(sent).vi },
      by: caller.actor,
    },
    now(),
  );
  if (errors.length > 0) return showForm(context, { sent, errors: besideFields(errors, said) });
  const next = new URLSearchParams({ kind, on: sent.on, done: 'added' });
  if (parentId !== undefined) next.set('parent', parentId);
  return seeOther(`/staff/units/new?${next.toString()}`);
}

async function showChangeForm(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const unit = await unitOf(context, tools);
  return showForm(context, { unit, sent: await sentOfToday(unit, context, tools), endOn: '' });
}

/** Statuses: 303; 422 with an error next to its field; 404 when the caller may not change the unit or parent. */
async function changeUnit(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  const { stores, now } = tools;
  const unit = await unitOf(context, tools);
  const sent = await readUnit(req);
  const units = await stores.units.list();
  const said = unitChangeTexts[language].errors;
  const old = asSent(unit, units, caller.units.day);
  const found = sent.parent === old.parent ? {} : locationOf(caller, sent, units);
  const fieldErrors = {
    ...found.errors,
    ...unitFieldErrors(sent),
    ...(sent.code === '' && old.code !== '' ? { code: 'codeMissing' as const } : {}),
    ...(sent.parent === '' && old.parent !== '' ? { parent: 'parentMissing' as const } : {}),
  };
  const refuse = (errors: FieldErrors): Reply => showForm(context, { unit, sent, endOn: '', errors });
  if (Object.keys(fieldErrors).length > 0) return refuse(inWords(fieldErrors, said));
  const changed = changesOf(unit.id, old, sent, found.parentId);
  const { errors } = await keepUnitChange(
    stores,
    {
      draft: () => ({ ...emptyUnitChange, on: sent.on, changed: changed ? [changed] : [] }),
      audit: { kind: 'unit.changed', label: sent.name },
      by: caller.actor,
    },
    now(),
  );
  if (errors.length > 0) return refuse(besideFields(errors, said));
  return seeOther(`/staff/units/${encodeURIComponent(unit.id)}?done=changed`);
}

async function endUnit(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller, language } = context;
  const unit = await unitOf(context, tools);
  const on = await readEnd(req);
  const order: UnitChangeOrder = {
    draft: () => ({ ...emptyUnitChange, on, abolished: [unit.id] }),
    audit: { kind: 'unit.ended', label: unitName(unit, caller.units.day).vi },
    by: caller.actor,
  };
  const error = isCalendarDay(on)
    ? (await keepUnitChange(tools.stores, order, tools.now())).errors[0]?.kind
    : 'dayShape';
  if (error === undefined) return seeOther(`/staff/units/${encodeURIComponent(unit.id)}?done=ended`);
  const errors = { endOn: unitChangeTexts[language].errors[error] };
  return showForm(context, { unit, sent: await sentOfToday(unit, context, tools), endOn: on, errors });
}

/** The unit as its form shows it before anything is typed. */
async function sentOfToday(unit: Unit, { caller }: StaffContext, { stores }: RoutesOptions) {
  const { day } = caller.units;
  return { ...asSent(unit, await stores.units.list(), day), on: day };
}

type FieldErrorKinds = Partial<Record<UnitField, keyof UnitChangeTexts['errors']>>;

/** The unit that has this name or code on the day. */
function locationOf(
  caller: Caller,
  { parent, on }: SentUnit,
  units: readonly Unit[],
): { readonly parentId?: string; readonly errors?: FieldErrorKinds } {
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
function asSent(unit: Unit, units: readonly Unit[], today: string): Omit<SentUnit, 'on' | 'kind'> {
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
  old: Omit<SentUnit, 'on'>,
  sent: SentUnit,
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

function inWords(errors: FieldErrorKinds, said: UnitChangeTexts['errors']): FieldErrors {
  return Object.fromEntries(Object.entries(errors).map(([field, error]) => [field, said[error]]));
}

function besideFields(errors: readonly SuccessionError[], said: UnitChangeTexts['errors']): FieldErrors {
  return Object.fromEntries(errors.map(({ kind }) => [fieldOf[kind] ?? 'on', said[kind]]));
}
