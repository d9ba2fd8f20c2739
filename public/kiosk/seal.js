/**
 * Seals an answer to the server's public key, so that this tablet itself cannot read it any more. Ephemeral ECDH on
 * P-256, HKDF-SHA-256, AES-256-GCM, all from the browser. `src/collection/kiosk/sealedAnswer.ts` is the other half.
 */
const purpose = 'lang-nghe kiosk 1';
/** Padding, so that the size does not tell how much was answered or written. */
const paddedBytes = 1024;

/**
 * @param {object} envelope what is to be sealed
 * @param {number} number of the answer on this tablet; bound in
 * @param {string} publicPoint base64url of the uncompressed point
 * @returns {Promise<Uint8Array>} ephemeral public point, ciphertext, tag
 */
export async function seal(envelope, number, publicPoint) {
  const { subtle } = globalThis.crypto;
  const curve = { name: 'ECDH', namedCurve: 'P-256' };
  const serverKey = await subtle.importKey('raw', fromBase64url(publicPoint), curve, false, []);
  const ephemeral = await subtle.generateKey(curve, false, ['deriveBits']);
  const point = new Uint8Array(await subtle.exportKey('raw', ephemeral.publicKey));
  const secret = await subtle.deriveBits({ name: 'ECDH', public: serverKey }, ephemeral.privateKey, 256);
  const material = await subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const key = await subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: point, info: utf8(purpose) },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt'],
  );
  const iv = new Uint8Array(12); // a key is used once, so the nonce need not change
  const text = await subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: utf8(String(number)) },
    key,
    padded(envelope),
  );
  const sealed = new Uint8Array(point.length + text.byteLength);
  sealed.set(point);
  sealed.set(new Uint8Array(text), point.length);
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
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
    letter.charCodeAt(0),
  );
}

export function toBase64url(bytes) {
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
