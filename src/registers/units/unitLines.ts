/** Lists of units as written in a form: one per line, by name or code. */
import type { PageLanguage } from '../../platform/text/localized.ts';
import type { Sentence } from '../../platform/problem.ts';
import type { Unit } from './unit.ts';
import { calledBy, unitCalledOn } from './unitCalled.ts';

export interface ReadUnits {
  /** The units that were recognised. */
  readonly unitIds: readonly string[];
  readonly error?: Sentence;
  /** A line names only units outside the caller's scope. */
  readonly isForeign?: true;
}

/**
 * @param day on which names and codes must be valid
 * @param today only to distinguish a unit of another day from one that never existed
 */
export function readUnits(
  text: string,
  units: readonly Unit[],
  { day, today, isTheirs }: { day: string; today: string; isTheirs: (unitId: string) => boolean },
): ReadUnits {
  const called = unitCalledOn(units, [day]);
  const calledToday = unitCalledOn(units, [today]);
  const unitIds: string[] = [];
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  for (const line of lines.filter((one) => one !== '')) {
    const [unitId, ...others] = called(line).filter(isTheirs);
    const known = [...called(line), ...calledToday(line)];
    if (unitId === undefined) {
      if (known.length > 0 && !known.some(isTheirs)) return { unitIds, isForeign: true };
      return { unitIds, error: known.length > 0 ? notThen(line) : unknown(line) };
    }
    if (others.length > 0) return { unitIds, error: ambiguous(line) };
    if (unitIds.includes(unitId)) return { unitIds, error: twice(line) };
    unitIds.push(unitId);
  }
  return unitIds.length === 0 ? { unitIds, error: none } : { unitIds };
}

const none: Sentence = { vi: 'Xin ghi ít nhất một đơn vị.', en: 'Please name at least one unit.' };
const unknown = (line: string): Sentence => ({
  vi: `Không có đơn vị “${line}” trong phạm vi của ông/bà.`,
  en: `There is no unit “${line}” within yours.`,
});
const notThen = (line: string): Sentence => ({
  vi: `Đơn vị “${line}” chưa hoặc không còn hoạt động vào ngày mở đợt.`,
  en: `The unit “${line}” does not exist on the day of opening.`,
});
const ambiguous = (line: string): Sentence => ({
  vi: `Có nhiều đơn vị tên “${line}”; xin ghi mã đơn vị.`,
  en: `Several units are called “${line}”; please give the code.`,
});
const twice = (line: string): Sentence => ({
  vi: `Đơn vị “${line}” được ghi hai lần.`,
  en: `The unit “${line}” is named twice.`,
});

/** By name, or by code if others have the same name. */
export function writtenUnits(
  unitIds: readonly string[],
  units: readonly Unit[],
  { day, language }: { day: string; language: PageLanguage },
): string {
  const called = unitCalledOn(units, [day]);
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const lines = unitIds.map((id) => {
    const unit = byId.get(id);
    return unit ? calledBy(unit, called, { day, language }) : id;
  });
  return lines.join('\n');
}
