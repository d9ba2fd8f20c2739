/** How far an open round has come. */

export interface Progress {
  readonly key: string;
  readonly planned: number;
  readonly received: number;
  /** Answers still missing; 0 when the plan is met. */
  readonly missing: number;
}

/** Answers against plan, unit by unit; units without a plan have 0 planned. */
export function progress(
  plan: ReadonlyMap<string, number>,
  received: ReadonlyMap<string, number>,
): Progress[] {
  return [...new Set([...plan.keys(), ...received.keys()])].map((key) => {
    const [planned, came] = [plan.get(key) ?? 0, received.get(key) ?? 0];
    return { key, planned, received: came, missing: Math.max(0, planned - came) };
  });
}

/**
 * Part of the transactions that gave an answer.
 *
 * @returns 0 … 1; undefined where there were no transactions; 'moreAnswersThanTransactions' is a fault of the volumes
 */
export function responseShare(
  answers: number,
  transactions: number,
): number | 'moreAnswersThanTransactions' | undefined {
  if (answers > transactions) return 'moreAnswersThanTransactions';
  return transactions === 0 ? undefined : answers / transactions;
}
