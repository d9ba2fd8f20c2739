/** Pages that nobody comes to by links in the demo, and why each is left out. Everything else has to be visited. */
export const notReached: Readonly<Record<string, string>> = {};
