/** The normal distribution: its tails, for many comparisons at once, and draws from it that are the same every time. */

/**
 * The z that a standard normal stays within, on both sides, but for a given probability.
 *
 * @param outside two-sided probability, above 0 and below 1: 0.05 gives 1.96
 */
export function normalQuantile(outside: number): number {
  let [low, up] = [0, 40];
  for (let step = 0; step < 80; step++) {
    const middle = (low + up) / 2;
    if (normalTail(middle) * 2 > outside) low = middle;
    else up = middle;
  }
  return (low + up) / 2;
}

/**
 * Probability that a standard normal exceeds z ≥ 0.
 *
 *     z < 3:  ½ − φ(z)·(z + z³/3 + z⁵/(3·5) + …)
 *     else:   φ(z)/(z + 1/(z + 2/(z + 3/(z + …))))
 */
export function normalTail(z: number): number {
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (z < 3) {
    let sum = 0;
    for (let term = z, odd = 1; term > 1e-18 * z; odd += 2, term *= (z * z) / odd) sum += term;
    return 0.5 - density * sum;
  }
  let below = z;
  for (let step = 200; step >= 1; step--) below = z + step / below;
  return density / below;
}

/**
 * Standard normal draws from a seed, by Box and Muller's transform of uniform ones.
 *
 * @param seed whole number; the same seed gives the same draws on every machine
 */
export function normalDraws(seed: number): () => number {
  const uniform = uniformDraws(seed);
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const draw = spare;
      spare = undefined;
      return draw;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}

/**
 * Uniform draws from 0 to below 1: a Weyl sequence of 32 bits, mixed by two multiplications (Steele, Lea and Flood's
 * SplitMix in 32 bits). Enough for a simulation; not for secrets.
 */
function uniformDraws(seed: number): () => number {
  let state = Math.trunc(seed);
  return () => {
    state = (state + 0x9e3779b9) % 2 ** 32;
    let bits = state ^ (state >>> 16);
    bits = Math.imul(bits, 0x21f0aaad);
    bits ^= bits >>> 15;
    bits = Math.imul(bits, 0x735a2d97);
    bits ^= bits >>> 15;
    return (bits >>> 0) / 2 ** 32;
  };
}
