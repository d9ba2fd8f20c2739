/** Tests of faults run in a short form with the suite, and in full by `npm run test:faults`. */
export const isLong = process.env['FAULTS'] === 'long';

/** How long such a test may take, against what stands still. The full form takes minutes, and on a busy machine an hour. */
export const errorsMs = isLong ? 3_600_000 : 400_000;
