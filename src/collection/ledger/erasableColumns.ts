/** What an erasure asks of those who keep logged forms in columns. */
export interface ErasableColumns {
  /** Empties the answers about the person of one form. */
  eraseBands(roundId: string, position: number): Promise<void>;
}
