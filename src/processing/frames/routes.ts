/** From list to sample: sizes, the draw, and the erasure of the list. The outcomes are in outcomeRoutes.ts. */
import { seeOther, type Reply } from '../../access/web/reply.ts';
import { may, type Routes, type StaffContext } from '../../access/web/routes.ts';
import { allocate } from '../../statistics/sampling/allocation.ts';
import { also } from '../../platform/web/form.ts';
import type { RoundsRoutesOptions, RoutesOptions } from '../stores.ts';
import { drawHashOf, drawnPeople } from './drawSample.ts';
import { eraseList } from './eraseLists.ts';
import { drawnMax, isTooSmall, peopleIn, stratumKey } from './frame.ts';
import { frameEntry, frameOf, movedOn, peopleOf, stratumNames } from './frameAccess.ts';
import { drawForm, sizesForm } from './input.ts';
import { showFrame } from './pageRoutes.ts';
import { frameTexts } from './texts.ts';

export const frameRoutes: Routes<RoundsRoutesOptions> = {
  'POST /staff/rounds/:roundId/frame/sizes': may('keepFrames', setSizes),
  'POST /staff/rounds/:roundId/frame/draw': may('keepFrames', draw),
  'POST /staff/rounds/:roundId/frame/erase': may('keepFrames', erase),
};

/** Statuses: 303; 409 when the frame is drawn or erased; 422 with an error next to its field. */
async function setSizes(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { caller, language, param } = context;
  const { stores, now } = tools;
  const t = frameTexts[language];
  const { round, frame } = await frameOf(caller, param('roundId'), stores);
  const read = await sizesForm.read(context);
  if (frame.state === 'drawn' || frame.erasedAt) throw movedOn();
  const refuse = (total: string): Promise<Reply> =>
    showFrame(context, tools, { round, frame }, { sizes: also(read, { total }) });
  const { total, sharing } = read.ok ? read.values : { ...read.typed, total: 0 };
  if (total < 1 || total > Math.min(drawnMax, peopleIn(frame.strata))) return await refuse(t.errors.total);
  const units = frame.strata.map((stratum) => ({ key: stratumKey(stratum), population: stratum.people }));
  const shares = allocate(total, units, sharing);
  const strata = frame.strata.map((stratum) => ({ ...stratum, drawn: shares.get(stratumKey(stratum))! }));
  const small = strata.find(isTooSmall);
  if (small)
    return await refuse(
      t.errors.tooSmall({ stratum: (await stratumNames(round, language, stores)).stratum(small) }),
    );
  const facts = { total: String(total), sharing };
  const entry = frameEntry({ round, frame, caller, now: now() }, 'frame.sized', facts);
  if (!(await stores.frames.change(frame, { state: 'sized', strata }, entry))) throw movedOn();
  return seeOther(`/staff/rounds/${round.id}/frame?done=sized`);
}

/** Statuses: 303; 409 unless the sizes are set; 422 with errors next to their fields. */
async function draw(context: StaffContext, tools: RoundsRoutesOptions): Promise<Reply> {
  const { caller, param } = context;
  const { stores, now } = tools;
  const { round, frame } = await frameOf(caller, param('roundId'), stores);
  const sent = await drawForm.read(context);
  if (frame.state !== 'sized' || frame.erasedAt) throw movedOn();
  if (!sent.ok) return await showFrame(context, tools, { round, frame }, { draw: sent });
  const { seed, seedSource } = sent.values;
  const people = await peopleOf(frame, tools);
  const drawn = await drawnPeople(people, frame.strata, { listHash: frame.listHash, seed });
  const drawHash = drawHashOf(drawn);
  const facts = { people: String(drawn.length), seed, seedSource, drawHash };
  const entry = frameEntry({ round, frame, caller, now: now() }, 'frame.drawn', facts);
  const next = { state: 'drawn', draw: { seed, seedSource, drawHash, at: now() } } as const;
  if (!(await stores.frames.change(frame, next, entry))) throw movedOn();
  return seeOther(`/staff/rounds/${round.id}/frame?done=drawn`);
}

async function erase({ caller, param }: StaffContext, { stores, now }: RoutesOptions): Promise<Reply> {
  const { round, frame } = await frameOf(caller, param('roundId'), stores);
  const erasing = { now: now(), unitIds: round.unitIds, by: caller.actor };
  if (!frame.erasedAt) await eraseList(stores.frames, frame, erasing);
  return seeOther(`/staff/rounds/${round.id}/frame?done=erased`);
}
