/** Reproducible pseudo-random numbers, so that the demo is the same on every machine. */
export interface Random {
  /** From 0 up to but not including 1. */
  next(): number;
  /** From 0 up to but not including `below`. */
  whole(below: number): number;
  pick<T>(choices: readonly T[]): T;
  /** Mean 0, standard deviation 1. */
  normal(): number;
}

// Looked up once: under a test runner each access to a global is slow.
const { imul, floor, sqrt, log, cos, PI } = Math;

/** Mulberry32: 32 bits of state are plenty for a demo. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (below: number): number => floor(next() * below);
  return {
    next,
    whole,
    pick: (choices) => choices[whole(choices.length)]!,
    normal: () => sqrt(-2 * log(1 - next())) * cos(2 * PI * next()),
  };
}
