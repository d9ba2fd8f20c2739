/** Adding a unit, changing its name, code or parent, and ending it: each a change of units from a day on. */
import type { Request, Response, Router } from 'express';
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import type { Faults } from '../../access/accounts/input.ts';
import { isCalendarDay } from '../../platform/calendar/calendarDay.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { malformedRequest } from '../../platform/web/input.ts';
import { readLanguage } from '../../access/web/language.ts';
import { noticeFor, renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { unitChangeTexts, type UnitChangeTexts } from './changeTexts.ts';
import {
  nameOf,
  readAsked,
  readEnd,
  readUnit,
  unitFieldFaults,
  type SentUnit,
  type UnitField,
} from './input.ts';
import { keepAct, type ActOrder } from './keepAct.ts';
import { emptyAct, type ChangedUnit } from './succession.ts';
import type { SuccessionFault, SuccessionFaultKind } from './successionFaults.ts';
import { unitTexts } from './texts.ts';
import { parentIdOf, unitKinds, unitName, type Unit } from './unit.ts';
import { unitCalledOn } from './unitCalled.ts';
import { writtenUnits } from './unitLines.ts';
import { holdsOn } from '../../platform/calendar/validity.ts';
import type { RoutesOptions } from '../stores.ts';

/** The form field next to which an error is shown; all others appear next to the day. */
const fieldOf: Partial<Record<SuccessionFaultKind, UnitField>> = {
  nothing: 'name',
  codeTwice: 'code',
  cycle: 'parent',
};

const kindBelow = { province: 'commune', district: 'commune', commune: 'office', office: 'office' } as const;

export function unitChangeRoutes({ stores, now }: RoutesOptions): Router {
  const router = staffRouter();

  async function unitOf(req: Request): Promise<Unit> {
    const unit = (await stores.units.list()).find(({ id }) => id === req.params['unitId']);
    if (!unit) throw notYours();
    callerOfRequest(req).demand('changeUnits', [unit.id]);
    return unit;
  }

  function showForm(req: Request, res: Response, shown: ShownForm): void {
    const { unit, sent, faults = {} } = shown;
    const language = readLanguage(req);
    const t = unitChangeTexts[language];
    const kinds = unitKinds.map((value) => ({ value, label: unitTexts[language].kinds[value] }));
    const fields = [
      { id: 'name', label: t.name, focus: !unit },
      { id: 'nameEn', label: t.nameEn, optional: true },
      ...(unit ? [] : [{ id: 'kind', label: t.kind, options: kinds }]),
      { id: 'code', label: t.code, optional: true },
      { id: 'parent', label: t.parent, hint: t.parentHint, optional: true },
      { id: 'on', label: t.on, type: 'date' },
    ].map((field) => ({ ...field, value: sent[field.id as keyof SentUnit], fault: faults[field.id] }));
    const end = {
      id: 'endOn',
      name: 'on',
      label: t.endOn,
      type: 'date',
      value: shown.endOn,
      fault: faults['endOn'],
    };
    renderStaffPage(
      req,
      res,
      'registers/units/change',
      {
        title: unit ? `${t.change}: ${inLanguage(unitName(unit, shown.today), language)}` : t.add,
        notice: noticeFor(req, t.done),
      },
      { t, faults, fields, end, unitId: unit?.id },
    );
  }

  interface ShownForm {
    readonly unit?: Unit;
    readonly sent: Partial<SentUnit>;
    readonly endOn?: string;
    readonly faults?: Faults;
    readonly today: string;
  }

  router.get('/staff/units/new', async (req, res) => {
    const caller = callerOfRequest(req);
    const { day: today } = caller.units;
    const asked = await readAsked(req);
    const above = caller.units.find(asked.parent);
    const parent = above && caller.may('changeUnits', above.id) ? above : undefined;
    const sent = {
      kind: unitKinds.find((each) => each === asked.kind) ?? (parent ? kindBelow[parent.kind] : 'province'),
      parent: parent
        ? writtenUnits([parent.id], await stores.units.list(), { day: today, language: 'vi' })
        : '',
      on: isCalendarDay(asked.on) ? asked.on : today,
    };
    showForm(req, res, { sent, today });
  });

  /** Statuses: 303; 422 with an error next to its field; 404 when the caller may not change the parent. */
  router.post('/staff/units', async (req, res) => {
    const caller = callerOfRequest(req);
    const sent = await readUnit(req);
    if (!sent.kind) throw malformedRequest();
    const { kind } = sent;
    const found = placeOf(caller, sent, await stores.units.list());
    const said = unitChangeTexts[readLanguage(req)].faults;
    const fieldFaults = { ...found.faults, ...unitFieldFaults(sent) };
    const { day: today } = caller.units;
    if (Object.keys(fieldFaults).length > 0) {
      showForm(req, res.status(422), { sent, faults: inWords(fieldFaults, said), today });
      return;
    }
    const { parentId } = found;
    const code = sent.code === '' ? {} : { code: sent.code };
    const { faults } = await keepAct(
      stores,
      {
        draft: (actId) => ({
          ...emptyAct,
          on: sent.on,
          founded: [
            { id: actId, kind, name: nameOf(sent), ...code, ...(parentId !== undefined && { parentId }) },
          ],
        }),
        audit: { kind: 'unit.added', label: nameOf(sent).vi },
        by: caller.actor,
      },
      now(),
    );
    if (faults.length > 0) {
      showForm(req, res.status(422), { sent, faults: besideFields(faults, said), today });
      return;
    }
    const next = new URLSearchParams({ kind, on: sent.on, done: 'added' });
    if (parentId !== undefined) next.set('parent', parentId);
    res.redirect(303, `/staff/units/new?${next.toString()}`);
  });

  router.get('/staff/units/:unitId/change', async (req, res) => {
    const unit = await unitOf(req);
    const { day: today } = callerOfRequest(req).units;
    const sent = { ...asSent(unit, await stores.units.list(), today), on: today };
    showForm(req, res, { unit, sent, endOn: '', today });
  });

  /** Statuses: 303; 422 with an error next to its field; 404 when the caller may not change the unit or parent. */
  router.post('/staff/units/:unitId/change', async (req, res) => {
    const caller = callerOfRequest(req);
    const unit = await unitOf(req);
    const sent = await readUnit(req);
    const units = await stores.units.list();
    const said = unitChangeTexts[readLanguage(req)].faults;
    const { day: today } = caller.units;
    const old = asSent(unit, units, today);
    const found = sent.parent === old.parent ? {} : placeOf(caller, sent, units);
    const fieldFaults = {
      ...found.faults,
      ...unitFieldFaults(sent),
      ...(sent.code === '' && old.code !== '' ? { code: 'codeMissing' as const } : {}),
      ...(sent.parent === '' && old.parent !== '' ? { parent: 'parentMissing' as const } : {}),
    };
    const refuse = (faults: Faults): void =>
      showForm(req, res.status(422), { unit, sent, endOn: '', faults, today });
    if (Object.keys(fieldFaults).length > 0) {
      refuse(inWords(fieldFaults, said));
      return;
    }
    const changed = changesOf(unit.id, old, sent, found.parentId);
    const { faults } = await keepAct(
      stores,
      {
        draft: () => ({ ...emptyAct, on: sent.on, changed: changed ? [changed] : [] }),
        audit: { kind: 'unit.changed', label: sent.name },
        by: caller.actor,
      },
      now(),
    );
    if (faults.length > 0) refuse(besideFields(faults, said));
    else res.redirect(303, `/staff/units/${encodeURIComponent(unit.id)}?done=changed`);
  });

  router.post('/staff/units/:unitId/end', async (req, res) => {
    const caller = callerOfRequest(req);
    const unit = await unitOf(req);
    const on = await readEnd(req);
    const said = unitChangeTexts[readLanguage(req)].faults;
    const { day: today } = caller.units;
    const order: ActOrder = {
      draft: () => ({ ...emptyAct, on, abolished: [unit.id] }),
      audit: { kind: 'unit.ended', label: unitName(unit, today).vi },
      by: caller.actor,
    };
    const fault = isCalendarDay(on) ? (await keepAct(stores, order, now())).faults[0]?.kind : 'dayShape';
    if (fault === undefined) {
      res.redirect(303, `/staff/units/${encodeURIComponent(unit.id)}?done=ended`);
      return;
    }
    const sent = { ...asSent(unit, await stores.units.list(), today), on: today };
    showForm(req, res.status(422), { unit, sent, endOn: on, faults: { endOn: said[fault] }, today });
  });

  return router;
}

type FieldFaults = Partial<Record<UnitField, keyof UnitChangeTexts['faults']>>;

/** The unit that has this name or code on the day. */
function placeOf(
  caller: Caller,
  { parent, on }: SentUnit,
  units: readonly Unit[],
): { readonly parentId?: string; readonly faults?: FieldFaults } {
  if (parent === '') {
    return caller.may('changeUnits', undefined) ? {} : { faults: { parent: 'parentMissing' } };
  }
  const called = unitCalledOn(units, [on])(parent);
  const own = called.filter((id) => caller.may('changeUnits', id));
  if (own.length > 1) return { faults: { parent: 'parentAmbiguous' } };
  if (called.length === 0) return { faults: { parent: 'parentUnknown' } };
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

function inWords(faults: FieldFaults, said: UnitChangeTexts['faults']): Faults {
  return Object.fromEntries(Object.entries(faults).map(([field, fault]) => [field, said[fault]]));
}

function besideFields(faults: readonly SuccessionFault[], said: UnitChangeTexts['faults']): Faults {
  return Object.fromEntries(faults.map(({ kind }) => [fieldOf[kind] ?? 'on', said[kind]]));
}
