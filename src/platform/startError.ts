/** The program cannot start; the message says in one sentence why. */
export class StartError extends Error {}
