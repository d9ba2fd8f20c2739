/** Reads Word files, which are archives of XML. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export async function partOf(file: Buffer, name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lang-nghe-report-'));
  try {
    await writeFile(join(folder, 'report.docx'), file);
    const { stdout } = await run('unzip', ['-p', join(folder, 'report.docx'), name], { maxBuffer: 2 ** 24 });
    return stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The rows of all tables, their cells with bars between. */
export async function rowsOfDocx(file: Buffer): Promise<string[]> {
  const xml = await partOf(file, 'word/document.xml');
  const words = (text: string) =>
    text
      .replaceAll(/<[^>]+>/g, '')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&');
  return [...xml.matchAll(/<w:tr[ >].*?<\/w:tr>/gs)].map(([row]) =>
    [...row.matchAll(/<w:tc[ >].*?<\/w:tc>/gs)].map(([one]) => words(one)).join('|'),
  );
}
