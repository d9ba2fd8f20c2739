import { SET_APART } from '../../collection/quality/flag.ts';
import { qualityTexts } from '../../collection/quality/texts.ts';
import type { Revision } from '../../design/accessPoints/accessPoint.ts';
import { inLanguage, type PageLanguage } from '../../platform/text/localized.ts';
import { publicationInstead } from '../published/standing.ts';
import { apartFigures } from '../results/apartFigures.ts';
import { lineWords } from '../results/lineWords.ts';
import type { RoundsRoutesOptions } from '../stores.ts';

/**
 * The figure of the access point's unit in its round, with and without the forms that were set apart.
 *
 * @returns undefined when there is no such round, or the unit does not belong to it
 */
export async function figuresBeside(
  { roundId, unitId }: Revision,
  language: PageLanguage,
  { stores, rounds, now }: RoundsRoutesOptions,
) {
  const t = qualityTexts[language];
  const round = await stores.rounds.find(roundId);
  if (!round) return undefined;
  const measured = await rounds.measure(round);
  if (!measured.tree.has(unitId)) return undefined;
  const title = inLanguage(round.title, language);
  if (await publicationInstead(stores.publications, roundId, measured.snapshot))
    return { round: title, note: t.figureOvertaken, lines: [] };
  const found = apartFigures(measured, unitId, { apart: SET_APART, now: now() });
  const say = (name: string, figure: Parameters<typeof lineWords>[0]['figure']) => ({
    name,
    ...lineWords({ figure }, language),
  });
  return {
    round: title,
    note: found.state === 'shown' ? undefined : t.figureStates[found.state],
    lines: [
      ...('all' in found ? [say(t.figureAll, found.all)] : []),
      ...('without' in found ? [say(t.figureWithout, found.without)] : []),
    ],
  };
}
