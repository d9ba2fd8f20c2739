/** The accessibility statement. */
import { expect, test } from '@jest/globals';
import request from 'supertest';
import { useApp } from '../support/app.ts';

const named = useApp({}, { accessibilityContact: 'mailto:tiep-can@example.vn' });
const unnamed = useApp();

test.each([
  ['', 'Chưa đạt hoặc chưa kiểm tra', 'quầy'],
  ['?lang=en', 'What does not work or has not been checked', 'at its counter'],
])(
  'every page leads to the statement, with its gaps and whom to tell ("%s")',
  async (language, gaps, office) => {
    const home = await request(named().app).get(`/${language}`);
    expect(home.text).toContain(`href="/accessibility${language}"`);
    const { status, text } = await request(named().app).get(`/accessibility${language}`);
    expect(status).toBe(200);
    expect(text).toContain(gaps);
    expect(text).toContain(
      '<a class="button quiet" href="mailto:tiep-can@example.vn">tiep-can@example.vn</a>',
    );
    const without = await request(unnamed().app).get(`/accessibility${language}`);
    expect(without.text).toContain(office);
    expect(without.text).not.toContain('mailto:');
  },
);
