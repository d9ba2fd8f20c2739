/**
 * Receives events of Lắng Nghe over https: verifies the signature and hands the events on, one after the other. Only an
 * event that was handled is acknowledged; any other one is sent again later.
 *
 * WEBHOOK_KEY: the key of the subscription, whsec_…; TLS_CERT, TLS_KEY: files of the certificate; PORT: usually 8443.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { Webhook } from 'standardwebhooks';

const bytesMax = 100_000;

/** @param handle is given the event and its id, which is the same when the event is sent again */
export function receive(handle) {
  const { WEBHOOK_KEY, TLS_CERT, TLS_KEY, PORT = '8443' } = process.env;
  const webhook = new Webhook(WEBHOOK_KEY);
  let before = Promise.resolve();

  async function statusFor(req) {
    if (req.method !== 'POST') return 405;
    const body = await read(req);
    if (body === undefined) return 413;
    let event;
    try {
      event = webhook.verify(body, req.headers); // throws: another signature, or older than five minutes
    } catch {
      return 401;
    }
    const handled = before.then(() => handle(event, req.headers['webhook-id']));
    before = handled.catch(() => {}); // the next event is handled all the same
    await handled;
    return 204;
  }

  const server = createServer({ cert: readFileSync(TLS_CERT), key: readFileSync(TLS_KEY) }, (req, res) => {
    void statusFor(req)
      .catch((error) => {
        console.error(error);
        return 500;
      })
      .then((status) => res.writeHead(status).end());
  });
  server.listen(Number(PORT), () => console.log(`waiting for events on port ${server.address().port}`));
}

async function read(req) {
  const parts = [];
  let bytes = 0;
  for await (const part of req) {
    bytes += part.length;
    if (bytes > bytesMax) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8'); // as it came: the signature is over these bytes
}
