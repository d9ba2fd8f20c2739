/** Notices when nobody touches the tablet any more, and counts down before anything is cleared. */

/**
 * @param options.idleMs how long nothing may happen, asked anew each time
 * @param options.countdownSeconds how long the countdown is
 * @param options.isDue whether there is anything to clear
 * @param options.onCount told of each second of the countdown
 * @param options.onEnd told when it has run out
 */
export function watchIdle({ idleMs, countdownSeconds, isDue, onCount, onEnd }) {
  let touchedMs = performance.now();
  let left;

  function touch() {
    touchedMs = performance.now();
    left = undefined;
  }
  for (const event of ['pointerdown', 'keydown', 'input'])
    window.addEventListener(event, () => left ?? touch(), true);

  setInterval(() => {
    if (!isDue()) {
      touch();
      return;
    }
    const pastMs = performance.now() - touchedMs - idleMs();
    if (pastMs < 0) return;
    const next = Math.max(0, countdownSeconds - Math.floor(pastMs / 1000));
    if (next === left) return;
    left = next;
    if (left > 0) onCount(left);
    else {
      touch();
      onEnd();
    }
  }, 250);
  return { touch };
}
