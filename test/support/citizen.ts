/** A citizen at the form of an app, or at an address, over HTTP: opens it, fills it in, sends it. */
import type { Express } from 'express';
import request, { type Response } from 'supertest';

export type FormFields = Record<string, string>;

/** The fields of a form as a browser would send them untouched. */
export async function openForm(app: Express | string, accessCode: string): Promise<FormFields> {
  const page = await request(app).get(`/s/${accessCode}`).expect(200);
  return hiddenFields(page.text);
}

export function hiddenFields(html: string): FormFields {
  const fields = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)];
  return Object.fromEntries(fields.map(([, name = '', value = '']) => [name, value]));
}

export async function sendForm(
  app: Express | string,
  accessCode: string,
  fields: FormFields,
): Promise<Response> {
  return await request(app).post(`/s/${accessCode}`).type('form').send(fields);
}

/** Opens the form and sends it with the levels given, question by question. */
export async function answer(
  app: Express | string,
  accessCode: string,
  levels: Record<string, number>,
): Promise<Response> {
  const fields = await openForm(app, accessCode);
  const answers = Object.entries(levels).map(([id, level]) => [`answer-${id}`, String(level)]);
  return await sendForm(app, accessCode, { ...fields, ...Object.fromEntries(answers) });
}

/** Opens the page, fills its form in, and sends it with the cookie that came with the page. */
export async function fillIn(url: string, fields: FormFields): Promise<globalThis.Response> {
  const page = await fetch(url);
  const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
  const body = new URLSearchParams({ ...hiddenFields(await page.text()), ...fields });
  return await fetch(url, { method: 'POST', body, headers: { cookie }, redirect: 'manual' });
}
