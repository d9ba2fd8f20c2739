/**
 * Regular expressions without catastrophic backtracking. JavaScript's engine backtracks, and a worker that hangs in a
 * match is lost; so only constructs that run in time proportional to text × pattern are accepted: characters, escapes,
 * classes, anchors and alternatives at the top level. Repeats, groups and look-around are refused by name. Constructs
 * that PCRE and JavaScript read differently (`.`, `$`, `\s`) are spelled out.
 */
import { refusal, StoreError } from '../storeError.ts';

const sourceLengthMax = 256;

const classes: Readonly<Record<string, string>> = {
  d: '[0-9]',
  D: '[^0-9]',
  w: '[0-9A-Za-z_]',
  W: '[^0-9A-Za-z_]',
  s: '[\\t\\n\\v\\f\\r ]',
  S: '[^\\t\\n\\v\\f\\r ]',
};

const controls = new Set(['t', 'n', 'r', 'f']);

export function compileRegex(pattern: string, flags: string): RegExp {
  for (const flag of flags) {
    if (!'imsxu'.includes(flag))
      throw new StoreError('Location51108', `invalid flag in regex options: ${flag}`);
    if (flag !== 'i') throw refusal(`the flag ${flag} of a regular expression`);
  }
  if (pattern.length > sourceLengthMax)
    throw refusal(`a regular expression longer than ${sourceLengthMax} characters`);
  const source = translate(Array.from(pattern));
  try {
    return new RegExp(source, flags === '' ? 'u' : 'ui');
  } catch {
    throw new StoreError('BadValue', `Regular expression is invalid: ${pattern}`); // a range in descending order
  }
}

function translate(characters: readonly string[]): string {
  let source = '';
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at]!;
    if (character === '\\') source += escape(characters[++at]);
    else if (character === '[') {
      const end = classEnd(characters, at);
      source += characterClass(characters.slice(at + 1, end));
      at = end;
    } else if ('*+?{'.includes(character)) throw refusal(`the repeat ${character} in a regular expression`);
    else if ('()'.includes(character)) throw refusal('a group in a regular expression');
    else if (character === '.') source += '[^\\n]';
    else if (character === '$') source += '(?=\\n?$)';
    else if (character === '|' || character === '^') source += character;
    else source += literal(character);
  }
  return source;
}

function escape(character: string | undefined): string {
  if (character === undefined) throw new StoreError('BadValue', 'a regular expression ends with a backslash');
  if (classes[character] !== undefined) return classes[character];
  if (controls.has(character)) return `\\${character}`;
  if (/[0-9A-Za-z]/.test(character)) throw refusal(`\\${character} in a regular expression`);
  return literal(character);
}

function literal(character: string): string {
  if (character === '-') return '\\x2d'; // a backslash before it is accepted only within a class
  return /[\^$\\.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
}

function classEnd(characters: readonly string[], start: number): number {
  for (let at = start + 1; at < characters.length; at++) {
    if (characters[at] === '\\') at++;
    else if (characters[at] === '[') throw refusal('[ inside a class of a regular expression');
    else if (characters[at] === ']') return at;
  }
  throw new StoreError('BadValue', 'a class in a regular expression has no end');
}

function characterClass(inside: readonly string[]): string {
  if (inside.length === 0) throw refusal('an empty class in a regular expression');
  let source = '[';
  for (let at = 0; at < inside.length; at++) {
    const character = inside[at]!;
    if (character === '\\') {
      const escaped = escape(inside[++at]);
      if (escaped.startsWith('[^')) throw refusal('an inverted class inside a class of a regular expression');
      source += escaped.startsWith('[') ? escaped.slice(1, -1) : escaped;
    } else if (character === '-' && at > 0 && at < inside.length - 1) source += '-';
    else if (character === '^' && at === 0) source += '^';
    else source += literal(character);
  }
  return `${source}]`;
}
