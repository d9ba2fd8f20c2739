/** Stored numbers: little-endian doubles of eight bytes, the native order of every machine we run on. */

/** The bytes of the numbers, eight each; they share the memory and are not copied. */
export function bytesOf(numbers: Float64Array): Buffer {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

/** @param bytes as the driver returns them, wrapped or not */
export function numbersOf(bytes: Buffer): Float64Array {
  const plain: Uint8Array = Buffer.isBuffer(bytes) ? bytes : (bytes as { buffer: Uint8Array }).buffer;
  return new Float64Array(new Uint8Array(plain).buffer); // a copy starts at an aligned offset
}
