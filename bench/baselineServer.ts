/**
 * The baseline for submissions: Express, a constant page of the same size, and one durable insert through the official
 * driver into the same kind of store. No survey, no checks, no receipt.
 */
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { openStorage } from '../src/platform/storage/connection.ts';

const { connection } = await openStorage({
  mongodbUri: undefined,
  dataFolder: process.env['DATA_DIR'] ?? '',
});
const inserted = connection.collection<{ _id: string; body: string }>('inserted');
const page = 'x'.repeat(Number(process.env['PAGE_BYTES']));

const app = express();
app.use(express.text({ type: () => true }));
app.get('/', (req, res) => {
  const { bytes } = req.query; // fewer than the whole page
  res.type('html').send(bytes === undefined ? page : page.slice(0, Number(bytes)));
});
app.post('/', async (req, res) => {
  await inserted.insertOne({ _id: randomUUID(), body: String(req.body) });
  res.redirect(303, '/');
});
app.get('/stored', async (_req, res) => {
  res.json(await inserted.countDocuments());
});
const server = app.listen(0, '127.0.0.1', () => {
  console.log(`serving http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
});
process.once('SIGTERM', () => process.exit(0));
