/** Public things of this installation to use as examples in the description; placeholders where there are none. */
import { entryKinds } from '../../collection/ledger/entry.ts';
import { isPublished } from '../../processing/published/publication.ts';
import { roundState, takesChannel } from '../../design/rounds/round.ts';
import type { ExampleName } from './operation.ts';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { Stores } from '../stores.ts';

export type Examples = Readonly<Record<ExampleName, string | number>>;

const permissionKinds = entryKinds.filter((kind) => kind !== 'submission');

export async function findExamples(
  { rounds, publications, ledger }: Pick<Stores, 'rounds' | 'publications' | 'ledger'>,
  now: Date,
): Promise<Examples> {
  const [allRounds, [published], last] = await Promise.all([
    rounds.list(),
    publications.list(1, isPublished),
    ledger.findLast(),
  ]);
  const publicRounds = allRounds.filter(({ resultsFor }) => resultsFor === 'everybody');
  const round = publicRounds.find(({ id }) => id === published?.roundId) ?? publicRounds[0];
  const open = publicRounds.find((one) => roundState(one, now) === 'open' && takesChannel(one, 'code'));
  const [permission] = last
    ? await ledger.listEntries(permissionKinds, { from: 0, to: last.size, count: 1 })
    : [];
  return {
    roundId: round?.id ?? 'round',
    unitId: round?.unitIds[0] ?? 'unit',
    openRoundId: open?.id ?? 'round',
    openUnitId: open?.unitIds[0] ?? 'unit',
    month: dayOf(now).slice(0, 7),
    publishedRoundId: published?.roundId ?? 'round',
    publishedUnitId: published?.unitIds[0] ?? 'unit',
    number: published?.number ?? 1,
    checkpoint: last?.number ?? 1,
    size: last?.size ?? 1,
    leaf: permission?.hash.toString('hex') ?? '0'.repeat(64),
  };
}
