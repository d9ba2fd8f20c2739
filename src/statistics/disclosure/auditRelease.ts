/**
 * The disclosure audit of a closed round. It computes what an intruder who knows the number of respondents in every cell can
 * infer about the answers in the small cells. Every published figure is an equation over answers; linear programs bound each
 * cell.
 */
import { isDisclosed, type CellRange } from './auditedRanges.ts';
import { auditedSystem, type AuditedSystem } from './auditedSystem.ts';
import { figureKey, suppressRelease, type Part, type Release, type Suppression } from './release.ts';

/**
 * Extends the suppression of a release until it passes the audit. Where a small cell is disclosed, one more figure of its
 * table is suppressed: the group itself, or else the smallest figure of the same unit, or else the smallest of its siblings
 * and their parent.
 *
 * @param audit `auditedRanges`, in a worker thread
 * @returns with the cells that are disclosed whatever is suppressed
 */
export async function auditedSuppression(
  release: Release,
  audit: (system: AuditedSystem) => Promise<readonly CellRange[]>,
): Promise<{ suppression: Suppression; disclosed: readonly CellRange[] }> {
  let suppression = suppressRelease(release);
  for (;;) {
    const disclosed = (await audit(auditedSystem(release, suppression))).filter(isDisclosed);
    const next = disclosed.flatMap((cell) => nextSuppressed(release, suppression, cell) ?? []);
    if (next.length === 0) return { suppression, disclosed };
    suppression = suppressRelease({ ...release, inherited: new Set([...suppression.keys, ...next]) });
  }
}

/** The key of the figure to suppress because of a disclosed cell. */
function nextSuppressed(
  release: Release,
  { isSuppressed }: Suppression,
  { unitId: ofUnit, part }: CellRange,
): string | undefined {
  const { unitIds, childIds, grouped, cell } = release;
  const unitId = 'dimension' in part ? grouped!.unitId : ofUnit!;
  const parentId = unitIds.find((id) => childIds(id).includes(unitId));
  const around = parentId === undefined ? [] : [...childIds(parentId), parentId];
  const beside = besideOf(release, part);
  const smallestOf = (units: readonly string[], parts: readonly Part[]): string | undefined => {
    const published = units.flatMap((id) =>
      parts
        .filter((one) => !isSuppressed(id, one) && cell(id, one).respondents > 0)
        .map((one) => ({ key: figureKey(id, one), respondents: cell(id, one).respondents })),
    );
    return published.sort((one, other) => one.respondents - other.respondents)[0]?.key;
  };
  return smallestOf([unitId], [part]) ?? smallestOf([unitId], beside) ?? smallestOf(around, beside);
}

/** All groups of the same split, all factors, or all questions of the same factor and the factor. */
function besideOf({ grouped, factors }: Release, part: Part): readonly Part[] {
  if ('dimension' in part) {
    const { dimension, value } = part;
    const split = grouped!.splits.find((one) => one.dimension === dimension && one.values.includes(value));
    return split!.values.map((one) => ({ dimension, value: one }));
  }
  const { scope } = part;
  if (scope.kind === 'whole') return [part];
  if (scope.kind === 'factor') return factors.map(({ id }) => ({ scope: { kind: 'factor', id } }));
  const { id: factorId, questionIds } = factors.find((one) => one.questionIds.includes(scope.id))!;
  const questions = questionIds.map((id): Part => ({ scope: { kind: 'question', id } }));
  return [...questions, { scope: { kind: 'factor', id: factorId } }];
}
