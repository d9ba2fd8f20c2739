/**
 * `tsx scripts/quality/thresholds.ts`: derives the thresholds of src/collection/quality/signs.ts. Honest simulated
 * offices, other than those of the curve, are checked every evening for ten days; it prints the values that at most so
 * many of a thousand exceed.
 */
import {
  answerKinds,
  measuresOf,
  pastDays,
  signKinds,
  windowDays,
} from '../../src/collection/quality/signs.ts';
import { seededRandom } from '../demo/random.ts';
import { makeOffice } from './office.ts';

const offices = 4000;
/**
 * Shares of honest offices that stay below: change is what finds isolated forged forms, so it gets the largest part.
 */
const below = { clusters: 0.997, hourOfDay: 0.998, change: 0.9955 } as const;

const random = seededRandom(1001);
const most = new Map<string, number[]>();
for (let office = 0; office < offices; office++) {
  const { days } = makeOffice(random, pastDays + windowDays);
  const own = new Map<string, number>();
  for (let day = 1; day <= windowDays; day++) {
    for (const { kind, of, value } of measuresOf(days.slice(0, pastDays + day))) {
      own.set(`${kind} ${of}`, Math.max(own.get(`${kind} ${of}`) ?? -Infinity, value));
    }
  }
  for (const [name, value] of own) most.set(name, [...(most.get(name) ?? []), value]);
}
for (const kind of signKinds) {
  const values = answerKinds.map((of) => {
    const sorted = most.get(`${kind} ${of}`)!.toSorted((one, other) => one - other);
    return `${of}: ${sorted[Math.floor(offices * below[kind])]!.toFixed(2)}`;
  });
  console.log(`${kind}: { ${values.join(', ')} },`);
}
