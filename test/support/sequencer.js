/**
 * What waits for browsers, programs and disks comes first, so that no worker is left alone with it at the end. Otherwise in jest's order, by
 * the time that each took, which it does not know in a fresh clone.
 */
import Sequencer from '@jest/test-sequencer';

const slow = /\/test\/(attack|faults|journeys|processes|trials|storage\/embedded)\//;

export default class extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const isSlow = ({ path }) => slow.test(path);
    return [...sorted.filter(isSlow), ...sorted.filter((test) => !isSlow(test))];
  }
}
