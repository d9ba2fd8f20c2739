/** Uploads the list of people of a frame. */
import { randomUUID } from 'node:crypto';
import { faultsOnPage } from '../../access/web/faults.ts';
import { seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import type { Round } from '../../design/rounds/round.ts';
import { unitsOfRound } from '../../design/rounds/unitsOfRound.ts';
import { addDays } from '../../platform/calendar/calendarDay.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import { also } from '../../platform/web/form.ts';
import { uploadedTable } from '../../platform/web/uploadedTable.ts';
import { servicesCalled } from '../../registers/services/service.ts';
import { unitCalledOn } from '../../registers/units/unitCalled.ts';
import type { RoutesOptions, Stores } from '../stores.ts';
import { listHashOf } from './drawSample.ts';
import { isEraseDay, strataOf, type Frame } from './frame.ts';
import { frameEntry, movedOn, roundOf } from './frameAccess.ts';
import { columnsOf, listForm, type TypedList } from './input.ts';
import { showUpload } from './pageRoutes.ts';
import { readList, type ListWords, type ReadList } from './readList.ts';
import { frameTexts } from './texts.ts';

export const listRoutes: Routes<RoutesOptions> = {
  'POST /staff/rounds/:roundId/frame': may('keepFrames', uploadList),
};

/** Statuses: 303; 409 when the round is not drawn or has a list; 422 with what is wrong with fields, file or rows. */
async function uploadList(context: StaffContext, tools: RoutesOptions): Promise<Reply> {
  const { req, caller, language, param } = context;
  const { stores, now } = tools;
  const { round, frame: known } = await roundOf(caller, param('roundId'), stores);
  const read = await listForm.read(context);
  if (round.sampleKind !== 'probability' || (known && (!known.erasedAt || known.state === 'drawn')))
    throw movedOn();
  const { peopleLists } = await stores.retention.days();
  const { errors } = frameTexts[language];
  const last = addDays(dayOf(now()), peopleLists);
  const list = await uploadedTable(
    req,
    async ({ path }) => await readList(path, columnsOf(read.typed), await wordsOf(round, stores)),
  );
  const refused: Exclude<ReadList, { people: unknown }> = 'people' in list ? { faults: [] } : list;
  const { sentence, faults } = faultsOnPage(refused.faults, [], language);
  const said = Object.entries(refused.errors ?? {}).map(([id, one]) => [id, one[language]]);
  const sent = also(read, {
    ...Object.fromEntries(said),
    file: sentence,
    eraseOn:
      !isEraseDay(read.typed.eraseOn, dayOf(now()), peopleLists) &&
      errors.eraseOn({ last: dayText(last, language) }),
  });
  if (!('people' in list) || !sent.ok) return await showUpload(context, tools, round, sent, faults);
  await storeList(round, sent.typed, list, context, tools);
  return seeOther(`/staff/rounds/${round.id}/frame?done=listed`);
}

/** The people are stored first, and erased again when another list came first. */
async function storeList(
  round: Round,
  { purpose, eraseOn }: TypedList,
  { people, fields }: Extract<ReadList, { people: unknown }>,
  { caller }: StaffContext,
  { stores: { frames }, now, messaging }: RoutesOptions,
): Promise<void> {
  const frame: Frame = {
    id: round.id,
    listId: randomUUID(),
    purpose,
    eraseOn,
    fields,
    listHash: await listHashOf(people),
    strata: strataOf(people),
    madeAt: now(),
    madeBy: caller.actor,
    state: 'listed',
    version: 1,
  };
  await frames.putPeople(frame.listId, people, now(), messaging?.keys.lists);
  const { listHash } = frame;
  const facts = { people: String(people.length), listHash, eraseOn, columns: fields.join(', ') };
  const entry = frameEntry({ round, frame, caller, now: now() }, 'frame.listed', facts);
  if (await frames.add(frame, entry)) return;
  await frames.erasePeople(frame.listId);
  throw movedOn();
}

async function wordsOf(round: Round, stores: Stores): Promise<ListWords> {
  const [all, services] = await Promise.all([stores.units.list(), stores.services.list()]);
  const units = unitsOfRound(round, all);
  const ids = new Set(services.map(({ id }) => id));
  const called = servicesCalled(services, round.unitsOn);
  return {
    unitsCalled: unitCalledOn(units, [round.unitsOn]),
    serviceCalled: (text) => (ids.has(text) ? text : called(text)),
    onlyUnitId: units.length === 1 ? units[0]!.id : undefined,
  };
}
