import type { FileKind } from './evidence.ts';

const lengthMax = 120;
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * A file name that is valid on any system: no folder, no control or direction characters, nothing that Windows refuses,
 * at most 120 characters, and the extension of its content: `báo cáo.exe`, which is a PDF, becomes `báo cáo.exe.pdf`.
 */
export function safeName(given: string, kind: FileKind): string {
  const named = given
    .normalize('NFC')
    .replace(/^.*[/\\]/, '')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}<>:"|?*]/gu, '_')
    .replace(/\s+/g, ' ');
  const endings = kind === 'jpg' ? ['.jpg', '.jpeg'] : [`.${kind}`];
  const ending = endings.find((one) => named.toLowerCase().endsWith(one)) ?? '';
  const letters = Array.from(named.slice(0, named.length - ending.length)); // by code point, so no character is split
  const stem = letters.slice(0, lengthMax - 5).join('');
  const bare = stem.replace(/^[. ]+|[. ]+$/g, '');
  const safe = bare === '' ? 'minh-chung' : reserved.test(bare) ? `_${bare}` : bare;
  return `${safe}.${kind}`;
}
