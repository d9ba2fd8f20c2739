import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { useApp } from '../../support/app.ts';

const running = useApp();

/** Bytes of a body as they are sent. */
async function bytesSent(path: string, encoding: string): Promise<number> {
  const { port } = running().server.address() as AddressInfo;
  return await new Promise((resolve, reject) => {
    const options = { port, path, headers: { 'Accept-Encoding': encoding } };
    get(options, (response) => {
      let bytes = 0;
      expect(response.headers['content-encoding'] ?? 'identity').toBe(encoding);
      response.on('data', (part: Buffer) => (bytes += part.length));
      response.on('end', () => resolve(bytes));
    }).on('error', reject);
  });
}

test('the stylesheet is sent smaller with gzip than without, and smaller still with brotli', async () => {
  const path = '/assets/pages.css';
  const [plain, gzip, brotli] = [
    await bytesSent(path, 'identity'),
    await bytesSent(path, 'gzip'),
    await bytesSent(path, 'br'),
  ];
  expect(gzip).toBeLessThan(plain / 2);
  expect(brotli).toBeLessThan(gzip);
});
