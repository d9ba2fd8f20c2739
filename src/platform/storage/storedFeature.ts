import type { Connection } from 'mongoose';
import type { CollectionPlan } from './collection.ts';

/** What a feature stores, as its folder declares it. */
export interface StoredFeature {
  readonly collections?: readonly CollectionPlan[];
  /** Opens its stores, each under the name by which handlers and tasks ask for it. */
  readonly stores?: (connection: Connection) => object;
}
