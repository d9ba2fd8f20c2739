/** The server as the tablet speaks to it. What a proxy or a sign-in page of the network answers is no answer of ours. */
const patienceMs = 30_000;

/** @param credential gives the secret of this tablet, once it is paired */
export function connectTo(accessCode, credential) {
  async function ask(path, body) {
    const secret = credential();
    const response = await fetch(`/kiosk/${accessCode}/${path}.json`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(secret === undefined ? {} : { Authorization: `Kiosk ${secret}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    });
    return { status: response.status, body: await response.json() };
  }
  return {
    pairing: () => ask('pairing'),
    pair: (request) => ask('pairing', request),
    setup: () => ask('setup'),
    send: (answer) => ask('submissions', answer),
    report: (status) => ask('status', status),
    /** A public file of the ledger as text. */
    async ledger(path) {
      const response = await fetch(path, {
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'error',
        signal: AbortSignal.timeout(patienceMs),
      });
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      return await response.text();
    },
  };
}
