/** An archive with a directory of entries of these sizes; the files themselves are left out. */
export function archive(sizes: readonly number[], comment = ''): Buffer {
  const entries = sizes.map((size) => {
    const entry = Buffer.alloc(46 + 3);
    entry.writeUInt32BE(0x504b0102, 0);
    entry.writeUInt32LE(size, 24);
    entry.writeUInt16LE(3, 28); // length of the name
    return entry;
  });
  const end = Buffer.alloc(22);
  end.writeUInt32BE(0x504b0506, 0);
  end.writeUInt16LE(sizes.length, 8);
  end.writeUInt16LE(sizes.length, 10);
  end.writeUInt32LE(4, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([Buffer.from('PK\x03\x04'), ...entries, end, Buffer.from(comment)]);
}
