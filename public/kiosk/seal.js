/**
 * Seals an answer to the server's public key, so that this tablet itself cannot read it any more: HPKE (RFC 9180), base
 * mode, P-256, HKDF-SHA-256, AES-256-GCM. `src/collection/kiosk/sealedAnswer.ts` is the other half.
 */
const purpose = 'lang-nghe kiosk';
/** First byte of an answer sealed by HPKE. */
const hpkeFormat = 2;
/** Padding, so that the size does not tell how much was answered or written. */
const paddedBytes = 1024;

/**
 * @param {object} envelope what is to be sealed
 * @param {number} number of the answer on this tablet; bound in
 * @param {string} publicPoint base64url of the uncompressed point
 * @param {object} hpke the module hpke.js, which the server takes from its package
 * @returns {Promise<Uint8Array>} format, encapsulated key (65 bytes), ciphertext with tag
 */
export async function seal(envelope, number, publicPoint, hpke) {
  const suite = new hpke.CipherSuite(
    hpke.KEM_DHKEM_P256_HKDF_SHA256,
    hpke.KDF_HKDF_SHA256,
    hpke.AEAD_AES_256_GCM,
  );
  const serverKey = await suite.DeserializePublicKey(fromBase64url(publicPoint));
  const { encapsulatedSecret, ciphertext } = await suite.Seal(serverKey, padded(envelope), {
    info: utf8(purpose),
    aad: utf8(String(number)),
  });
  const sealed = new Uint8Array(1 + encapsulatedSecret.length + ciphertext.length);
  sealed[0] = hpkeFormat;
  sealed.set(encapsulatedSecret, 1);
  sealed.set(ciphertext, 1 + encapsulatedSecret.length);
  return sealed;
}

const utf8 = (text) => new TextEncoder().encode(text);

/** JSON with blanks behind it, which a reader of JSON does not see. */
function padded(envelope) {
  const json = utf8(JSON.stringify(envelope));
  const bytes = new Uint8Array(Math.ceil(json.length / paddedBytes) * paddedBytes).fill(0x20);
  bytes.set(json);
  return bytes;
}

export function fromBase64url(text) {
  return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));
}

export function toBase64url(bytes) {
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return text.replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
}
