import { describe, expect, it } from '@jest/globals';
import { readZipDirectory } from '../../src/tables/zipDirectory.ts';
import { archive } from './archive.ts';

describe('the directory of an archive', () => {
  it('tells how many files there are and how large they become', () => {
    expect(readZipDirectory(archive([1000, 4_000_000_000, 5]))).toEqual({
      files: 3,
      unpackedBytes: 4_000_001_005,
    });
    expect(readZipDirectory(archive([7], 'a comment'))).toEqual({ files: 1, unpackedBytes: 7 });
  });

  it('is not there in what is no archive, or when it points beside itself', () => {
    expect(readZipDirectory(Buffer.from('PK\x03\x04 and nothing more, for a long while'))).toBeUndefined();
    const wrong = archive([1, 2]);
    wrong.writeUInt32LE(5, wrong.length - 6);
    expect(readZipDirectory(wrong)).toBeUndefined();
    const more = archive([1, 2]);
    more.writeUInt16LE(3, more.length - 14);
    more.writeUInt16LE(3, more.length - 12);
    expect(readZipDirectory(more)).toBeUndefined();
  });
});
