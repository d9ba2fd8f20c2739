/** From list to sample: sizes, the draw, and the erasure of the list. The outcomes are in outcomeRoutes.ts. */
import type { Router } from 'express';
import { allocate } from '../../statistics/sampling/allocation.ts';
import { readLanguage } from '../../access/web/language.ts';
import { staffRouter } from '../../access/web/staffRouter.ts';
import { callerOfRequest } from '../../access/web/visit.ts';
import { drawHashOf, drawnPeople } from './drawSample.ts';
import { eraseList } from './eraseLists.ts';
import { drawnMax, isTooSmall, peopleIn, stratumKey } from './frame.ts';
import { frameAccess, frameEntry, movedOn } from './frameAccess.ts';
import { readSentDraw, readSentSizes, wholeNumber } from './input.ts';
import { frameTexts } from './texts.ts';
import { framePages, framePath } from './pageRoutes.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

export function frameRoutes(options: RoundsRoutesOptions): Router {
  const { stores, now } = options;
  const router = staffRouter();
  const { frames } = stores;
  const access = frameAccess(stores);
  const { namesOf, showFrame } = framePages(options);

  router.post(`${framePath}/sizes`, async (req, res) => {
    const caller = callerOfRequest(req);
    const t = frameTexts[readLanguage(req)];
    const { round, frame } = await access.frameOf(caller, req.params['roundId']);
    const sent = await readSentSizes(req);
    if (frame.state === 'drawn' || frame.erasedAt) throw movedOn();
    const refuse = (total: string) =>
      showFrame(req, res.status(422), { round, frame }, { sent: { ...sent }, faults: { total } });
    const total = wholeNumber(sent.total) ?? 0;
    if (total < 1 || total > Math.min(drawnMax, peopleIn(frame.strata))) {
      await refuse(t.faults.total);
      return;
    }
    const units = frame.strata.map((stratum) => ({ key: stratumKey(stratum), population: stratum.people }));
    const shares = allocate(total, units, sent.sharing);
    const strata = frame.strata.map((stratum) => ({ ...stratum, drawn: shares.get(stratumKey(stratum))! }));
    const small = strata.find(isTooSmall);
    if (small) {
      await refuse(t.faults.tooSmall((await namesOf(req, round)).stratum(small)));
      return;
    }
    const entry = frameEntry({ round, frame, caller, now: now() }, 'frame.sized', {
      total: String(total),
      sharing: sent.sharing,
    });
    if (!(await frames.change(frame, { state: 'sized', strata }, entry))) throw movedOn();
    res.redirect(303, `/staff/rounds/${round.id}/frame?done=sized`);
  });

  router.post(`${framePath}/draw`, async (req, res) => {
    const caller = callerOfRequest(req);
    const t = frameTexts[readLanguage(req)];
    const { round, frame } = await access.frameOf(caller, req.params['roundId']);
    const sent = await readSentDraw(req);
    if (frame.state !== 'sized' || frame.erasedAt) throw movedOn();
    const faults: Record<string, string> = {};
    const seed = sent.seed.normalize('NFC');
    if (seed.length < 4) faults['seed'] = t.faults.seed;
    if (sent.seedSource === '') faults['seedSource'] = t.faults.seedSource;
    if (Object.keys(faults).length > 0) {
      await showFrame(req, res.status(422), { round, frame }, { sent: { ...sent }, faults });
      return;
    }
    const people = await access.peopleOf(frame);
    const drawn = drawnPeople(people, frame.strata, { listHash: frame.listHash, seed });
    const draw = { seed, seedSource: sent.seedSource, drawHash: drawHashOf(drawn), at: now() };
    const { seedSource, drawHash } = draw;
    const facts = { people: String(drawn.length), seed, seedSource, drawHash };
    const entry = frameEntry({ round, frame, caller, now: now() }, 'frame.drawn', facts);
    if (!(await frames.change(frame, { state: 'drawn', draw }, entry))) throw movedOn();
    res.redirect(303, `/staff/rounds/${round.id}/frame?done=drawn`);
  });

  router.post(`${framePath}/erase`, async (req, res) => {
    const caller = callerOfRequest(req);
    const { round, frame } = await access.frameOf(caller, req.params['roundId']);
    const erasing = { now: now(), unitIds: round.unitIds, by: caller.actor };
    if (!frame.erasedAt) await eraseList(frames, frame, erasing);
    res.redirect(303, `/staff/rounds/${round.id}/frame?done=erased`);
  });

  return router;
}
