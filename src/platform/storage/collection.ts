/**
 * A store's declaration of its collection. Collections and indexes are created from these plans at the start, never
 * implicitly by a first write, so that a missing index is an error at the start and not on a busy morning.
 */
export interface CollectionPlan {
  readonly name: string;
  /** Version of the schema of its documents; a schema change needs a migration (migrations.ts). */
  readonly schemaVersion: number;
  /** Ordered on disk by `_id`, so that the order of storage does not reveal the order of arrival. */
  readonly clustered?: boolean;
  readonly indexes?: readonly IndexPlan[];
}

export interface IndexPlan {
  readonly keys: Readonly<Record<string, 1 | -1>>;
  readonly unique?: boolean;
  /** Documents are deleted this long after the time in the (single) key. */
  readonly expireAfterSeconds?: number;
  /** Only documents that match are indexed. */
  readonly partialFilterExpression?: Readonly<Record<string, unknown>>;
}
