/** The normal distribution: its tails, for multiple comparisons. */

/**
 * The two-sided normal quantile: a standard normal lies outside ±z with the given probability.
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
 * The probability that a standard normal exceeds z ≥ 0.
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
