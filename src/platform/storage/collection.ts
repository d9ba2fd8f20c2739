/**
 * What a store says of its collection. Collections and indexes are made from these plans at the start, never
 * on the side by a first write, so that a missing index is a fault of the start and not of a busy morning.
 */
export interface CollectionPlan {
  readonly name: string;
  /** Version of the shape of its documents; a change of shape brings a migration (migrations.ts). */
  readonly schemaVersion: number;
  /** Ordered on disk by `_id`, so that the order of storage tells nothing about the order of arrival. */
  readonly clustered?: boolean;
  readonly indexes?: readonly IndexPlan[];
}

export interface IndexPlan {
  readonly keys: Readonly<Record<string, 1 | -1>>;
  readonly unique?: boolean;
  /** Documents are dropped this long after the time in the (single) key. */
  readonly expireAfterSeconds?: number;
  /** Only documents that match are in the index. */
  readonly partialFilterExpression?: Readonly<Record<string, unknown>>;
}
