/**
 * The files of the kiosk program, which a tablet stores to work offline. Their version is a hash of the content and
 * part of their addresses, so a page never mixes two versions.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { submissionTexts } from '../submissions/texts.ts';
import { layoutTexts } from '../../platform/web/texts.ts';
import { once } from '../../platform/once.ts';
import { khmerOnScreens } from '../../platform/print/letters.ts';
import { projectFolder } from '../../platform/projectFolder.ts';
import { languages, writtenMessages, type Language } from '../../platform/text/catalogue.ts';

interface KioskProgram {
  readonly version: string;
  readonly folder: string;
  /** Paths of files outside the folder, by name: modules of packages, each of them one file, and the Khmer font. */
  readonly elsewhere: Readonly<Record<string, string>>;
  /** Source of `messages.js`: what the kiosk says, by language. */
  readonly messages: string;
  /** Base address of the files. */
  readonly base: string;
  /** Source of the service worker, with the version that it caches. */
  readonly serviceWorker: string;
}

/** Address of the page that is the same for every kiosk. */
export const shellPath = '/kiosk/shell';

const workerFile = 'serviceWorker.js';

/** Base of the addresses of the files, ahead of their version. */
export const filesPath = '/kiosk/files';

/** Read when first asked for: most processes have no kiosk. */
export const kioskProgram = once(readProgram);

function readProgram(): KioskProgram {
  // Next to src/ as written; next to dist/src/ as the build has compiled it for old browsers.
  const folder = fileURLToPath(new URL('../../../public/kiosk', import.meta.url));
  const views = join(projectFolder(), 'views', 'collection', 'kiosk');
  const elsewhere = { ...packageModules(folder), 'khmer.woff2': khmerOnScreens };
  const messages = `export const messages = ${JSON.stringify(messagesByLanguage())};\n`;
  const hash = createHash('sha256').update(messages);
  for (const path of Object.values(elsewhere)) hash.update(readFileSync(path));
  const files = readdirSync(folder).sort();
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(join(folder, file)));
  for (const view of readdirSync(views).sort()) hash.update(readFileSync(join(views, view)));
  const version = hash.digest('hex').slice(0, 12);
  const base = `${filesPath}/${version}`;
  const names = [...files.filter((file) => file !== workerFile), ...Object.keys(elsewhere), 'messages.js'];
  const kept = [shellPath, ...names.map((name) => `${base}/${name}`)];
  const source = readFileSync(join(folder, workerFile), 'utf8');
  return {
    version,
    folder,
    elsewhere,
    messages,
    base,
    serviceWorker: `const version = ${JSON.stringify(version)};\nconst shell = ${JSON.stringify(shellPath)};\nconst files = ${JSON.stringify(kept)};\n${source}`,
  };
}

/** Modules of packages that the folder does not hold already, lowered for old browsers. */
function packageModules(folder: string): Record<string, string> {
  const require = createRequire(import.meta.url);
  const modules = {
    'hpke.js': require.resolve('hpke'),
    'messageFormat.js': join(dirname(require.resolve('intl-messageformat')), 'intl-messageformat.iife.js'),
  };
  return Object.fromEntries(Object.entries(modules).filter(([name]) => !existsSync(join(folder, name))));
}

/** What respondents read in every language; the staff's part in those of staff pages. */
function messagesByLanguage(): object {
  return Object.fromEntries(languages.map((language) => [language, messagesIn(language)]));
}

function messagesIn(language: Language): object {
  const own = ['respondents/kiosk', 'collection/kiosk'].flatMap((subject) => [
    writtenMessages('vi', subject),
    writtenMessages(language, subject),
  ]);
  const { languageName, notReviewed } = layoutTexts[language];
  const { notTranslated, assisted, assistedReadOut } = submissionTexts[language];
  const shared = { languageName, notReviewed, notTranslated, assisted, assistedReadOut };
  return Object.assign(shared, ...own) as object;
}
