/**
 * Draws the key by which a person follows the answer to a comment; only where they asked for it. `src/collection/submissions/followKey.ts`
 * draws the same for pages, and `src/platform/text/codeLetters.ts` says what the check letter is.
 */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const lettersDrawn = 19;
/** Bytes from here up would make the first letters likelier. */
const fairBytes = Math.floor(256 / alphabet.length) * alphabet.length;

export function newFollowKey() {
  let letters = '';
  while (letters.length < lettersDrawn) {
    const [byte] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < fairBytes) letters += alphabet[byte % alphabet.length];
  }
  return letters + checkLetter(letters);
}

function checkLetter(letters) {
  let sum = 0;
  [...letters].reverse().forEach((letter, position) => {
    const value = alphabet.indexOf(letter) * (position % 2 === 0 ? 2 : 1);
    sum += Math.floor(value / alphabet.length) + (value % alphabet.length);
  });
  return alphabet[(alphabet.length - (sum % alphabet.length)) % alphabet.length];
}

/** As it is read: in groups of four letters. */
export function groupedKey(key) {
  return key.match(/.{4}/g).join('-');
}
