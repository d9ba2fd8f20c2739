/** Why a store cannot be opened, checked or restored: one sentence for the operator. */
export class EmbeddedStoreError extends Error {}
