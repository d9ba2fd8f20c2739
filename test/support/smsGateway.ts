/**
 * A gateway for text messages as a process of its own, which loses, repeats and delays. It sends a message once however
 * often it is handed it, and says each that it sent as a line of JSON. Telephone numbers decide what happens: one that
 * ends in 1 is answered only the second time, though it was sent the first; in 2 is refused for now the first time; in 3
 * is late; in 4 does not exist; in 5 is not taken at all. What is not signed is not taken.
 */
import { createServer, type IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';

const webhook = new Webhook(process.argv[2] ?? '');
const seen = new Set<string>();

/** Whatever the time: the clocks of tests stand in the past. */
function isSigned({ headers }: IncomingMessage, text: string): boolean {
  const at = new Date(1000 * Number(headers['webhook-timestamp']));
  return webhook.sign(String(headers['webhook-id']), at, text) === headers['webhook-signature'];
}

const server = createServer((req, res) => {
  let body = '';
  req.on('data', (part: Buffer) => (body += part.toString()));
  req.on('end', () => void answer(body));

  async function answer(text: string): Promise<void> {
    if (!isSigned(req, text)) return void res.writeHead(401).end();
    const message = JSON.parse(text) as { id: string; to: string };
    const isFirst = !seen.has(message.id);
    seen.add(message.id);
    const last = message.to.at(-1);
    if (last === '4') return void res.writeHead(410).end();
    if (last === '5') return void res.writeHead(422).end();
    if (last === '2' && isFirst) return void res.writeHead(503).end();
    if (last === '3') await wait(300);
    if (isFirst || last === '2') process.stdout.write(`sent ${text}\n`);
    if (last === '1' && isFirst) return void req.socket.destroy();
    res.writeHead(202).end();
  }
});
server.listen(Number(process.argv[3] ?? '0'), '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`listening on ${typeof address === 'object' ? address?.port : ''}\n`);
});
