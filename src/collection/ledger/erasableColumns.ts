/** What an erasure requires of the store that keeps logged submissions in columns. */
export interface ErasableColumns {
  /** Empties the respondent characteristics of one submission. */
  eraseBands(roundId: string, position: number): Promise<void>;
}
