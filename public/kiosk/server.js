/** The server as the tablet speaks to it. What a proxy or a sign-in page of the network answers is no answer of ours. */
const patienceMs = 30_000;

/** AbortSignal is younger than many tablets; what comes too late is dropped. */
function inTime(answer) {
  const tooLate = new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error('too late')), patienceMs);
  });
  return Promise.race([answer, tooLate]);
}

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
    });
    return { status: response.status, body: await response.json() };
  }
  async function textAt(path) {
    const response = await fetch(path, { cache: 'no-store', credentials: 'omit', redirect: 'error' });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return await response.text();
  }
  return {
    pairing: () => inTime(ask('pairing')),
    pair: (request) => inTime(ask('pairing', request)),
    setup: () => inTime(ask('setup')),
    send: (answer) => inTime(ask('submissions', answer)),
    report: (status) => inTime(ask('status', status)),
    /** A public file of the ledger as text. */
    ledger: (path) => inTime(textAt(path)),
  };
}
