/**
 * New units and changed services from a program: tried out, or stored as a whole, by the rules of the page. The program
 * names each change, and repeating it stores nothing a second time.
 */
import type { Request, Router } from 'express';
import { addDays } from '../../platform/calendar/calendarDay.ts';
import { serviceColumns, type ServiceColumn } from '../../registers/services/manyServices.ts';
import { namingOn, type Service, type ServiceChange } from '../../registers/services/service.ts';
import { takeServices } from '../../registers/services/takeServices.ts';
import { unitColumns } from '../../registers/units/manyUnits.ts';
import type { Succession } from '../../registers/units/succession.ts';
import { takeUnits, type Taken } from '../../registers/units/takeUnits.ts';
import { unitName, type Unit } from '../../registers/units/unit.ts';
import type { Rows } from '../../platform/tables/readRows.ts';
import type { SchemaOf } from '../../platform/schemas/schema.ts';
import type { Stores } from '../stores.ts';
import { sendJson } from './apiAnswer.ts';
import { unsoundBody } from './apiError.ts';
import { apiRouter, bodyOf, keyVisitorOf, parametersOf } from './apiRouter.ts';
import { jsonBody } from './caseloadRoutes.ts';
import { errorsInBody, rowsOf, sentAs, serviceListSchema, unitListSchema, type SentList } from './registerLists.ts'; // prettier-ignore

interface RegisterApiOptions {
  readonly stores: Stores;
  readonly now: () => Date;
}

export function registerApiRoutes(options: RegisterApiOptions): Router {
  const router = apiRouter();
  const { stores } = options;

  router.put('/api/v1/unit-changes/:name', jsonBody, async (req, res) => {
    const { sent, takeOptions } = listOf(req, unitListSchema, unitColumns, options);
    const { change, isOld } = takenOf(await takeUnits({ ...sent, kind: 'commune', parent: '' }, takeOptions));
    const stored = isOld || takeOptions.keeps;
    const lines = unitLines(change, await stores.units.list(), stored);
    res.status(stored && !isOld ? 201 : 200);
    sendJson(req, res, { name: sent.sentAs.name, stored, on: sent.on, lines });
  });

  router.put('/api/v1/service-changes/:name', jsonBody, async (req, res) => {
    const { sent, takeOptions } = listOf(req, serviceListSchema, serviceColumns, options);
    const { change, isOld } = takenOf(await takeServices(sent, takeOptions));
    const stored = isOld || (takeOptions.keeps && change !== undefined);
    const lines = serviceLines(sent.rows, change, await stores.services.list(), stored);
    res.status(stored && !isOld ? 201 : 200);
    sendJson(req, res, { name: sent.sentAs.name, stored, on: sent.on, lines });
  });

  return router;
}

/** A list as sent, and how it is taken. */
function listOf<Column extends string>(
  req: Request,
  schema: SchemaOf<SentList<Column>>,
  columns: readonly { readonly key: Column }[],
  options: RegisterApiOptions,
) {
  const { name, dryRun } = parametersOf(req) as { name: string; dryRun: boolean };
  const { caller, key } = keyVisitorOf(req);
  const body = bodyOf(req, schema);
  const { on } = body;
  const rows = rowsOf(body, columns);
  return {
    sent: { on, rows, sentAs: sentAs(name, on, rows) },
    takeOptions: { ...options, caller, keeps: !dryRun, facts: { apiKey: key.label } },
  };
}

/** @throws ApiError naming every line that is refused */
function takenOf<Change>(taken: Taken<Change>): Exclude<Taken<Change>, { readonly refused: unknown }> {
  if ('refused' in taken) throw unsoundBody(errorsInBody(taken.refused));
  return taken;
}

/** New units have ids once they are stored. */
function unitLines({ founded, on }: Succession, units: readonly Unit[], stored: boolean): object[] {
  const names = new Map([
    ...units.map((unit) => [unit.id, unitName(unit, on)] as const),
    ...founded.map(({ id, name }) => [id, name] as const),
  ]);
  return founded.map(({ id, name, kind, code, parentId }, index) => ({
    line: index + 1,
    what: 'added',
    ...(stored && { id }),
    name,
    kind,
    code,
    parent: parentId === undefined ? undefined : names.get(parentId),
  }));
}

/** A line and the service that it adds or changes have the same name, which no two lines share. */
function serviceLines(
  { rows }: Rows<ServiceColumn>,
  { added, changed }: Pick<ServiceChange, 'added' | 'changed'> = { added: [], changed: [] },
  services: readonly Service[],
  stored: boolean,
): object[] {
  const byId = new Map(services.map((service) => [service.id, service]));
  const newByName = new Map(added.map((one) => [one.name.vi, one]));
  const changedByName = new Map(changed.map((one) => [one.name.vi, one]));
  return rows.map(({ row: line, cells }) => {
    const fresh = newByName.get(cells.name);
    if (fresh) {
      const { id, name, field, code } = fresh;
      return { line, what: 'added', ...(stored && { id }), name, field, code };
    }
    const altered = changedByName.get(cells.name);
    if (!altered) return { line, what: 'same', name: { vi: cells.name } };
    const { serviceId: id, from, name, field, code } = altered;
    const service = byId.get(id);
    const was = service && from !== undefined ? namingOn(service, addDays(from, -1)).name : undefined;
    return { line, what: 'changed', id, name, field, code, was };
  });
}
