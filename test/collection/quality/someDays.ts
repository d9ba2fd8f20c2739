/** Days of a made-up office (scripts/quality/office.ts) as the program would have counted them. */
import { makeOffice, type Office } from '../../../scripts/quality/office.ts';
import { seededRandom } from '../../../scripts/demo/random.ts';
import { addDays } from '../../../src/platform/calendar/calendarDay.ts';
import { lookForSigns } from '../../../src/collection/quality/lookForSigns.ts';
import type { PointRevision } from '../../../src/collection/quality/store.ts';
import type { Stores } from '../../../src/app/stores.ts';

/** Thirty days up to the day before `today`; forging, if any, in the last ten. Then the signs are looked for. */
export async function someDays(
  { quality }: Pick<Stores, 'quality'>,
  location: PointRevision,
  { today, forging }: { readonly today: string; readonly forging?: Office['forging'] },
): Promise<void> {
  const { days } = makeOffice(seededRandom(5), 30, forging, 20);
  const put = async (hours: Office['days'][number], at: number): Promise<void> => {
    const day = addDays(today, at - days.length);
    for (const { hour, forms, straight, scores, arrivals, gaps } of hours) {
      const instant = new Date(`${day}T${String(hour).padStart(2, '0')}:00:00+07:00`);
      const classes = scores.map((count, score): [string, number] => [`scores.s${score}`, count]);
      classes.push(...gaps.map((count, gap): [string, number] => [`gaps.g${gap}`, count]));
      const added = {
        forms,
        straight,
        arrivals,
        'flags.straightLined': straight,
        ...Object.fromEntries(classes),
      };
      await quality.addCounts(location, instant, added);
    }
  };
  await Promise.all(days.map(put));
  await lookForSigns(quality, today);
}
