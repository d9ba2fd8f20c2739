/** Tests of faults run in a short form with the suite, and in full by `npm run test:faults`. */
export const isLong = process.env['FAULTS'] === 'long';
