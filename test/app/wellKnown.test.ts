/** What programs look for at fixed addresses. */
import { expect, test } from '@jest/globals';
import request from 'supertest';
import { useApp } from '../support/app.ts';

const named = useApp(
  { publicUrl: 'https://langnghe.example.vn' },
  { securityContact: 'mailto:antoan@example.vn' },
);
const unnamed = useApp();

test('security.txt names the contact and expires within a year', async () => {
  named().clock.now = new Date('2026-03-02T10:00:00Z');
  const { status, text, headers } = await request(named().app)
    .get('/.well-known/security.txt')
    .set('Host', 'langnghe.example.vn');
  expect([status, headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
  expect(text.split('\n')).toEqual([
    'Contact: mailto:antoan@example.vn',
    'Expires: 2026-08-29T00:00:00Z', // 180 days: 29 + 30 + 31 + 30 + 31 of March to July, and 29 of August
    'Preferred-Languages: vi, en',
    'Canonical: https://langnghe.example.vn/.well-known/security.txt',
    '',
  ]);
});

test('where no contact is set there is no security.txt, since one without a contact is not valid', async () => {
  expect((await request(unnamed().app).get('/.well-known/security.txt')).status).toBe(404);
});

test('robots.txt leaves results to be found, and not the pages of respondents and staff', async () => {
  const { text } = await request(unnamed().app).get('/robots.txt').expect(200);
  const refused = [...text.matchAll(/^Disallow: (.+)$/gm)].map(([, path = '']) => path);
  const isRefused = (path: string): boolean => refused.some((start) => path.startsWith(start));
  expect(['/staff/units', '/s/ABC', '/receipts/ABCD', '/kiosk/ABC'].every(isRefused)).toBe(true);
  expect(['/', '/results/round', '/publications', '/scorecards', '/api'].some(isRefused)).toBe(false);
});

test('a page of another origin may ask the public API with If-None-Match, and may not send a key', async () => {
  const asked = await request(unnamed().app).options('/api/v1/rounds').set({
    Origin: 'https://elsewhere.example',
    'Access-Control-Request-Method': 'GET',
    'Access-Control-Request-Headers': 'if-none-match',
  });
  expect([asked.status, asked.headers['access-control-allow-origin']]).toEqual([204, '*']);
  expect(asked.headers['access-control-allow-headers']).toBe('If-None-Match');
  expect(asked.headers['access-control-allow-methods']).toBe('GET');
  expect((await request(unnamed().app).options('/results')).headers).not.toHaveProperty(
    'access-control-allow-origin',
  );
});
