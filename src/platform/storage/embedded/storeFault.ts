/** Why a store cannot be opened, checked or restored: one sentence for whoever runs the program. */
export class StoreFault extends Error {}
