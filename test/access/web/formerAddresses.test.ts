import { expect, test } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { formerAddresses } from '../../../src/access/web/formerAddresses.ts';

const app = express().use(formerAddresses, (_req, res) => void res.send('none'));

test.each([
  ['/measures?lang=en', '/improvement-actions?lang=en'],
  ['/staff/volumes/template/csv', '/staff/caseloads/template/csv'],
  ['/staff/post', '/staff/postal-service'],
])('%s leads to %s', async (from, to) => {
  const answer = await request(app).get(from);
  expect([answer.status, answer.headers['location']]).toEqual([308, to]);
});

test.each(['/staff/posters', '/measuresx', '/staff/postal-service'])(
  '%s is no former address',
  async (url) => {
    expect((await request(app).get(url)).text).toBe('none');
  },
);
