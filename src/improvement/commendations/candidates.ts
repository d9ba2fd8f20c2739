/**
 * Units that the rules propose, based on a publication. A unit is compared only with units of its kind under the same
 * parent. Ranks are as uncertain as the figures, so a unit is proposed if its rank may be first and cannot be last;
 * there may be several. A rise that chance may explain does not count.
 */
import type { PublishedUnit, PublicationContent } from '../../processing/published/publication.ts';
import type { UnitKind } from '../../registers/units/unit.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import type { Basis } from './commendation.ts';
import { commendationTexts } from './texts.ts';

interface Candidate {
  readonly unitId: string;
  readonly basis: Basis;
}

export interface CandidateGroup {
  readonly kind: UnitKind;
  readonly parentId: string;
  readonly candidates: readonly Candidate[];
  /** Several units are ranked, and none can be said to lead. */
  readonly isLevel: boolean;
}

/** Most units that the rule of rises proposes in a group. */
export const risesMax = 3;

/** @param isAsked whether this list may commend a unit */
export function candidatesOf(
  content: PublicationContent,
  isAsked: (unitId: string) => boolean,
): readonly CandidateGroup[] {
  const groups = new Map<string, PublishedUnit[]>();
  for (const unit of content.units) {
    if (unit.parentId === undefined || !isAsked(unit.id)) continue;
    const key = `${unit.parentId} ${unit.kind}`;
    groups.set(key, [...(groups.get(key) ?? []), unit]);
  }
  return [...groups.values()].map((units) => {
    const { kind, parentId } = units[0]!;
    const top = topOf(units);
    const isLevel = top.length === 0 && rankedOf(units).length > 1;
    const proposed = [...top, ...risesOf(units)];
    return { kind, parentId: parentId!, isLevel, candidates: proposed.map((one) => candidate(one, content)) };
  });
}

type Proposed = Pick<PublishedUnit, 'id'> & { readonly basis: Omit<Basis, 'source'> };

function rankedOf(units: readonly PublishedUnit[]) {
  return units.flatMap(({ id, rank, whole: { figure } }) => {
    const row = rank?.row;
    return row?.state === 'ranked' && figure.state === 'shown'
      ? [{ id, rank: row.rank, of: row.of, set: row.set, value: figure.value }]
      : [];
  });
}

function topOf(units: readonly PublishedUnit[]): readonly Proposed[] {
  return rankedOf(units)
    .filter(({ set, of }) => set.low === 1 && set.up < of)
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ id, of, value, set: { low, up } }) => ({
      id,
      basis: { rule: 'topSet', value, of, ranks: { low, up } },
    }));
}

function risesOf(units: readonly PublishedUnit[]): readonly Proposed[] {
  return units
    .flatMap(({ id, whole: { figure, change } }) =>
      figure.state === 'shown' && change?.movement === 'rose' && change.breaks.length === 0
        ? [{ id, value: figure.value, change }]
        : [],
    )
    .toSorted((one, other) => other.change.exactPoints - one.change.exactPoints)
    .slice(0, risesMax)
    .map(({ id, value, change }) => ({
      id,
      basis: { rule: 'rose', value, of: units.length, change: change.points },
    }));
}

function candidate({ id, basis }: Proposed, { round, number }: PublicationContent): Candidate {
  const sourceIn = (language: PageLanguage): string =>
    commendationTexts[language].publicationName({ round: inLanguage(round.title, language), number });
  const source = { vi: sourceIn('vi'), en: sourceIn('en') };
  return { unitId: id, basis: { ...basis, source } };
}
