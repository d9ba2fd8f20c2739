import type { FileKind } from './evidence.ts';

const lengthMax = 120;
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * A name that any system can keep: no folder, no control or direction mark, nothing that Windows refuses, at most 120
 * characters, and at its end what the content is: `báo cáo.exe`, which is a PDF, becomes `báo cáo.exe.pdf`.
 */
export function safeName(given: string, kind: FileKind): string {
  const named = given
    .normalize('NFC')
    .replace(/^.*[/\\]/, '')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}<>:"|?*]/gu, '_')
    .replace(/\s+/g, ' ');
  const endings = kind === 'jpg' ? ['.jpg', '.jpeg'] : [`.${kind}`];
  const ending = endings.find((one) => named.toLowerCase().endsWith(one)) ?? '';
  const letters = Array.from(named.slice(0, named.length - ending.length)); // none is cut in two
  const stem = letters.slice(0, lengthMax - 5).join('');
  const bare = stem.replace(/^[. ]+|[. ]+$/g, '');
  const safe = bare === '' ? 'minh-chung' : reserved.test(bare) ? `_${bare}` : bare;
  return `${safe}.${kind}`;
}
