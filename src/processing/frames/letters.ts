/**
 * Letters to drawn people, an A5 sheet each, folded so that the address shows. They carry no code. A slip with a one-time
 * code goes into each envelope, any slip of the stratum, so that nobody knows whose code is whose.
 */
import { capitalised } from '../../platform/text/plainText.ts';
import { layoutOf } from '../../platform/print/layout.ts';
import { paragraph, points, type Mark, type Sheet, type Writing } from '../../platform/print/sheet.ts';
import type { DrawnPerson } from './drawSample.ts';
import { stratumKey } from './frame.ts';
import { catalogue } from '../../platform/text/catalogue.ts';

/** Vietnamese, with a short English paragraph because the reader's language is unknown. */
const letterTexts = catalogue('processing/letters');

export interface LetterFacts {
  /** By the id of a unit. */
  readonly unitNames: Readonly<Record<string, string>>;
  /** By the id of a service. */
  readonly serviceNames: Readonly<Record<string, string | undefined>>;
  /** Last day for answering, in words. */
  readonly until: string;
  /** Day on which the list is erased, in words. */
  readonly eraseOn: string;
  readonly madeUp: boolean;
}

const a5 = { widthMm: 148, heightMm: 210 } as const;
const across = { x: 15, widthMm: 118 } as const;

/** Where the address ends and the letter begins: the same on all letters, so the body is laid out once for each stratum. */
const bodyTopMm = 72;

export function* letterSheets(drawn: readonly DrawnPerson[], facts: LetterFacts): Generator<Sheet> {
  const bodies = new Map<string, readonly Mark[]>();
  for (const person of drawn) {
    const key = stratumKey(person);
    const body = bodies.get(key) ?? bodyMarks(person, facts);
    bodies.set(key, body);
    yield { ...a5, marks: [...addressMarks(person.contact), ...body] };
  }
}

function addressMarks([name = '', ...rest]: readonly string[]): readonly Mark[] {
  const writing: Writing = { ...across, sizeMm: points(12), linesMax: 2 };
  return stacked(32, [
    [`${letterTexts.vi.to} ${name}`, { ...writing, weight: 'bold' }],
    ...rest.filter((cell) => cell !== '').map((cell): Line => [cell, writing]),
  ]);
}

function bodyMarks(person: DrawnPerson, facts: LetterFacts): readonly Mark[] {
  const { vi, en } = letterTexts;
  const text: Writing = { ...across, sizeMm: points(11) };
  const unit = facts.unitNames[person.unitId]!;
  const head: readonly Line[] = [
    ...(facts.madeUp ? [[vi.madeUp, text] as const] : []),
    [capitalised(unit), { ...across, sizeMm: points(12), weight: 'bold', linesMax: 2, tag: { role: 'H1' } }],
  ];
  const body: readonly Line[] = [
    [vi.why({ unit, service: facts.serviceNames[person.serviceId ?? ''] ?? 'none' }), text],
    [vi.how({ until: facts.until }), text],
    [vi.privacy({ eraseOn: facts.eraseOn }), text],
    [en.short, { ...across, sizeMm: points(8.5), tag: { role: 'P', language: 'en' } }],
  ];
  return [...stacked(14, head), ...stacked(bodyTopMm, body)];
}

type Line = readonly [text: string, writing: Writing];

function stacked(top: number, lines: readonly Line[]): readonly Mark[] {
  let bottom = top;
  return lines.flatMap(([words, writing]) => {
    const written = paragraph(words, bottom, writing);
    bottom = written.bottom + 2.5;
    return written.marks;
  });
}

export const letterLayout = layoutOf(import.meta.url, letterSheets);
