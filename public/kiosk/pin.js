/** The PIN of the staff menu: kept as a slow hash, and after five wrong tries closed for five minutes. */
const triesMax = 5;
const closedMs = 5 * 60_000;

export const isPin = (text) => /^\d{4,8}$/.test(text);

export async function hashOfPin(pin, salt = crypto.getRandomValues(new Uint8Array(16))) {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, [
    'deriveBits',
  ]);
  const cost = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: 200_000 };
  return { salt, hash: new Uint8Array(await crypto.subtle.deriveBits(cost, key, 256)) };
}

/**
 * @param store keeps the count of wrong tries, so that opening the page anew gives no new ones
 * @returns 'open', 'wrong' or 'closed'
 */
export async function tryPin(typed, store, nowMs) {
  const { pin, pinTries = { wrong: 0, closedUntilMs: 0 } } = await store.settings();
  if (nowMs < pinTries.closedUntilMs) return 'closed';
  const { hash } = await hashOfPin(typed, pin.salt);
  if (hash.every((byte, index) => byte === pin.hash[index])) {
    await store.keep({ pinTries: { wrong: 0, closedUntilMs: 0 } });
    return 'open';
  }
  const wrong = pinTries.wrong + 1;
  const isFull = wrong >= triesMax;
  await store.keep({
    pinTries: isFull ? { wrong: 0, closedUntilMs: nowMs + closedMs } : { wrong, closedUntilMs: 0 },
  });
  return isFull ? 'closed' : 'wrong';
}
