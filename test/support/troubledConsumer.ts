/**
 * A receiver of events that is not well, as a process of its own. Arguments: files of certificate and key, the key of the
 * signatures, and what it does with one request after the other, with commas between; with later ones the last of these.
 *
 * - `take` handles and acknowledges it; `lose` breaks off before it handles it; `late` handles it and never answers;
 * - a number is the status with which it refuses.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

const [cert = '', key = '', signingKey = '', plan = 'take'] = process.argv.slice(2);
const manners = plan.split(',');
const webhook = new Webhook(signingKey);
const tls = { cert: readFileSync(cert), key: readFileSync(key) };

const server = createServer(tls, (req, res) => {
  const parts: Buffer[] = [];
  req.on('data', (part: Buffer) => parts.push(part));
  req.on('end', () => {
    const manner = manners.length > 1 ? manners.shift()! : manners[0]!;
    if (manner === 'lose') {
      req.socket.destroy();
      return;
    }
    const headers = req.headers as Record<string, string>;
    webhook.verify(Buffer.concat(parts).toString(), headers);
    const status = manner === 'take' || manner === 'late' ? 204 : Number(manner);
    console.log(`${status === 204 ? 'handled' : 'refused'} ${headers['webhook-id']}`);
    if (manner !== 'late') res.writeHead(status).end();
  });
}).listen(0, '127.0.0.1', () => console.log(`port ${(server.address() as AddressInfo).port}`));
