/**
 * Simulated offices: what arrives on the quality page of each, hour by hour, from honest respondents and, in some, from
 * an officer who answers in their place. Honest offices differ in what makes honest answers look forged: how many
 * people give the same level throughout, how satisfied they are, how much they come in groups, how hours and days
 * differ.
 */
import {
  gapIndex,
  gapsFrom,
  scoreLocation,
  scoresFrom,
  type PointHour,
} from '../../src/collection/quality/pointHour.ts';
import type { Random } from '../demo/random.ts';

const { exp, floor, max, min, round } = Math;

const questions = 22;
const levels = 5;
const openHour = 7;
const closeHour = 17;
const answersPerDay = 60;
const forgedPerDay = 5;

/** When the officer answers: all in a row, at the same time each day or at varying times; in two rows; one by one. */
export const forgingTimes = ['sameTime', 'anyTime', 'twoSittings', 'oneByOne'] as const;
export type ForgingTime = (typeof forgingTimes)[number];
/**
 * What the officer answers: the best level throughout, the second throughout, a mix of the two, mostly the best with a
 * slip.
 */
export const forgingStyles = ['allBest', 'allGood', 'mixed', 'careful'] as const;
export type ForgingStyle = (typeof forgingStyles)[number];

export interface Office {
  readonly forging?: { readonly time: ForgingTime; readonly style: ForgingStyle } | undefined;
  /** One list for each working day. */
  readonly days: readonly (readonly PointHour[])[];
}

interface Form {
  /** Hours since midnight. */
  readonly at: number;
  readonly answers: readonly number[];
}

/** The parameters of an office; drawn in the same way whether it is honest or not. */
function makeCharacter(random: Random) {
  const hours = closeHour - openHour;
  const load = Array.from({ length: hours }, (_, hour) => {
    const morning = exp(-((hour - 1.8) ** 2) / 3);
    const afternoon = 0.7 * exp(-((hour - 7.6) ** 2) / 2.4);
    const lunch = hour === 4 || hour === 5 ? 0.35 : 1;
    return (0.12 + morning + afternoon) * lunch * exp(0.25 * random.normal());
  });
  return {
    load,
    satisfaction: 3.95 + 0.3 * random.normal(),
    personSpread: 0.55 + 0.25 * random.next(),
    lineShare: 0.1 + 0.6 * random.next() ** 1.5,
    hardness: Array.from({ length: questions }, () => 0.35 * random.normal()),
    groupShare: 0.5 * random.next(),
    rushEffect: 0.25 * random.next(),
    dayEffect: 0.05 + 0.1 * random.next(),
    hourEffect: 0.15 * random.next(),
    driftEffect: 0.03 * random.next(),
  };
}
type Character = ReturnType<typeof makeCharacter>;

/** @param from the day on which the officer begins; before it the office is honest */
export function makeOffice(random: Random, dayCount: number, forging?: Office['forging'], from = 0): Office {
  const character = makeCharacter(random);
  const usualTime = forging && 7.2 + random.next() * 9.5;
  let drift = 0;
  const days = Array.from({ length: dayCount }, (_, day) => {
    drift += character.driftEffect * random.normal();
    const isForging = forging && day >= from;
    const honest = honestForms(
      { ...character, satisfaction: character.satisfaction + drift },
      answersPerDay - (isForging ? forgedPerDay : 0),
      day,
      random,
    );
    const forged = isForging ? forgedForms(forging, usualTime!, random) : [];
    return hoursOf([...honest, ...forged]);
  });
  return { forging, days };
}

function honestForms(character: Character, mean: number, day: number, random: Random): Form[] {
  const { load, groupShare, rushEffect, dayEffect, hourEffect } = character;
  const total = load.reduce((sum, one) => sum + one, 0);
  const busy = (day % 5 === 0 ? 1.15 : 0.9625) * exp(0.12 * random.normal());
  const mood = dayEffect * random.normal();
  const forms: Form[] = [];
  for (const [hour, share] of load.entries()) {
    const rush = (share / total) * load.length - 1;
    const hourMood = mood - rushEffect * max(0, rush) * 0.5 + hourEffect * random.normal();
    const parties = poisson((mean * busy * share) / total / (1 + groupShare * 1.4), random);
    for (let party = 0; party < parties; party++) {
      const at = openHour + hour + random.next();
      const size = random.next() < groupShare ? 2 + random.whole(3) - (random.next() < 0.3 ? 1 : 0) : 1;
      const shared = size > 1 ? 0.35 * random.normal() : 0;
      for (let member = 0; member < size; member++) {
        const later = at + (member * (45 + 100 * random.next())) / 3600;
        forms.push({ at: later, answers: honestAnswers(character, hourMood + shared, random) });
      }
    }
  }
  return forms;
}

function honestAnswers(character: Character, mood: number, random: Random): number[] {
  const { satisfaction, personSpread, lineShare, hardness } = character;
  const person = satisfaction + mood + personSpread * random.normal();
  if (random.next() < lineShare) return hardness.map(() => level(person + 0.2));
  return hardness.map((hard) => level(person - hard + 0.45 * random.normal()));
}

function forgedForms({ time, style }: NonNullable<Office['forging']>, usual: number, random: Random): Form[] {
  const sitting = (from: number, count: number): number[] => {
    let at = from;
    return Array.from({ length: count }, () => (at += (40 + 110 * random.next()) / 3600));
  };
  const some = () => 7.1 + random.next() * 9.6;
  const times: Record<ForgingTime, () => number[]> = {
    sameTime: () => sitting(usual + 0.3 * random.normal(), forgedPerDay),
    anyTime: () => sitting(some(), forgedPerDay),
    twoSittings: () => [...sitting(some(), 3), ...sitting(some(), 2)],
    oneByOne: () => Array.from({ length: forgedPerDay }, some),
  };
  return times[time]().map((at) => ({
    at: min(max(at, 7.01), 16.99),
    answers: forgedAnswers(style, random),
  }));
}

function forgedAnswers(style: ForgingStyle, random: Random): number[] {
  const each = (answer: () => number) => Array.from({ length: questions }, answer);
  if (style === 'allBest') return each(() => 5);
  if (style === 'allGood') return each(() => 4);
  if (style === 'mixed') return each(() => (random.next() < 0.65 ? 5 : 4));
  const answers = each(() => (random.next() < 0.85 ? 5 : 4));
  answers[random.whole(questions)] = 3;
  return answers;
}

/** The stored data of a day: counts by hour. */
function hoursOf(forms: readonly Form[]): PointHour[] {
  return Array.from({ length: closeHour - openHour }, (_, index) => {
    const hour = openHour + index;
    const found = forms.filter(({ at }) => floor(at) === hour);
    const scores = scoresFrom.map(() => 0);
    for (const { answers } of found)
      scores[scoreLocation(answers.map((one) => ({ level: one, levels })))!]! += 1;
    return {
      hour,
      forms: found.length,
      straight: found.filter(({ answers }) => new Set(answers).size === 1).length,
      apart: 0,
      flags: {},
      scores,
      arrivals: found.length,
      gaps: gapCounts(found.map(({ at }) => at * 3600)),
    };
  });
}

function level(value: number): number {
  return min(levels, max(1, round(value)));
}

function poisson(mean: number, random: Random): number {
  const limit = exp(-mean);
  let count = 0;
  for (let product = random.next(); product > limit; product *= random.next()) count += 1;
  return count;
}

/** Counts gaps by class, given in seconds in any order. */
function gapCounts(seconds: readonly number[]): number[] {
  const counts = gapsFrom.map(() => 0);
  const sorted = seconds.toSorted((one, other) => one - other);
  for (let next = 1; next < sorted.length; next++) {
    const location = gapIndex(sorted[next]! - sorted[next - 1]!);
    counts[location] = counts[location]! + 1;
  }
  return counts;
}
