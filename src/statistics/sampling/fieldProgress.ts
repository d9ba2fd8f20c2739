/** The progress of an open round. */

export interface Progress {
  readonly key: string;
  readonly planned: number;
  readonly received: number;
  /** Answers still missing; 0 once the plan is met. */
  readonly missing: number;
}

/** Answers against the plan, by unit; units without a plan have 0 planned. */
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
 * Response rate: answers as a share of transactions.
 *
 * @returns 0 … 1; undefined without transactions; 'moreAnswersThanTransactions' if the caseload is wrong
 */
export function responseShare(
  answers: number,
  transactions: number,
): number | 'moreAnswersThanTransactions' | undefined {
  if (answers > transactions) return 'moreAnswersThanTransactions';
  return transactions === 0 ? undefined : answers / transactions;
}
