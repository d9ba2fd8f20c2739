/** Worker thread that computes the public holidays of a year: the lunar calendar takes a fifth of a second. */
import { parentPort, workerData } from 'node:worker_threads';
import Holidays from 'date-holidays';
import { dayOf } from '../../platform/calendar/vietNamTime.ts';
import type { PublicHoliday } from './byLaw.ts';
import { lowerPriority } from '../../platform/lowerPriority.ts';

lowerPriority();

const library = new Holidays('VN', { types: ['public'] });
const year = Number(workerData);
const english = new Map(library.getHolidays(year, 'en').map(({ rule, name }) => [rule, name]));

const holidays: readonly PublicHoliday[] = library
  .getHolidays(year, 'vi')
  .map(({ rule, name, start, end }) => ({
    name: { vi: name, en: english.get(rule) ?? name },
    firstOn: dayOf(start),
    lastOn: dayOf(new Date(end.getTime() - 1)),
  }));
parentPort?.postMessage(holidays);
