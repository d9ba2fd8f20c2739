import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { judgeFile } from '../../../src/registers/evidence/fileKind.ts';
import { safeName } from '../../../src/registers/evidence/safeName.ts';
import { aJpeg, aPdf, aPng, archiveOf, contentTypes, docxParts, odtParts, type Part } from './someFiles.ts';
import { fileBytesMax } from '../../../src/platform/web/upload.ts';

const folder = mkdtempSync(join(tmpdir(), 'lang-nghe-evidence-'));
afterAll(() => rmSync(folder, { recursive: true }));

const judged = async (content: Buffer) => {
  const path = join(folder, 'upload');
  writeFileSync(path, content);
  return await judgeFile(path);
};
const withPart = (...parts: Part[]): Buffer => archiveOf([...docxParts, ...parts]);

describe('what a file is', () => {
  it.each([
    ['pdf', aPdf()],
    ['png', aPng],
    ['jpg', aJpeg],
    ['docx', archiveOf(docxParts)],
    [
      'xlsx',
      archiveOf([contentTypes('spreadsheetml.sheet'), { name: 'xl/workbook.xml', content: '<workbook/>' }]),
    ],
    ['odt', archiveOf(odtParts)],
    ['docx', withPart({ name: 'word/media/image1.png', content: aPng })],
  ])('is seen from its content: %s', async (kind, content) => {
    expect(await judged(content)).toEqual({ kind, bytes: content.length });
  });

  it.each([
    ['an executable, whatever it is called', Buffer.from('MZ\x90\x00 %PDF-1.7'), 'unknownKind'],
    ['a program of Linux', Buffer.from('\x7fELF'), 'unknownKind'],
    ['a web page', Buffer.from('<html><script>alert(1)</script>'), 'unknownKind'],
    ['nothing', Buffer.alloc(0), 'empty'],
    ['a byte too much', Buffer.concat([aPdf(), Buffer.alloc(fileBytesMax)]), 'tooBig'],
    ['Word of before 2007', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), 'oldOffice'],
    ['any other archive', archiveOf([{ name: 'setup.exe', content: 'MZ' }]), 'unknownKind'],
    ['a cut-off archive', archiveOf(docxParts).subarray(0, -30), 'damaged'],
    ['a password', withPart({ name: 'a', content: 'a', isEncrypted: true }), 'encrypted'],
    ['macros', withPart({ name: 'word/vbaProject.bin', content: 'Sub AutoOpen()' }), 'macros'],
    ['macros of ODT', archiveOf([...odtParts, { name: 'Basic/Standard/a.xml', content: '<a/>' }]), 'macros'],
    [
      'a spreadsheet of ODF',
      archiveOf([
        { ...odtParts[0]!, content: 'application/vnd.oasis.opendocument.spreadsheet' },
        ...odtParts.slice(1),
      ]),
      'unknownKind',
    ],
  ])('is refused: %s', async (_what, content, error) => {
    expect(await judged(content)).toEqual({ error });
  });

  const entity = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>';
  it.each([
    ['in UTF-8', Buffer.from(entity)],
    ['in UTF-16', Buffer.from(entity, 'utf16le')],
    ['behind a long comment', Buffer.from(`<!--${'x'.repeat(200_000)}-->${entity}`)],
  ])('is refused with entities %s', async (_how, content) => {
    expect(await judged(withPart({ name: 'word/styles.xml', content }))).toEqual({ error: 'entities' });
  });

  it('finds a document type that is cut in two by the pieces it is read in', async () => {
    for (let pad = 65_520; pad < 65_540; pad += 3) {
      const content = `${' '.repeat(pad)}<!DOCTYPE a>`;
      expect(await judged(withPart({ name: 'word/a.xml', content }))).toEqual({ error: 'entities' });
    }
  });

  it('is refused when it grows beyond measure, says so or not', async () => {
    const huge = Buffer.alloc(201 * 1024 * 1024);
    expect(await judged(withPart({ name: 'a.bin', content: huge }))).toEqual({ error: 'bomb' });
    expect(await judged(withPart({ name: 'a.bin', content: huge, said: 10 }))).toEqual({ error: 'damaged' });
    expect(await judged(withPart({ name: 'a', content: 'abc', said: 10 }))).toEqual({ error: 'damaged' });
    const noise = Buffer.from(Array.from({ length: 999 }, (_, at) => (at * at) % 251));
    expect(await judged(withPart({ name: 'a', content: noise, shared: 5 }))).toEqual({ error: 'bomb' });
  });
});

describe('the name of a file', () => {
  it.each([
    ['báo cáo quý I.pdf', 'pdf', 'báo cáo quý I.pdf'],
    ['../../etc/passwd', 'pdf', 'passwd.pdf'],
    ['C:\\hồ sơ\\kế hoạch.DOCX', 'docx', 'kế hoạch.docx'],
    ['ảnh.JPEG', 'jpg', 'ảnh.jpg'],
    ['bảng.exe', 'pdf', 'bảng.exe.pdf'],
    ['a\u202Efdp.exe', 'png', 'a_fdp.exe.png'],
    ['a"b<c>\r\nd.pdf', 'pdf', 'a_b_c___d.pdf'],
    ['con.pdf', 'pdf', '_con.pdf'],
    ['...', 'pdf', 'minh-chung.pdf'],
    ['', 'png', 'minh-chung.png'],
    [`${'dài '.repeat(100)}.pdf`, 'pdf', `${'dài '.repeat(28)}dài.pdf`],
  ] as const)('is made safe: %j', (given, kind, safe) => {
    expect(safeName(given, kind)).toBe(safe.normalize('NFC'));
  });
});
