/** Numbers as they are kept: doubles of eight bytes each, the lower byte first, as every machine we run on has them. */

export function bytesOf(numbers: Float64Array): Buffer {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

/** @param bytes as the driver gives them, in a wrapping of its own or not */
export function numbersOf(bytes: Buffer): Float64Array {
  const plain: Uint8Array = Buffer.isBuffer(bytes) ? bytes : (bytes as { buffer: Uint8Array }).buffer;
  return new Float64Array(Uint8Array.from(plain).buffer); // a copy begins where doubles may begin
}
