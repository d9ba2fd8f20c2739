/** Loads the frame that a URL names, for accounts with access to its whole round, and what its pages need. */
import { notYours, type Caller } from '../../access/accounts/caller.ts';
import { auditEntry, type AuditEntry, type Facts } from '../../access/audit/entry.ts';
import type { AuditKind } from '../../access/audit/kinds.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { Problem } from '../../platform/problem.ts';
import type { Round } from '../../design/rounds/round.ts';
import { unitsOfRound } from '../../design/rounds/unitsOfRound.ts';
import { namingOn } from '../../registers/services/service.ts';
import { unitName } from '../../registers/units/unit.ts';
import { drawnPeople, type DrawnPerson } from './drawSample.ts';
import type { Frame, ListedPerson } from './frame.ts';
import type { RoutesOptions, Stores } from '../stores.ts';

export interface RoundWithFrame {
  readonly round: Round;
  readonly frame: Frame | undefined;
}

/** @throws Problem notFound unless the account has access to the whole round */
export async function roundOf(caller: Caller, roundId: string, stores: Stores): Promise<RoundWithFrame> {
  const round = await stores.rounds.find(roundId);
  if (!round) throw notYours();
  caller.demand('keepFrames', round.unitIds);
  return { round, frame: await stores.frames.find(round.id) };
}

/** @throws Problem notFound, also if there is no frame */
export async function frameOf(
  caller: Caller,
  roundId: string,
  stores: Stores,
): Promise<RoundWithFrame & { readonly frame: Frame }> {
  const { round, frame } = await roundOf(caller, roundId, stores);
  if (!frame) throw notYours();
  return { round, frame };
}

/** @throws Problem closed if they are erased */
export async function peopleOf(
  { listId, erasedAt }: Frame,
  { stores: { frames }, messaging }: RoutesOptions,
): Promise<readonly ListedPerson[]> {
  const people = erasedAt ? undefined : await frames.findPeople(listId, messaging?.keys.lists);
  if (!people) throw listErased();
  return people;
}

/** The drawn people of a drawn frame, recomputed from list and seed. */
export async function drawnOf(
  { strata, listHash, draw }: Frame,
  people: readonly ListedPerson[],
): Promise<readonly DrawnPerson[]> {
  if (!draw) throw movedOn();
  return await drawnPeople(people, strata, { listHash, seed: draw.seed });
}

/** Names of units and services as of a round's day. */
export async function stratumNames(round: Round, language: PageLanguage, stores: Stores) {
  const [all, services] = await Promise.all([stores.units.list(), stores.services.list()]);
  const units = unitsOfRound(round, all);
  const unitOf = new Map(units.map((unit) => [unit.id, unit]));
  const unit = (id: string): string => {
    const found = unitOf.get(id);
    return found ? inLanguage(unitName(found, round.unitsOn), language) : id;
  };
  const service = (id: string | undefined): string | undefined => {
    const found = services.find((one) => one.id === id);
    return found && inLanguage(namingOn(found, round.unitsOn).name, language);
  };
  return {
    unit,
    service,
    stratum: ({
      unitId,
      serviceId,
    }: {
      readonly unitId: string;
      readonly serviceId?: string | undefined;
    }): string => [unit(unitId), service(serviceId)].filter((part) => part !== undefined).join(' · '),
  };
}

export function frameEntry(
  { round, frame, caller, now }: { round: Round; frame: Frame; caller: Caller; now: Date },
  kind: AuditKind,
  after?: Facts,
): AuditEntry {
  return auditEntry({
    at: now,
    by: caller.actor,
    kind,
    unitIds: round.unitIds,
    subject: { id: frame.id, label: frame.purpose },
    ...(after ? { after } : {}),
  });
}

/** The frame is not ready for the request: another page has changed it meanwhile. */
export function movedOn(): Problem {
  return new Problem('conflict', {
    vi: 'Danh sách này đã sang bước khác. Xin mở lại trang để xem tình trạng hiện tại.',
    en: 'This list has moved on. Please open the page again to see how it stands.',
  });
}

function listErased(): Problem {
  return new Problem('closed', {
    vi: 'Danh sách này đã được xóa, không khôi phục được.',
    en: 'This list was erased for good.',
  });
}
