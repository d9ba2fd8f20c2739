/** An error that the operator can mend, such as a wrong setting: the message says in one sentence what is wrong. */
export class StartError extends Error {}
