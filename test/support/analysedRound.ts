/** Forms of the small city's round, closed a moment ago: counted, and laid out as columns, as analysis needs them. */
import { randomUUID } from 'node:crypto';
import { appendColumns } from '../../src/processing/columns/appendColumns.ts';
import type { KeptCheckpoint } from '../../src/collection/ledger/store.ts';
import type { TestApp } from './app.ts';
import { answersFor } from '../../src/design/surveys/several.ts';
import { duringAt, fillSmallCity, severalSurvey, smallSurvey } from './builders.ts';
import { countAll } from './counting.ts';

/** By ward and age; each form answers q1 as said, and q2 with level 2: half of it is satisfied where q1 is. */
export interface Forms {
  readonly ward: 0 | 1;
  readonly count: number;
  readonly age?: string;
  readonly filing?: string;
  readonly q1?: number;
  readonly q3?: number;
  /** Options of q3 in a survey of which several may be chosen. */
  readonly ways?: readonly number[];
  readonly day?: string;
  readonly roundId?: string;
}

const severalScale = severalSurvey.scales.find(({ several }) => several)!;

export function analysedRound(running: () => TestApp) {
  let position = 0;

  async function add(forms: Forms, isLogged = true): Promise<void> {
    const { ward, count, age, filing, q1 = 5, q3, ways, day = '2026-01-20', roundId = 'round' } = forms;
    const { stores } = running();
    const points = await stores.accessPoints.list();
    const point = points.find(({ code }) => code === ['WARD22', 'WARD33'][ward])!;
    const survey = (await stores.rounds.find('round'))!.surveyVersionId;
    const answers = {
      q1,
      q2: 2,
      ...(q3 === undefined ? {} : { q3 }),
      ...answersFor('q3', severalScale, ways ?? []),
    };
    const ids = Array.from({ length: count }, () => randomUUID());
    await Promise.all(
      ids.map((id) =>
        stores.submissions.add({
          id,
          roundId,
          surveyVersionId: survey,
          accessPointId: point.id,
          revision: 1,
          receivedHour: duringAt,
          givenOn: day,
          late: false,
          noticeVersion: '1',
          answers,
          about: {
            ...(age === undefined ? {} : { ageBand: age }),
            ...(filing === undefined ? {} : { filing }),
          },
          salts: { answers: Buffer.alloc(16) },
          receiptCode: randomUUID(),
        }),
      ),
    );
    if (isLogged) await stores.submissions.markLogged(ids.map((id) => ({ id, position: position++ })));
  }

  /** Counts what was added, and lays it out. */
  async function settle(): Promise<void> {
    const { stores } = running();
    await countAll(stores);
    const ledger = { findLast: () => Promise.resolve({ size: position } as unknown as KeptCheckpoint) };
    await appendColumns({ stores: { ...stores, ledger }, term: { number: 1, isOver: () => false } });
  }

  return {
    add,
    settle,
    async setUp(given: readonly Forms[], survey = smallSurvey) {
      const { stores } = running();
      const filled = await fillSmallCity(stores, {
        survey,
        round: { closesAt: new Date(duringAt.getTime() - 1) },
      });
      for (const forms of given) await add(forms);
      await settle();
      return filled;
    },
  };
}

/** The cells of a page's tables by row, tags taken out. */
export function cellsOf(html: string): Record<string, string[]> {
  const rows = [...html.matchAll(/<tr[^>]*><th scope="row"[^>]*>(.*?)<\/th>(.*?)<\/tr>/gs)];
  return Object.fromEntries(
    rows.map(([, name = '', cells = '']) => [
      textOf(name),
      [...cells.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell = '']) => textOf(cell)),
    ]),
  );
}

function textOf(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
