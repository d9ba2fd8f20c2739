/** Files to be judged: archives with real parts, and small files of each kind. */
import { deflateRawSync } from 'node:zlib';

export interface Part {
  readonly name: string;
  readonly content: string | Buffer;
  /** What the archive says of its size, where it lies. */
  readonly said?: number;
  /** Written down once more, from the same bytes. */
  readonly shared?: number;
  readonly isEncrypted?: true;
}

/** A zip archive as office programs write it. */
export function archiveOf(parts: readonly Part[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content, said, shared = 0, isEncrypted } of parts) {
    const raw = typeof content === 'string' ? Buffer.from(content) : content;
    const packed = deflateRawSync(raw, { level: 1 }); // some are of hundreds of megabytes
    const named = Buffer.from(name);
    const header = Buffer.alloc(30);
    header.writeUInt32BE(0x504b0304, 0);
    header.writeUInt16LE(8, 8);
    header.writeUInt32LE(packed.length, 18);
    header.writeUInt32LE(said ?? raw.length, 22);
    header.writeUInt16LE(named.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32BE(0x504b0102, 0);
    entry.writeUInt16LE(isEncrypted ? 1 : 0, 8);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(said ?? raw.length, 24);
    entry.writeUInt16LE(named.length, 28);
    entry.writeUInt32LE(at, 42);
    bodies.push(header, named, packed);
    for (let copy = 0; copy <= shared; copy += 1) directory.push(entry, named);
    at += header.length + named.length + packed.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32BE(0x504b0506, 0);
  end.writeUInt16LE(directory.length / 2, 8);
  end.writeUInt16LE(directory.length / 2, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, entries, end]);
}

/** The first part of an office file: what its main part is. */
export function contentTypes(kind: 'wordprocessingml.document' | 'spreadsheetml.sheet'): Part {
  const type = `application/vnd.openxmlformats-officedocument.${kind}.main+xml`;
  return {
    name: '[Content_Types].xml',
    content: `<?xml version="1.0"?><Types><Override PartName="/a.xml" ContentType="${type}"/></Types>`,
  };
}

export const docxParts: readonly Part[] = [
  contentTypes('wordprocessingml.document'),
  { name: 'word/document.xml', content: '<?xml version="1.0"?><w:document/>' },
];
export const odtParts: readonly Part[] = [
  { name: 'mimetype', content: 'application/vnd.oasis.opendocument.text' },
  { name: 'content.xml', content: '<office:document-content/>' },
  { name: 'META-INF/manifest.xml', content: '<manifest:manifest/>' },
];

export const aPdf = (text = 'Báo cáo'): Buffer => Buffer.from(`%PDF-1.7\n% ${text}\n%%EOF\n`);
export const aPng = Buffer.from(
  '89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55' +
    '0000000a49444154789c6360000000020001e221bc330000000049454e44ae426082',
  'hex',
);
export const aJpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex');
