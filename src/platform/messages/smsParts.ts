/** How long a text message is: the part that networks carry and operators charge. */

/** The basic alphabet of GSM 03.38, a septet for each letter. */
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Its extension, two septets for each. */
const extended = new Set('\f^{}\\[~]|€');

export interface SmsLength {
  /** `ucs2` where a letter, such as most Vietnamese ones with an accent, is not of the GSM alphabet. */
  readonly alphabet: 'gsm7' | 'ucs2';
  readonly parts: number;
}

/**
 * One part holds 160 septets or 70 UTF-16 units; several hold 153 or 67 each. A letter of two units is not split, so a
 * part may end one short.
 *
 * @see 3GPP TS 23.038, 23.040
 */
export function smsLength(text: string): SmsLength {
  const letters = [...text];
  const isGsm = letters.every((letter) => basic.has(letter) || extended.has(letter));
  const sizes = letters.map((letter) => (isGsm ? (extended.has(letter) ? 2 : 1) : letter.length));
  const [alone, each] = isGsm ? [160, 153] : [70, 67];
  const alphabet = isGsm ? 'gsm7' : 'ucs2';
  if (sizes.reduce((sum, size) => sum + size, 0) <= alone) return { alphabet, parts: 1 };
  let [parts, used] = [1, 0];
  for (const size of sizes) {
    if (used + size > each) [parts, used] = [parts + 1, 0];
    used += size;
  }
  return { alphabet, parts };
}
