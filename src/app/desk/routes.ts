/** The start page of staff: the dashboard, and the choice of the unit to view. */
import type { Router } from 'express';
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { readField, readSearch } from '../../access/accounts/input.ts';
import { inLanguage } from '../../platform/text/localized.ts';
import { finds } from '../../platform/text/searchText.ts';
import { readLanguage } from '../../access/web/language.ts';
import { renderStaffPage } from '../../access/web/staffPage.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest, visitOf } from '../../access/web/visit.ts';
import type { DeskOptions } from './card.ts';
import { deskOf } from './desk.ts';
import { deskTexts } from './texts.ts';
import type { RoutesOptions } from '../stores.ts';

const unitsShown = 100;

interface DeskRoutesOptions extends RoutesOptions, Pick<DeskOptions, 'behind' | 'auditKindNames'> {}

export function deskRoutes({ stores, behind, auditKindNames, now }: DeskRoutesOptions): Router {
  const router = staffRouter();

  router.get('/staff', async (req, res) => {
    const caller = callerOfRequest(req);
    const t = deskTexts[readLanguage(req)];
    const cards = await deskOf(caller, { stores, now: now(), behind, auditKindNames });
    renderStaffPage(
      req,
      res,
      'app/desk/desk',
      { title: t.title },
      {
        t,
        hello: t.hello(caller.account.fullName),
        hasRole: caller.grants.length > 0,
        cards: cards.filter(({ lines }) => lines.length > 0),
        quiet: cards.filter(({ lines }) => lines.length === 0).map(({ empty }) => empty),
      },
    );
  });

  router.get('/staff/unit', async (req, res) => {
    const caller = callerOfRequest(req);
    const language = readLanguage(req);
    const t = deskTexts[language];
    const { text } = await readSearch(req);
    const units = caller.units
      .outline()
      .filter(({ unit }) => isWithinTheirs(caller, unit.id))
      .map(({ unit, depth }) => ({
        id: unit.id,
        depth,
        name: inLanguage(caller.units.name(unit.id), language),
      }));
    const found = text === '' ? units : units.filter(({ name }) => finds([name], text));
    renderStaffPage(
      req,
      res,
      'app/desk/unit',
      { title: t.unit.title },
      {
        t,
        text,
        units: found.slice(0, unitsShown),
        more: found.length > unitsShown ? t.unit.more(found.length - unitsShown) : undefined,
        chosenUnitId: caller.chosenUnitId,
      },
    );
  });

  router.post('/staff/unit', async (req, res) => {
    const caller = callerOfRequest(req);
    const unitId = await readField(req, 'unit', 100);
    if (unitId !== '' && !isWithinTheirs(caller, unitId)) throw notYours();
    await stores.sessions.chooseUnit(visitOf(req).session?.id ?? '', unitId === '' ? undefined : unitId);
    res.redirect(303, '/staff');
  });

  return router;
}

function isWithinTheirs(caller: Caller, unitId: string): boolean {
  return (
    caller.units.lives(unitId) &&
    caller.grants.some((grant) => grant.unitId === undefined || caller.units.isWithin(unitId, grant.unitId))
  );
}
