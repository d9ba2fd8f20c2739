/** Loaded before a program (NODE_OPTIONS=--import): each SIGUSR2 sets its clock an hour forward, as somebody might set the machine's. */
import { isMainThread } from 'node:worker_threads';

const RealDate = Date;
let aheadMs = 0;

/** Called Date, which is the name that mongoose knows types by. */
const JumpingDate = class Date extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [RealDate.now() + aheadMs] : given));
  }

  static now() {
    return RealDate.now() + aheadMs;
  }

  static [Symbol.hasInstance](value) {
    return RealDate[Symbol.hasInstance].call(RealDate, value);
  }
};

if (isMainThread) {
  globalThis.Date = JumpingDate;
  process.on('SIGUSR2', () => {
    aheadMs += 60 * 60 * 1000;
  });
}
