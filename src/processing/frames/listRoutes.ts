/** Uploads the list of people of a frame. */
import { randomUUID } from 'node:crypto';
import { seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import type { Round } from '../../design/rounds/round.ts';
import { unitsOfRound } from '../../design/rounds/unitsOfRound.ts';
import { addDays } from '../../platform/calendar/calendarDay.ts';
import { dayText } from '../../platform/calendar/clock.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import { TableError } from '../../platform/tables/tableError.ts';
import { also } from '../../platform/web/form.ts';
import { uploadOf } from '../../platform/web/upload.ts';
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
  const upload = uploadOf(req);
  const read = await listForm.read(context);
  if (round.sampleKind !== 'probability' || (known && (!known.erasedAt || known.state === 'drawn')))
    throw movedOn();
  const { peopleLists } = await stores.retention.days();
  const { errors } = frameTexts[language];
  const last = addDays(dayOf(now()), peopleLists);
  const sent = also(read, {
    file: typeof upload === 'string' && errors.file[upload],
    eraseOn:
      !isEraseDay(read.typed.eraseOn, dayOf(now()), peopleLists) &&
      errors.eraseOn({ last: dayText(last, language) }),
  });
  const list =
    typeof upload === 'string' ? undefined : await readOrError(upload.path, sent.typed, round, stores);
  if (!list || 'errors' in list || !sent.ok) {
    const found = list && 'errors' in list ? list : { errors: {}, rowErrors: [] };
    const said = Object.entries(found.errors).map(([id, sentence]) => [id, sentence[language]]);
    const rowErrors = found.rowErrors.map((sentence) => sentence[language]);
    return await showUpload(context, tools, round, also(sent, Object.fromEntries(said)), rowErrors);
  }
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

async function readOrError(file: string, sent: TypedList, round: Round, stores: Stores): Promise<ReadList> {
  try {
    return await readList(file, columnsOf(sent), await wordsOf(round, stores));
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    return { errors: { file: error.sentence }, rowErrors: [] };
  }
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
