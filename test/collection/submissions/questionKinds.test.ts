/** Questions by stars, faces and options, from the page to what is stored. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { withScale } from '../../../src/design/surveys/questionKinds.ts';
import type { SurveyContent } from '../../../src/design/surveys/survey.ts';
import { useApp } from '../../support/app.ts';
import { fillSmallCity, smallSurvey } from '../../support/builders.ts';
import { answer } from '../../support/citizen.ts';

/** The three questions of the small survey by faces, by stars, and by yes or no. */
function survey(): SurveyContent {
  let content: SurveyContent = smallSurvey;
  for (const [id, kind] of [
    ['q1', 'faces'],
    ['q2', 'stars'],
    ['q3', 'yesNo'],
  ] as const) {
    const scaled = withScale(content, `kind:${kind}`);
    const questions = content.questions.map((one) =>
      one.id === id ? { ...one, scaleId: scaled.scaleId } : one,
    );
    content = { ...scaled.content, questions };
  }
  return content;
}

describe('a form with questions of several kinds', () => {
  const running = useApp();

  beforeAll(async () => {
    await fillSmallCity(running().stores, { survey: survey() });
  });

  test('draws faces and stars, which are not read aloud, beside labels, which are', async () => {
    const { text } = await request(running().app).get('/s/WARD22').expect(200);
    expect(text.match(/<svg class="face mood\d" aria-hidden="true">/g)).toHaveLength(5);
    expect(text).toContain('<b class="stars" aria-hidden="true">★★</b> 2 sao');
    expect(text).toMatch(/value="2"[^>]*><span>Có<\/span>/);
  });

  test('is accepted, and refused with a level that a question does not have', async () => {
    const { app, stores } = running();
    expect((await answer(app, 'WARD22', { q1: 5, q2: 3, q3: 3 })).status).toBe(400);
    expect(await stores.submissions.countOfRound('round')).toBe(0);
    expect((await answer(app, 'WARD22', { q1: 5, q2: 3, q3: 2 })).status).toBe(303);
    expect(await stores.submissions.countOfRound('round')).toBe(1);
  });
});
