/** Made-up provinces for disclosure control: districts of wards, 22 questions in five factors, respondents with a mind of their own. */
import {
  figureKey,
  type AnswerCell,
  type Part,
  type Release,
} from '../../../src/statistics/disclosure/release.ts';
import { numbers } from '../../support/numbers.ts';

const questionsByFactor = [4, 5, 6, 3, 4];

export interface ProvinceShape {
  readonly districts: number;
  readonly wards: number;
  /** Respondents of a ward: between these. */
  readonly respondents: readonly [least: number, most: number];
  /** Share of questions that a respondent skips, 0 … 1. */
  readonly skipped: number;
  /** Mean share of satisfied answers; 0.9 where nobody says. */
  readonly satisfied?: number;
}

export function aProvince(seed: number, shape: ProvinceShape): Release {
  const random = numbers(seed);
  const next = (): number => random.next().value;
  const factors = questionsByFactor.map((count, factor) => ({
    part: { scope: { kind: 'factor', id: `f${factor}` } } as const,
    questions: Array.from({ length: count }, (_, at): Part => ({
      scope: { kind: 'question', id: `q${factor}${at}` },
    })),
  }));
  const children = new Map<string, string[]>([['province', []]]);
  const cells = new Map<string, AnswerCell>();
  const add = (unitIds: readonly string[], part: Part, answered: number, score: number): void => {
    for (const unitId of unitIds) {
      const key = figureKey(unitId, part);
      const {
        respondents,
        score: before,
        scoreMax,
      } = cells.get(key) ?? { respondents: 0, score: 0, scoreMax: 0 };
      cells.set(key, {
        respondents: respondents + Math.min(1, answered),
        score: before + score,
        scoreMax: scoreMax + answered,
      });
    }
  };
  for (let district = 0; district < shape.districts; district++) {
    const districtId = `d${district}`;
    children.get('province')!.push(districtId);
    children.set(districtId, []);
    for (let ward = 0; ward < shape.wards; ward++) {
      const wardId = `${districtId}w${ward}`;
      children.get(districtId)!.push(wardId);
      const [least, most] = shape.respondents;
      const count = least + Math.floor(next() * (most - least + 1));
      for (let person = 0; person < count; person++) {
        const mind = moodOf(shape.satisfied ?? 0.9, next());
        let [inAll, scoreInAll] = [0, 0];
        for (const { part, questions } of factors) {
          let [answered, score] = [0, 0];
          for (const question of questions) {
            if (next() < shape.skipped) continue;
            const isSatisfied = next() < mind ? 1 : 0;
            add([wardId, districtId, 'province'], question, 1, isSatisfied);
            [answered, score] = [answered + 1, score + isSatisfied];
          }
          if (answered > 0) add([wardId, districtId, 'province'], part, answered, score);
          [inAll, scoreInAll] = [inAll + answered, scoreInAll + score];
        }
        add([wardId, districtId, 'province'], { scope: { kind: 'whole' } }, inAll, scoreInAll);
      }
    }
  }
  const unitIds = ['province', ...children.get('province')!.flatMap((id) => [id, ...children.get(id)!])];
  return {
    unitIds,
    childIds: (unitId) => children.get(unitId) ?? [],
    factors,
    flags: [],
    cell: (unitId, part) => cells.get(figureKey(unitId, part)) ?? { respondents: 0, score: 0, scoreMax: 0 },
  };
}

/** A respondent's own share of satisfied answers: most are near one, some are not. */
function moodOf(mean: number, drawn: number): number {
  return drawn < mean ? 1 - 0.2 * (1 - mean) - 0.1 * drawn : mean * drawn * 0.6;
}

export function partsOf({ factors }: Release): Part[] {
  return [
    { scope: { kind: 'whole' } },
    ...factors.map(({ part }) => part),
    ...factors.flatMap(({ questions }) => questions),
  ];
}
